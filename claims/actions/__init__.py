"""Use cases: one function for each thing a user can do; interfaces change things only here."""

from claims.actions.matches import decide_match, undo_last_decision

__all__ = ["decide_match", "undo_last_decision"]
