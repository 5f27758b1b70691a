"""Verdicts going out: the only writer of Verdict.state, and their form for others (ClaimReview)."""

from claims.publish.claim_reviews import (
    ClaimReview,
    NothingPublished,
    Organisation,
    claim_review,
)
from claims.publish.transitions import (
    PublishRefused,
    VerdictChanged,
    publish_verdict,
    withdraw_verdict,
)

__all__ = [
    "ClaimReview",
    "NothingPublished",
    "Organisation",
    "PublishRefused",
    "VerdictChanged",
    "claim_review",
    "publish_verdict",
    "withdraw_verdict",
]
