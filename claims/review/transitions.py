"""Which state a match may go to from which, and the one way to get there."""

from datetime import datetime

from django.contrib.auth.models import User

from claims import audit
from claims.enums import MatchState
from claims.models import Match, MatchEvent

# What a reviewer may decide. Unlinking is for a confirmed match that turns out not to be one.
TRANSITIONS: dict[MatchState, frozenset[MatchState]] = {
    MatchState.SUGGESTED: frozenset(
        {MatchState.CONFIRMED, MatchState.REJECTED, MatchState.SECOND_LOOK}
    ),
    MatchState.SECOND_LOOK: frozenset({MatchState.CONFIRMED, MatchState.REJECTED}),
    MatchState.CONFIRMED: frozenset({MatchState.SECOND_LOOK, MatchState.UNLINKED}),
    MatchState.REJECTED: frozenset({MatchState.SECOND_LOOK, MatchState.CONFIRMED}),
    MatchState.UNLINKED: frozenset({MatchState.CONFIRMED}),
    MatchState.ORPHANED: frozenset({MatchState.REJECTED}),
}


class TransitionNotAllowed(Exception):
    """The move is in no row of TRANSITIONS."""

    def __init__(self, seen: MatchState, wanted: MatchState) -> None:
        super().__init__(f"A match that is {seen.label} cannot become {wanted.label}.")


class MatchChanged(Exception):
    """Somebody else was first. `match` holds what the database has now."""

    def __init__(self, match: Match) -> None:
        self.match = match
        who = match.decided_by.get_username() if match.decided_by else "somebody"
        state = MatchState(match.state).label
        super().__init__(
            f"Match {match.pk} was changed by {who} meanwhile and is now {state}: "
            "look at it again before you decide."
        )


class NothingToUndo(Exception):
    """The person has no decision left that could be taken back."""

    def __init__(self) -> None:
        super().__init__("You have no decision that can be undone.")


def decide(
    match: Match, *, state: MatchState, actor: User, at: datetime, note: str = ""
) -> MatchEvent:
    """Move the match from the state and revision the caller saw to `state`.

    Of two callers with the same revision exactly one wins; the other gets MatchChanged and
    nothing is written.
    """
    seen = MatchState(match.state)
    if state not in TRANSITIONS[seen]:
        _refuse_if_stale(match)
        raise TransitionNotAllowed(seen, state)
    return _move(match, state=state, actor=actor, at=at, note=note)


def undo(event: MatchEvent, *, actor: User, at: datetime) -> MatchEvent:
    """Take a decision back: the match is as it was before, with who had decided that.

    Raises MatchChanged if anything happened to the match since.
    """
    match = Match.objects.get(pk=event.match_id)
    if match.revision != event.revision:
        raise MatchChanged(match)
    return _move(match, state=MatchState(event.old_state), actor=actor, at=at, undoes=event)


def last_decision(actor: User) -> MatchEvent:
    """The newest decision of a person that is neither an undo nor undone. Raises NothingToUndo."""
    event = (
        MatchEvent.objects.filter(actor=actor, undoes__isnull=True, undone_by__isnull=True)
        .order_by("-at", "-pk")
        .first()
    )
    if event is None:
        raise NothingToUndo
    return event


def _move(
    match: Match,
    *,
    state: MatchState,
    actor: User,
    at: datetime,
    note: str = "",
    undoes: MatchEvent | None = None,
) -> MatchEvent:
    seen = MatchState(match.state)
    decided_by, decided_at = _decider(match, state=state, actor=actor, at=at, undoes=undoes)
    with audit.recording():
        won = Match.objects.filter(pk=match.pk, state=seen, revision=match.revision).update(
            state=state,
            revision=match.revision + 1,
            decided_by=decided_by,
            decided_at=decided_at,
        )
        if not won:
            _refuse_if_stale(match)
        event = MatchEvent.objects.create(
            match=match,
            actor=actor,
            at=at,
            old_state=seen,
            new_state=state,
            note=note,
            revision=match.revision + 1,
            undoes=undoes,
        )
        audit.record(
            action=f"match.{'undone' if undoes else state}",
            subject=match,
            actor=actor,
            at=at,
            before={"state": seen, "revision": match.revision},
            after={"state": state, "revision": match.revision + 1},
            note=note,
        )
    match.refresh_from_db(fields=["state", "revision", "decided_by", "decided_at"])
    return event


def _decider(
    match: Match, *, state: MatchState, actor: User, at: datetime, undoes: MatchEvent | None
) -> tuple[User | None, datetime | None]:
    """Whose decision `state` is: nobody's if suggested, the earlier person's after an undo."""
    if state == MatchState.SUGGESTED:
        return None, None
    if undoes is None:
        return actor, at
    earlier = (
        MatchEvent.objects.filter(match=match, revision__lt=undoes.revision, new_state=state)
        .order_by("-revision")
        .select_related("actor")
        .first()
    )
    return (earlier.actor, earlier.at) if earlier else (actor, at)


def _refuse_if_stale(match: Match) -> None:
    now = Match.objects.select_related("decided_by").get(pk=match.pk)
    if (now.state, now.revision) != (match.state, match.revision):
        raise MatchChanged(now)
