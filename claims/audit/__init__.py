"""The log of every change, in one chain of hashes: the only writer of AuditEvent."""

from claims.audit.chain import GENESIS, digest, plain
from claims.audit.record import differences, history, record, recording
from claims.audit.rows import Values, record_row, row_values
from claims.audit.verify import Fault, Verification, verify

__all__ = [
    "GENESIS",
    "Fault",
    "Values",
    "Verification",
    "differences",
    "digest",
    "history",
    "plain",
    "record",
    "record_row",
    "recording",
    "row_values",
    "verify",
]
