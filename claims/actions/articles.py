"""Taking in an article."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims import ingest, notices
from claims.actions.bell import ring
from claims.models import ArticleVersion


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a document. The ids are None where a dry run would have made the row."""

    name: str
    status: ingest.StoreStatus
    article_id: int | None
    version_id: int | None
    number: int


def submit_article(incoming: ingest.IncomingDocument, *, dry_run: bool = False) -> Receipt:
    """Store a document unless it is known, and ring for the workers if its text is new.

    The same document twice changes nothing. A dry run finds out the same and stores nothing.
    Raises records.InputRefused.
    """
    if known := ingest.find_unchanged(incoming):
        return _receipt(incoming, ingest.StoredVersion(ingest.StoreStatus.UNCHANGED, known))
    document = ingest.extract_document(incoming, max_bytes=settings.FACTCHECK_MAX_BYTES)
    now = timezone.now()
    due_at = now + timedelta(seconds=settings.FACTCHECK_SWEEP_SECONDS)
    with transaction.atomic(durable=True):
        stored = ingest.store_article(document, at=now, due_at=due_at)
        if dry_run:
            transaction.set_rollback(True)
            return _receipt(incoming, stored, dry_run=True)
        if stored.status == ingest.StoreStatus.NEW_VERSION:
            notices.tell_of_new_version(stored.version, at=now)
        if stored.status != ingest.StoreStatus.UNCHANGED:
            transaction.on_commit(partial(ring, version_id=stored.version.pk))
    return _receipt(incoming, stored)


def _receipt(
    incoming: ingest.IncomingDocument, stored: ingest.StoredVersion, *, dry_run: bool = False
) -> Receipt:
    is_new_article = dry_run and stored.status == ingest.StoreStatus.CREATED
    is_new_version = dry_run and stored.status != ingest.StoreStatus.UNCHANGED
    version: ArticleVersion = stored.version
    return Receipt(
        name=incoming.name,
        status=stored.status,
        article_id=None if is_new_article else version.article_id,
        version_id=None if is_new_version else version.pk,
        number=version.number,
    )
