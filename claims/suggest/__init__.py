"""Runs the matcher over article versions and writes the suggested matches."""

from claims.suggest.archive import (
    Search,
    Seeker,
    Step,
    begin_search,
    knows_enough,
    move_on,
    outdated_versions,
    pending_search,
    scanned_to,
    wordings_of,
)
from claims.suggest.calibration import (
    activate as activate_calibration,
)
from claims.suggest.calibration import (
    read_decisions,
    try_refit,
)
from claims.suggest.calibration import (
    revert as revert_calibration,
)
from claims.suggest.encoder import current_encoder, is_meaning_read
from claims.suggest.handing import hand_back, hand_over
from claims.suggest.holding import hold_suggestions
from claims.suggest.matcher import (
    compact_index,
    current_index,
    current_matcher,
    forget_index,
)
from claims.suggest.meaning import (
    find_by_meaning,
    forget_vectors,
    kept_by_meaning,
    store_meaning,
)
from claims.suggest.memory import drop_found_by, drop_rejected, make_room
from claims.suggest.store import Plan, drop_suggestions, plan_matches, store_matches
from claims.suggest.terms import pack_version, store_terms
from claims.suggest.vectors import fill_vectors

__all__ = [
    "Plan",
    "Search",
    "Seeker",
    "Step",
    "activate_calibration",
    "begin_search",
    "compact_index",
    "current_encoder",
    "current_index",
    "current_matcher",
    "drop_found_by",
    "drop_rejected",
    "drop_suggestions",
    "fill_vectors",
    "find_by_meaning",
    "forget_index",
    "forget_vectors",
    "hand_back",
    "hand_over",
    "hold_suggestions",
    "is_meaning_read",
    "kept_by_meaning",
    "knows_enough",
    "make_room",
    "move_on",
    "outdated_versions",
    "pack_version",
    "pending_search",
    "plan_matches",
    "read_decisions",
    "revert_calibration",
    "scanned_to",
    "store_matches",
    "store_meaning",
    "store_terms",
    "try_refit",
    "wordings_of",
]
