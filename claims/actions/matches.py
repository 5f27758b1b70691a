"""What a reviewer does with a match, and what the workbench remembers of it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims import audit, knowledge, review, suggest
from claims.actions.bell import ring_archive
from claims.enums import MatchState
from claims.models import Match, MatchEvent


def decide_match(
    match: Match, *, state: MatchState, actor: User, revision: int, note: str = ""
) -> MatchEvent:
    """Decide on the match as the actor saw it (`revision`).

    A rejection is remembered for all articles; a confirmed match teaches its claim its words.
    Raises review.MatchChanged if somebody was first, review.TransitionNotAllowed for a move
    that no reviewer may make.
    """
    if match.revision != revision:
        raise review.MatchChanged(match)
    with audit.recording(durable=True):
        _prepare(match, to=state)
        event = review.decide(match, state=state, actor=actor, at=timezone.now(), note=note.strip())
        _remember(match, event)
    return event


def undo_last_decision(*, actor: User) -> MatchEvent:
    """Take back the actor's newest decision and what the workbench remembered of it.

    Raises review.NothingToUndo, or review.MatchChanged: of this match, or of a newer one that has
    taken its place.
    """
    with audit.recording(durable=True):
        last = review.last_decision(actor)
        _prepare(last.match, to=MatchState(last.old_state))
        event = review.undo(last, actor=actor, at=timezone.now())
        _remember(last.match, event)
    return event


def _prepare(match: Match, *, to: MatchState) -> None:
    """Before any row is locked: rejections come and go alone."""
    if MatchState.REJECTED not in (match.state, to):
        return
    suggest.hold_suggestions(alone=True)
    if to != MatchState.REJECTED and (newer := suggest.make_room(match)):
        raise review.MatchChanged(newer)


def _remember(match: Match, event: MatchEvent) -> None:
    match.state = event.new_state
    if event.new_state == MatchState.REJECTED:
        suggest.drop_rejected(match)
    if event.old_state == MatchState.REJECTED:
        # What was not proposed elsewhere because of it is looked for once more.
        knowledge.search_again(match.claim)
    if event.new_state == MatchState.CONFIRMED:
        knowledge.learn_wording(match, actor=event.actor)
    if event.old_state == MatchState.CONFIRMED:
        knowledge.unlearn_wording(match, actor=event.actor)
    transaction.on_commit(ring_archive)
