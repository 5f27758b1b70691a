"""Runs the matcher over article versions and writes the suggested matches."""

from claims.suggest.matcher import current_matcher
from claims.suggest.store import drop_suggestions, store_matches

__all__ = ["current_matcher", "drop_suggestions", "store_matches"]
