"""Bringing the desk's knowledge in: claims with their verdicts, sources, rating scales."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from claims import audit, knowledge, publish, records
from claims.actions.bell import ring_archive
from claims.actions.claim_stages import follow_verdict
from claims.models import Claim


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did with a row; `note` says to people what it left undone."""

    status: knowledge.ImportStatus
    note: str = ""


def import_claim(row: records.Row, *, dry_run: bool = False) -> Imported:
    """Store a claim with its claimant, wordings and verdict: all of it or nothing.

    A verdict with a time of publication is published with that time; if something is missing for
    that it stays a draft, and the note says what. Raises records.InputRefused.
    """
    with transaction.atomic(durable=True):
        with audit.recording():
            stored = knowledge.store_claim(row.fields)
            imported = _publish(stored)
        transaction.on_commit(ring_archive)
        if dry_run:
            transaction.set_rollback(True)
    return imported


def _publish(stored: knowledge.StoredClaim) -> Imported:
    if stored.to_publish is None or stored.published_at is None:
        return Imported(stored.status)
    try:
        publish.publish_verdict(stored.to_publish, actor=None, at=stored.published_at)
    except publish.PublishRefused as refusal:
        return Imported(stored.status, f"The verdict stays a draft: {refusal}")
    claim_id = stored.to_publish.claim_id
    follow_verdict(claim_id, actor=None, is_published=True, bot=knowledge.IMPORT)
    is_created = stored.status == knowledge.ImportStatus.CREATED
    return Imported(stored.status if is_created else knowledge.ImportStatus.UPDATED)


def import_source(row: records.Row, *, dry_run: bool = False) -> Imported:
    """Store a source with its domains. Raises records.InputRefused."""
    with transaction.atomic(durable=True):
        status = knowledge.store_source(row.fields)
        if dry_run:
            transaction.set_rollback(True)
    return Imported(status)


def import_rating_scale(fields: Mapping[str, object]) -> Imported:
    """Store a rating scale with its ratings. Raises records.InputRefused."""
    with transaction.atomic(durable=True):
        return Imported(knowledge.store_rating_scale(fields))


def save_claim(claim: Claim, *, actor: User | None = None) -> Claim:
    """Store a claim that a person wrote, and its text as canonical wording. Joins a transaction."""
    stored = knowledge.save_claim(claim, actor=actor)
    transaction.on_commit(ring_archive)
    return stored
