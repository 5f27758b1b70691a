"""Decisions about matches and their correction: the only writer of what people change of them."""

from claims.review.assignments import assign, give_back, renew_lease
from claims.review.changes import ChangeRefused, MatchChanged, Why
from claims.review.copies import near_identical
from claims.review.links import hold_match, relink
from claims.review.moving import hold_appearances, hold_touched, move_to_claim
from claims.review.spans import change_span, change_stance
from claims.review.transitions import (
    TRANSITIONS,
    TransitionNotAllowed,
    confirm_verbatim,
    decide,
    move,
)
from claims.review.undoing import NothingToUndo, last_decision, undo, undoable

__all__ = [
    "TRANSITIONS",
    "ChangeRefused",
    "MatchChanged",
    "NothingToUndo",
    "TransitionNotAllowed",
    "Why",
    "assign",
    "change_span",
    "change_stance",
    "confirm_verbatim",
    "decide",
    "give_back",
    "hold_appearances",
    "hold_match",
    "hold_touched",
    "last_decision",
    "move",
    "move_to_claim",
    "near_identical",
    "relink",
    "renew_lease",
    "undo",
    "undoable",
]
