"""Whose turn it is to work on a version: the only writer of an ArticleVersion's working state.

The row is the queue. A lease is taken, given back and closed by conditional UPDATEs, so of several
workers exactly one wins. Each lease has its own token; whoever lost it (because it ran out and
another worker took over) changes nothing any more.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from claims.enums import WorkState
from claims.models import ArticleVersion

WORKER_LOST = "worker-lost"


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on a version until it is closed or runs out."""

    version_id: int
    token: str
    attempt: int


class LeaseLost(Exception):
    """Another worker has taken the version over."""

    def __init__(self, lease: Lease) -> None:
        super().__init__(
            f"The lease of version {lease.version_id} was taken over: nothing written."
        )


def lease_version(
    version_id: int, *, at: datetime, seconds: int, max_attempts: int
) -> Lease | None:
    """Take the version if it waits or its worker has been silent for too long.

    None: it is finished, failed, unknown, or somebody else has it. A version that ran out of
    attempts becomes failed instead.
    """
    free = ArticleVersion.objects.filter(_free(at), pk=version_id)
    if _give_up(free, max_attempts=max_attempts):
        return None
    token = uuid.uuid4().hex
    won = free.filter(attempts__lt=max_attempts).update(
        work_state=WorkState.LEASED,
        lease_token=token,
        lease_until=at + timedelta(seconds=seconds),
        attempts=F("attempts") + 1,
    )
    if not won:
        return None
    attempts = ArticleVersion.objects.values_list("attempts", flat=True).get(pk=version_id)
    return Lease(version_id=version_id, token=token, attempt=attempts)


def finish_version(lease: Lease, *, at: datetime, engine_version: str) -> None:
    """Close the lease as processed. Raises LeaseLost; call it in the transaction of the results."""
    _close(lease, work_state=WorkState.PROCESSED, processed_at=at, engine_version=engine_version)


def fail_version(lease: Lease, *, code: str, reason: str) -> None:
    """Close the lease as failed: the fault is the version's own. Raises LeaseLost."""
    _close(lease, work_state=WorkState.FAILED, failure_code=code, failure_reason=reason)


def release_version(lease: Lease, *, due_at: datetime) -> None:
    """Give the lease back: the fault lies elsewhere, try again. Raises LeaseLost."""
    _close(lease, work_state=WorkState.WAITING, due_at=due_at)


def ring_due(*, at: datetime, again_at: datetime, limit: int, max_attempts: int) -> list[int]:
    """Versions whose bell must ring again, the longest overdue first, and only for this caller.

    Each is moved to `again_at`, so a second sweep at the same moment gets none of them. Leases
    that ran out are taken back, and versions without attempts left become failed.
    """
    overdue = ArticleVersion.objects.due(at=at)
    _give_up(overdue, max_attempts=max_attempts)
    seen = overdue.order_by("due_at", "pk").values_list("pk", "due_at", "lease_token")[:limit]
    return [
        pk
        for pk, due_at, token in list(seen)
        if ArticleVersion.objects.filter(_free(at), pk=pk, due_at=due_at, lease_token=token).update(
            work_state=WorkState.WAITING, due_at=again_at, lease_token="", lease_until=None
        )
    ]


def requeue_version(version_id: int, *, at: datetime) -> bool:
    """Put a processed or failed version back into the queue with all its attempts.

    False: it is in the queue already, or unknown.
    """
    return bool(
        ArticleVersion.objects.filter(
            pk=version_id, work_state__in=[WorkState.PROCESSED, WorkState.FAILED]
        ).update(
            work_state=WorkState.WAITING,
            due_at=at,
            attempts=0,
            failure_code="",
            failure_reason="",
            processed_at=None,
        )
    )


def _free(at: datetime) -> Q:
    return Q(work_state=WorkState.WAITING) | Q(work_state=WorkState.LEASED, lease_until__lte=at)


def _give_up(versions: QuerySet[ArticleVersion], *, max_attempts: int) -> int:
    return versions.filter(attempts__gte=max_attempts).update(
        work_state=WorkState.FAILED,
        lease_token="",
        lease_until=None,
        failure_code=WORKER_LOST,
        failure_reason=(
            f"Given up after {max_attempts} attempts: each worker that took this version stopped, "
            "lost the database or ran out of time. Read the workers' log, then requeue it."
        ),
    )


def _close(lease: Lease, **values: Any) -> None:
    closed = ArticleVersion.objects.filter(
        pk=lease.version_id, work_state=WorkState.LEASED, lease_token=lease.token
    ).update(lease_token="", lease_until=None, **values)
    if not closed:
        raise LeaseLost(lease)
