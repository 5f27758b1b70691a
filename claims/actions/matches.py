"""What a reviewer does with a match."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims import review
from claims.enums import MatchState
from claims.models import Match, MatchEvent


def decide_match(
    match: Match, *, state: MatchState, actor: User, revision: int, note: str = ""
) -> MatchEvent:
    """Decide on the match as the actor saw it (`revision`).

    Raises review.MatchChanged if somebody was first, review.TransitionNotAllowed for a move
    that no reviewer may make.
    """
    if match.revision != revision:
        raise review.MatchChanged(match)
    with transaction.atomic(durable=True):
        return review.decide(match, state=state, actor=actor, at=timezone.now(), note=note.strip())


def undo_last_decision(*, actor: User) -> MatchEvent:
    """Take back the actor's newest decision. Raises review.NothingToUndo or review.MatchChanged."""
    with transaction.atomic(durable=True):
        return review.undo(review.last_decision(actor), actor=actor, at=timezone.now())
