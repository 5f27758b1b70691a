"""The order of the stages an article version goes through, nothing else."""

import logging
from datetime import timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from claims import ingest, suggest, work
from claims.matching import ENGINE_VERSION, ProposedMatch
from claims.models import ArticleVersion
from claims.text import Segmented, segment

logger = logging.getLogger(__name__)

ENGINE_ERROR = "engine-error"
# Longer with each attempt, so that a locked database is not pressed harder.
RETRY_SECONDS = 5


def process_version(
    version_id: int, *, lease_seconds: int, max_attempts: int, threshold: float
) -> bool:
    """Segment and match a version if it is free. True: it is processed now, and by this call.

    All is computed first and then written in one transaction, so a worker killed at any moment
    leaves nothing or everything. A fault of the version itself makes it failed, with the reason
    on its row. A fault of the database gives it back to the queue and is raised.
    """
    lease = work.lease_version(
        version_id, at=timezone.now(), seconds=lease_seconds, max_attempts=max_attempts
    )
    if lease is None:
        return False
    try:
        return _attempt(lease, threshold=threshold)
    except work.LeaseLost as lost:
        logger.warning("%s", lost)
        return False


def _attempt(lease: work.Lease, *, threshold: float) -> bool:
    try:
        _process(lease, threshold=threshold)
    except work.LeaseLost:
        raise
    except (OperationalError, InterfaceError):
        delay = timedelta(seconds=RETRY_SECONDS * lease.attempt)
        work.release_version(lease, due_at=timezone.now() + delay)
        raise
    except Exception as error:
        logger.exception("Version %s cannot be processed.", lease.version_id)
        # PostgreSQL stores no NUL.
        reason = f"{type(error).__name__}: {error}".replace("\x00", "")
        work.fail_version(lease, code=ENGINE_ERROR, reason=reason)
        return False
    return True


def _process(lease: work.Lease, *, threshold: float) -> None:
    version = ArticleVersion.objects.select_related("article").defer("raw").get(pk=lease.version_id)
    segmented = segment(version.text, language=version.article.language)
    proposals = suggest.current_matcher(threshold=threshold).match(segmented)
    _write(lease, version, segmented, proposals)


def _write(
    lease: work.Lease,
    version: ArticleVersion,
    segmented: Segmented,
    proposals: tuple[ProposedMatch, ...],
) -> None:
    with transaction.atomic():
        # First, because it locks the row: who has lost the lease stops here and writes nothing.
        work.finish_version(lease, at=timezone.now(), engine_version=ENGINE_VERSION)
        if ingest.spans_differ(version, segmented) and suggest.drop_suggestions(version):
            ingest.store_spans(version, segmented)
        suggest.store_matches(version, proposals, engine_version=ENGINE_VERSION)
