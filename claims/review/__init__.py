"""Decisions about matches: the only writer of Match.state, and of the history behind it."""

from claims.review.transitions import (
    TRANSITIONS,
    MatchChanged,
    NothingToUndo,
    TransitionNotAllowed,
    decide,
    last_decision,
    undo,
)

__all__ = [
    "TRANSITIONS",
    "MatchChanged",
    "NothingToUndo",
    "TransitionNotAllowed",
    "decide",
    "last_decision",
    "undo",
]
