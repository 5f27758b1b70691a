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
from claims.work.meaning import (
    Turn,
    TurnLost,
    await_reading,
    due_readings,
    enrol_versions,
    fail_turn,
    finish_turn,
    take_turn,
)

__all__ = [
    "Lease",
    "LeaseLost",
    "Turn",
    "TurnLost",
    "await_reading",
    "due_readings",
    "enrol_versions",
    "fail_turn",
    "fail_version",
    "finish_turn",
    "finish_version",
    "lease_version",
    "release_version",
    "requeue_version",
    "ring_due",
    "take_turn",
]
