"""What the desk knows, coming in: claims with wordings and verdicts, sources, rating scales."""

from claims.knowledge.claims import StoredClaim, store_claim
from claims.knowledge.importing import ImportStatus
from claims.knowledge.scales import store_rating_scale
from claims.knowledge.sources import store_source
from claims.knowledge.wordings import save_claim

__all__ = [
    "ImportStatus",
    "StoredClaim",
    "save_claim",
    "store_claim",
    "store_rating_scale",
    "store_source",
]
