"""What a reviewer does with a match, and what the workbench remembers of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims import audit, desk, knowledge, notices, review, suggest
from claims.actions.bell import ring_archive
from claims.enums import ClaimState, MatchEventKind, MatchState, Stance
from claims.models import Claim, Match, MatchEvent, RejectionReason


@dataclass(frozen=True, slots=True)
class RefusedDecision:
    """A match of a batch that was not decided, and the sentence that says why."""

    match_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class BatchDecided:
    """What became of a batch: the ids that were decided, and those that were not."""

    done: tuple[int, ...]
    refused: tuple[RefusedDecision, ...]


def decide_match(
    match: Match,
    *,
    state: MatchState,
    actor: User,
    revision: int,
    note: str = "",
    reason: RejectionReason | None = None,
) -> MatchEvent:
    """Decide on the match as the actor saw it (`revision`).

    A rejection is remembered for all articles; a confirmed match teaches its claim its words.
    Raises review.MatchChanged if somebody was first, review.TransitionNotAllowed for a move
    that no reviewer may make, review.ChangeRefused for a reason of anything but a rejection.
    """
    _refuse_old(match, revision)
    if reason is not None and state != MatchState.REJECTED:
        raise review.ChangeRefused("Only a rejection has a reason from the list.")
    with audit.recording(durable=True):
        _prepare(match, to=state)
        event = review.decide(
            match, state=state, actor=actor, at=timezone.now(), note=note.strip(), reason=reason
        )
        _remember(match, event)
        _renew_lease(match, actor)
    return event


def decide_matches(
    seen: Sequence[tuple[int, int]],
    *,
    state: MatchState,
    actor: User,
    note: str = "",
    reason: RejectionReason | None = None,
) -> BatchDecided:
    """Decide on several matches, each as the actor saw it: pairs of id and revision.

    Each is a decision of its own, in a transaction of its own: what is refused stops no other.
    """
    matches = Match.objects.select_related("claim").in_bulk([pk for pk, _ in seen])
    done: list[int] = []
    refused: list[RefusedDecision] = []
    for pk, revision in dict(seen).items():
        if pk not in matches:
            refused.append(RefusedDecision(pk, f"There is no match {pk}."))
            continue
        try:
            decide_match(
                matches[pk], state=state, actor=actor, revision=revision, note=note, reason=reason
            )
        except (review.MatchChanged, review.TransitionNotAllowed, review.ChangeRefused) as why:
            refused.append(RefusedDecision(pk, str(why)))
        else:
            done.append(pk)
    return BatchDecided(tuple(done), tuple(refused))


def change_stance(
    match: Match, *, stance: Stance, actor: User, revision: int, note: str = ""
) -> MatchEvent:
    """Say what the article does with the claim.

    Raises review.MatchChanged, review.ChangeRefused.
    """
    return _correct(
        match,
        lambda why: review.change_stance(match, stance=stance, why=why),
        actor,
        revision,
        note,
    )


def change_span(
    match: Match, *, start: int, end: int, actor: User, revision: int, note: str = ""
) -> MatchEvent:
    """Move the ends of the span, in characters of the version's text; the diff follows.

    Raises review.MatchChanged, review.ChangeRefused.
    """
    return _correct(
        match,
        lambda why: review.change_span(match, start=start, end=end, why=why),
        actor,
        revision,
        note,
    )


def relink_match(
    match: Match, *, claim: Claim, actor: User, revision: int, note: str = ""
) -> Match:
    """Link the span to another claim: this match is rejected, the returned one is confirmed.

    Raises review.MatchChanged, review.TransitionNotAllowed, review.ChangeRefused.
    """
    _refuse_old(match, revision)
    with audit.recording(durable=True):
        suggest.hold_suggestions(alone=True)
        review.hold_match(match)
        return _relink(match, claim, _why(actor, note))


def claim_from_match(
    match: Match, *, text: str, actor: User, revision: int, note: str = ""
) -> Claim:
    """Make a new claim of the span and link it with that instead; `text` is the claim's.

    Raises review.MatchChanged, review.TransitionNotAllowed, review.ChangeRefused.
    """
    _refuse_old(match, revision)
    words = " ".join(text.split())
    if not words:
        raise review.ChangeRefused("The new claim has no text.")
    with audit.recording(durable=True):
        suggest.hold_suggestions(alone=True)
        review.hold_match(match)
        # Before the claim is made: by that the undoing knows for what it was made.
        why = _why(actor, note)
        claim = Claim(text=words, language=match.version.article.language)
        knowledge.save_claim(claim, actor=actor)
        _relink(match, claim, why)
    return claim


def assign_match(
    match: Match,
    *,
    assignee: User | None,
    due_at: datetime | None = None,
    actor: User,
    revision: int,
    note: str = "",
) -> MatchEvent:
    """Give the match to somebody, who is told of it, or back to all.

    Raises review.MatchChanged, ChangeRefused.
    """
    _refuse_old(match, revision)
    why = _why(actor, note)
    with audit.recording(durable=True):
        event = review.assign(match, assignee=assignee, due_at=due_at, lease=_lease(), why=why)
        if assignee is not None:
            notices.tell_of_assignment(match, assignee=assignee, actor=actor, at=why.at)
    return event


def near_identical(match: Match) -> list[Match]:
    """The other open matches of the claim with the same or nearly the same words and flags."""
    return review.near_identical(match)


def undoable(*, actor: User) -> list[MatchEvent]:
    """Which of the actor's last ten changes of matches can be undone, the newest first."""
    return review.undoable(actor)


