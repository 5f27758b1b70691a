"""What the desk knows, coming in: claims with wordings and verdicts, sources, rating scales."""

from claims.knowledge.claims import StoredClaim, store_claim
from claims.knowledge.importing import IMPORT, ImportStatus
from claims.knowledge.learning import learn_wording, search_again, unlearn_wording
from claims.knowledge.merging import MergePreview, preview_merge, undo_merge
from claims.knowledge.operations import UndoRefused, hold_operation, keep_operation, operations_of
from claims.knowledge.relations import RelationRefused, relate_claims, unrelate_claims
from claims.knowledge.scales import store_rating_scale
from claims.knowledge.showing import touch_claims_showing
from claims.knowledge.sources import store_source
from claims.knowledge.splitting import (
    SplitOff,
    SplitRefused,
    leaving_wordings,
    split_off,
    undo_split,
)
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
    "MergePreview",
    "MergeRefused",
    "RelationRefused",
    "SplitOff",
    "SplitRefused",
    "StageChanged",
    "StageRefused",
    "StoredClaim",
    "UndoRefused",
    "hold_operation",
    "keep_operation",
    "learn_wording",
    "leaving_wordings",
    "merge_claims",
    "move_claim",
    "operations_of",
    "preview_merge",
    "raise_rechecks",
    "relate_claims",
    "save_claim",
    "save_wording",
    "search_again",
    "set_claim_state",
    "split_off",
    "store_claim",
    "store_rating_scale",
    "store_source",
    "touch_claims_showing",
    "undo_merge",
    "undo_split",
    "unlearn_wording",
    "unrelate_claims",
]
