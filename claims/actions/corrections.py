"""Telling readers that a published verdict was wrong, and what was changed."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims import audit, publish
from claims.actions.claim_stages import follow_verdict
from claims.enums import CorrectionKind
from claims.models import Correction, Verdict


def draft_correction(
    verdict: Verdict,
    *,
    kind: CorrectionKind,
    what_changed: str,
    reason: str,
    actor: User,
    requested_by: str = "",
) -> Correction:
    """Write down a correction of a published verdict. Raises publish.CorrectionRefused."""
    correction = Correction(
        verdict=verdict,
        kind=kind,
        what_changed=what_changed.strip(),
        reason=reason.strip(),
        requested_by=requested_by.strip(),
        actor=actor,
        at=timezone.now(),
    )
    with audit.recording(durable=True):
        return publish.draft_correction(correction)


def publish_correction(correction: Correction, *, actor: User) -> Correction:
    """Put a correction into the public log; one of kind void withdraws its verdict.

    Raises publish.CorrectionRefused, publish.PublishRefused.
    """
    with audit.recording(durable=True):
        published = publish.publish_correction(correction, actor=actor, at=timezone.now())
        if published.kind == CorrectionKind.VOID:
            follow_verdict(published.verdict.claim_id, actor=actor, is_published=False)
    return published


def withdraw_correction(correction: Correction, *, actor: User, note: str) -> Correction:
    """Take a correction out of the log, saying why. Raises publish.CorrectionRefused."""
    with audit.recording(durable=True):
        return publish.withdraw_correction(correction, actor=actor, at=timezone.now(), note=note)
