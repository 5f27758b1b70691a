"""Celery adapters: ids in, one call. The rows are the queue; these are only the bell."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from claims import pipeline, work

SWEEP_LIMIT = 500


@shared_task(
    name="claims.process_version",
    acks_late=True,
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=5,
)
def process_version(*, version_id: int, **_: Any) -> bool:
    """Process an article version, unless somebody else does or did."""
    return pipeline.process_version(
        version_id,
        lease_seconds=settings.FACTCHECK_LEASE_SECONDS,
        max_attempts=settings.FACTCHECK_MAX_ATTEMPTS,
        threshold=settings.FACTCHECK_THRESHOLD,
    )


@shared_task(
    name="claims.sweep",
    acks_late=True,
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=5,
)
def sweep(**_: Any) -> int:
    """Ring again for every version whose bell was lost or whose worker fell silent."""
    now = timezone.now()
    due = work.ring_due(
        at=now,
        again_at=now + timedelta(seconds=settings.FACTCHECK_LEASE_SECONDS),
        limit=SWEEP_LIMIT,
        max_attempts=settings.FACTCHECK_MAX_ATTEMPTS,
    )
    for version_id in due:
        process_version.delay(version_id=version_id)
    return len(due)
