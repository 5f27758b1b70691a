"""Which state a match may go to from which, and the one way to get there."""

from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext

from claims.enums import MatchEventKind, MatchState, Mutation
from claims.models import ArticleVersion, Match, MatchEvent, RejectionReason
from claims.review.changes import Why, change, refuse_if_stale

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
        super().__init__(
            gettext("A match that is %(seen)s cannot become %(wanted)s.")
            % {"seen": seen.label, "wanted": wanted.label}
        )


def decide(
    match: Match,
    *,
    state: MatchState,
    actor: User,
    at: datetime,
    note: str = "",
    reason: RejectionReason | None = None,
) -> MatchEvent:
    """Move the match from the state and revision the caller saw to `state`.

    Of two callers with the same revision exactly one wins; the other gets MatchChanged and
    nothing is written.
    """
    return move(match, state=state, why=Why(actor, at, note, reason=reason))


def confirm_verbatim(version: ArticleVersion, *, least: float, at: datetime) -> int:
    """Confirm the untouched suggestions that repeat a wording verbatim without flags; how many.

    For a desk that has chosen so; `least` is the least probability. The engine that found a match
    confirms it. Call it in the transaction that stores them.
    """
    verbatim = version.matches.filter(
        state=MatchState.SUGGESTED,
        revision=0,
        mutation=Mutation.VERBATIM,
        probability__gte=least,
        flags__isnull=True,
    )
    confirmed = list(verbatim.order_by("pk"))
    for match in confirmed:
        move(
            match,
            state=MatchState.CONFIRMED,
            why=Why(None, at, bot=f"engine {match.engine_version}"),
        )
    return len(confirmed)


def move(match: Match, *, state: MatchState, why: Why) -> MatchEvent:
    """As `decide`, also by a bot and as a part of something larger."""
    seen = MatchState(match.state)
    if state not in TRANSITIONS[seen]:
        refuse_if_stale(match)
        raise TransitionNotAllowed(seen, state)
    columns = {
        "state": state,
        "decided_by_id": why.actor.pk if why.actor else None,
        "decided_at": why.at,
        "decided_bot": why.bot,
    }
    return change(match, columns, why, kind=MatchEventKind.DECISION, action=str(state))
