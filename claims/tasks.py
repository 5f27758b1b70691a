"""Celery adapters: ids in, one call. The rows are the queue; these are only the bell."""

import logging
import time
from datetime import timedelta
from functools import partial
from smtplib import SMTPException
from typing import Any, TypedDict

from celery import shared_task
from celery.signals import worker_init
from django.conf import settings
from django.db import DatabaseError, OperationalError, connections
from django.utils import timezone

from claims import desk, knowledge, matching, notices, pipeline, review, suggest, work

logger = logging.getLogger(__name__)

SWEEP_LIMIT = 500
MAIL_LIMIT = 50
"""People whose mail goes out in one turn: a slow mail server must not outlast a task."""

MEANING_SHARE = 12
"""The share of a lease, the twelfth, after which the second pass lets others have their turn."""


# A locked database is tried again; what a worker has not finished, another one gets.
_task = partial(
    shared_task,
    acks_late=True,
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=5,
)


class _How(TypedDict):
    """What both passes over a version are told."""

    lease_seconds: int
    max_attempts: int
    threshold: float
    auto_confirm: float | None


def _how() -> _How:
    """By the deployment and by the desk."""
    chosen = desk.current_settings()
    return {
        "lease_seconds": settings.FACTCHECK_LEASE_SECONDS,
        "max_attempts": settings.FACTCHECK_MAX_ATTEMPTS,
        "threshold": chosen.suggest_threshold,
        "auto_confirm": chosen.auto_confirm_threshold if chosen.auto_confirm else None,
    }


@_task(name="claims.process_version")
def process_version(*, version_id: int, **_: Any) -> bool:
    """Process an article version, unless somebody else does or did."""
    is_processed = pipeline.process_version(version_id, **_how())
    if is_processed and settings.FACTCHECK_ENCODER:
        read_meaning.delay(version_id=version_id)
    return is_processed


@_task(name="claims.sweep")
def sweep(**_: Any) -> int:
    """Ring again for every version whose bell was lost or whose worker fell silent.

    Matches that were assigned and not touched are given back; claims whose verdict is old become
    due for a recheck.
    """
    now = timezone.now()
    review.give_back(at=now, limit=SWEEP_LIMIT)
    knowledge.raise_rechecks(at=now, limit=SWEEP_LIMIT)
    due = work.ring_due(
        at=now,
        again_at=now + timedelta(seconds=settings.FACTCHECK_LEASE_SECONDS),
        limit=SWEEP_LIMIT,
        max_attempts=settings.FACTCHECK_MAX_ATTEMPTS,
    )
    for version_id in due:
        process_version.delay(version_id=version_id)
    return len(due)


@_task(name="claims.compact_index", time_limit=settings.FACTCHECK_COMPACT_LIMIT)
def compact_index(**_: Any) -> bool:
    """Save a new snapshot of the index, if its changes have become many."""
    return suggest.compact_index()


@_task(name="claims.match_archive")
def match_archive(**_: Any) -> int:
    """Look for changed claims in the stored articles; how many are matched again.

    A long search is done in turns, each shorter than a task may take.
    """
    until = time.monotonic() + settings.FACTCHECK_LEASE_SECONDS / 4
    count = 0
    for put_back in pipeline.search_archive():
        for version_id in put_back.versions:
            process_version.delay(version_id=version_id)
        count += len(put_back.versions)
        if time.monotonic() > until:
            match_archive.delay()
            break
    return count


@_task(name="claims.read_meaning")
def read_meaning(*, version_id: int, **_: Any) -> bool:
    """Look in a processed version for claims by meaning, unless somebody else does or did."""
    return pipeline.read_meaning(version_id, **_how())


@_task(name="claims.read_meanings")
def read_meanings(**_: Any) -> int:
    """Encode changed wordings, then read versions that are due; how many.

    A long queue is worked off in turns, so that new articles need not wait for old ones.
    """
    if not settings.FACTCHECK_ENCODER:
        return 0
    until = time.monotonic() + settings.FACTCHECK_LEASE_SECONDS / MEANING_SHARE
    count = 0
    if pipeline.fill_vectors(seconds=until - time.monotonic()):
        for version_id in pipeline.due_meanings(limit=SWEEP_LIMIT):
            if time.monotonic() > until:
                break
            count += read_meaning(version_id=version_id)
    if time.monotonic() > until:
        read_meanings.delay()
    return count


@_task(name="claims.send_digests")
def send_digests(**_: Any) -> int:
    """Mail to people the notices that wait for them; how many mails were sent.

    A mail server that cannot be reached costs a line in the log and the time until the next turn.
    """
    try:
        report = notices.send_digests(at=timezone.now(), limit=MAIL_LIMIT)
    except (SMTPException, OSError) as error:
        logger.warning("The mail server cannot be reached, so mail goes out later: %s", error)
        return 0
    if report.mails == MAIL_LIMIT:
        send_digests.delay()
    return report.mails


@worker_init.connect
def load_index(**_: Any) -> None:
    """Before a worker forks: its processes share the pages of what their parent has loaded."""
    try:
        suggest.current_matcher(threshold=desk.current_settings().suggest_threshold)
    except DatabaseError:
        logger.warning("The index is loaded with the first article: no database yet.")
    # A connection that several processes use answers one with what another has asked.
    connections.close_all()
    matching.settle_heap()