def undo_last(*, actor: User) -> MatchEvent:
    """Take back the actor's newest change of a match and what the workbench remembered of it.

    Raises review.NothingToUndo, or review.MatchChanged: of this match, or of a newer one that has
    taken its place.
    """
    with audit.recording(durable=True):
        last = review.last_decision(actor)
        match = last.match
        parts = list(last.parts.select_related("match__claim"))
        if last.kind == MatchEventKind.DECISION:
            _prepare(match, to=MatchState(last.old_state))
        event = review.undo(last, actor=actor, at=timezone.now())
        for part in parts:
            _unlink(part, actor)
        if last.kind != MatchEventKind.ASSIGNMENT:
            match.refresh_from_db()
            _remember(match, event)
            _renew_lease(match, actor)
    return event


undo_last_decision = undo_last


def _unlink(part: MatchEvent, actor: User) -> None:
    """What the other match of a link taught; a claim that was made for it is retired."""
    knowledge.unlearn_wording(part.match, actor=actor)
    claim = part.match.claim
    is_made_for_it = part.kind == MatchEventKind.CLAIM and claim.created_at >= part.at
    if is_made_for_it and claim.matches.count() == 1:
        knowledge.set_claim_state(claim, state=ClaimState.RETIRED, actor=actor)


def _relink(match: Match, claim: Claim, why: review.Why) -> Match:
    event, linked = review.relink(match, claim=claim, why=why)
    _remember(match, event)
    knowledge.learn_wording(linked, actor=why.actor)
    return linked


def _correct(
    match: Match,
    correct: Callable[[review.Why], MatchEvent],
    actor: User,
    revision: int,
    note: str,
) -> MatchEvent:
    _refuse_old(match, revision)
    with audit.recording(durable=True):
        event = correct(_why(actor, note))
        _teach_anew(match, actor)
        _renew_lease(match, actor)
        transaction.on_commit(ring_archive)
    return event


def _renew_lease(match: Match, actor: User) -> None:
    if match.assignee_id == actor.pk:
        review.renew_lease(match, until=timezone.now() + _lease())


def _lease() -> timedelta:
    return timedelta(minutes=desk.current_settings().lease_minutes)


def _teach_anew(match: Match, actor: User | None) -> None:
    """A confirmed match teaches the words and the stance that it has now."""
    if match.state == MatchState.CONFIRMED:
        knowledge.unlearn_wording(match, actor=actor)
        knowledge.learn_wording(match, actor=actor)


def _why(actor: User, note: str) -> review.Why:
    return review.Why(actor, timezone.now(), note.strip())


def _refuse_old(match: Match, revision: int) -> None:
    if match.revision != revision:
        raise review.MatchChanged(match)


def _prepare(match: Match, *, to: MatchState) -> None:
    """Before any row is locked: rejections come and go alone."""
    if MatchState.REJECTED not in (match.state, to):
        return
    suggest.hold_suggestions(alone=True)
    if to != MatchState.REJECTED and (newer := suggest.make_room(match)):
        raise review.MatchChanged(newer)


def _remember(match: Match, event: MatchEvent) -> None:
    match.state = event.new_state
    if event.kind != MatchEventKind.DECISION:
        _teach_anew(match, event.actor)
    elif event.new_state == MatchState.REJECTED:
        suggest.drop_rejected(match)
    if event.old_state == event.new_state:
        transaction.on_commit(ring_archive)
        return
    if event.old_state == MatchState.REJECTED:
        # What was not proposed elsewhere because of it is looked for once more.
        knowledge.search_again(match.claim)
    if event.new_state == MatchState.CONFIRMED:
        knowledge.learn_wording(match, actor=event.actor)
    if event.old_state == MatchState.CONFIRMED:
        knowledge.unlearn_wording(match, actor=event.actor)
    transaction.on_commit(ring_archive)
