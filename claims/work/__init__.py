"""Whose turn it is to work on an article version: leases, failures, what is due. Does no work."""

from claims.work.lease import (
    Lease,
    LeaseLost,
    fail_version,
    finish_version,
    lease_version,
    release_version,
    requeue_version,
    ring_due,
)

__all__ = [
    "Lease",
    "LeaseLost",
    "fail_version",
    "finish_version",
    "lease_version",
    "release_version",
    "requeue_version",
    "ring_due",
]
