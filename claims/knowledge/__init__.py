"""What the desk knows, coming in: claims with wordings and verdicts, sources, rating scales."""

from claims.knowledge.claims import StoredClaim, store_claim
from claims.knowledge.importing import IMPORT, ImportStatus
from claims.knowledge.learning import learn_wording, search_again, unlearn_wording
from claims.knowledge.scales import store_rating_scale
from claims.knowledge.sources import store_source
from claims.knowledge.stages import (
    CLAIM_MOVES,
    By,
    StageChanged,
    StageRefused,
    move_claim,
    raise_rechecks,
)
from claims.knowledge.states import MergeRefused, merge_claims, set_claim_state
from claims.knowledge.wordings import save_claim, save_wording

__all__ = [
    "CLAIM_MOVES",
    "IMPORT",
    "By",
    "ImportStatus",
    "MergeRefused",
    "StageChanged",
    "StageRefused",
    "StoredClaim",
    "learn_wording",
    "merge_claims",
    "move_claim",
    "raise_rechecks",
    "save_claim",
    "save_wording",
    "search_again",
    "set_claim_state",
    "store_claim",
    "store_rating_scale",
    "store_source",
    "unlearn_wording",
]
