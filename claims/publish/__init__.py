"""Verdicts going out: the only writer of their state and of corrections; ClaimReview for others."""

from claims.publish.checklist import ChecklistItem, checklist
from claims.publish.claim_reviews import (
    ClaimReview,
    NothingPublished,
    Organisation,
    claim_review,
)
from claims.publish.correction_drafts import (
    CorrectionRefused,
    CorrectionWords,
    correction_fingerprint,
    draft_correction,
    drop_correction,
    rewrite_correction,
)
from claims.publish.corrections import public_corrections, publish_correction, withdraw_correction
from claims.publish.fingerprint import CONTACT, EVIDENCE, WORDS, evidence_values, fingerprint
from claims.publish.transitions import (
    VERDICT_MOVES,
    OwnWork,
    PublishRefused,
    VerdictChanged,
    approve_verdict,
    has_worked_on,
    propose_verdict,
    publish_verdict,
    reopen_verdict,
    return_verdict,
    withdraw_verdict,
)

__all__ = [
    "CONTACT",
    "EVIDENCE",
    "VERDICT_MOVES",
    "WORDS",
    "ChecklistItem",
    "ClaimReview",
    "CorrectionRefused",
    "CorrectionWords",
    "NothingPublished",
    "Organisation",
    "OwnWork",
    "PublishRefused",
    "VerdictChanged",
    "approve_verdict",
    "checklist",
    "claim_review",
    "correction_fingerprint",
    "draft_correction",
    "drop_correction",
    "evidence_values",
    "fingerprint",
    "has_worked_on",
    "propose_verdict",
    "public_corrections",
    "publish_correction",
    "publish_verdict",
    "reopen_verdict",
    "return_verdict",
    "rewrite_correction",
    "withdraw_correction",
    "withdraw_verdict",
]
