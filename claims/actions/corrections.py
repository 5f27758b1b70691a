"""Telling readers that a published verdict was wrong, and what was changed."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims import audit, publish
from claims.actions.claim_stages import follow_verdict
from claims.enums import CorrectionKind
from claims.models import Correction, Verdict


def draft_correction(
    verdict: Verdict, words: publish.CorrectionWords, *, actor: User
) -> Correction:
    """Write down a correction of a published verdict. Raises publish.CorrectionRefused."""
    with audit.recording(durable=True):
        return publish.draft_correction(verdict, words, actor=actor, at=timezone.now())


def rewrite_correction(
    correction: Correction, words: publish.CorrectionWords, *, seen: str, actor: User
) -> bool:
    """Put other words into a draft; False if they are the same.

    `seen` is the publish.correction_fingerprint of what the actor had read. Raises
    publish.CorrectionRefused.
    """
    with audit.recording(durable=True):
        return publish.rewrite_correction(
            correction, words, seen=seen, actor=actor, at=timezone.now()
        )


def drop_correction(correction: Correction, *, seen: str, actor: User) -> None:
    """Delete a draft; the log keeps its words. Raises publish.CorrectionRefused."""
    with audit.recording(durable=True):
        publish.drop_correction(correction, seen=seen, actor=actor, at=timezone.now())


def publish_correction(correction: Correction, *, seen: str, actor: User) -> Correction:
    """Put a correction into the public log; one of kind void withdraws its verdict.

    `seen` is the publish.correction_fingerprint of what the actor had read. Raises
    publish.CorrectionRefused, publish.PublishRefused.
    """
    with audit.recording(durable=True):
        published = publish.publish_correction(
            correction, seen=seen, actor=actor, at=timezone.now()
        )
        if published.kind == CorrectionKind.VOID:
            follow_verdict(published.verdict.claim_id, actor=actor, is_published=False)
    return published


def withdraw_correction(correction: Correction, *, actor: User, note: str) -> Correction:
    """Take a correction out of the log, saying why. Raises publish.CorrectionRefused."""
    with audit.recording(durable=True):
        return publish.withdraw_correction(correction, actor=actor, at=timezone.now(), note=note)
