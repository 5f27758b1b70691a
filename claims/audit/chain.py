"""The form in which an event is hashed: the same on every database and after every reading."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from claims.models import AuditEvent

GENESIS = "0" * 64
"""What the first event follows."""


def digest(event: AuditEvent) -> str:
    """SHA-256, in hexadecimal, of all columns but the hash itself and the row's id."""
    columns = {
        "number": event.number,
        "at": event.at,
        "actor": event.actor_id,
        "bot": event.bot,
        "action": event.action,
        "subject_kind": event.subject_kind,
        "subject_id": event.subject_id,
        "subject_label": event.subject_label,
        "before": event.before,
        "after": event.after,
        "note": event.note,
        "previous_hash": event.previous_hash,
    }
    form = json.dumps(plain(columns), sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(form.encode()).hexdigest()


def plain(value: Any) -> Any:
    """The value as every database gives it back from JSON. Raises TypeError for what has no form.

    PostgreSQL keeps no NUL, and of 1e16 no sign that it was a float.
    """
    match value:
        case datetime():
            value = value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            value = value.isoformat()
        case float():
            value = int(value) if value.is_integer() else value
        case str():
            value = str(value).replace("\x00", "")
        case Mapping():
            value = {str(key): plain(part) for key, part in value.items()}
        case list() | tuple():
            value = [plain(part) for part in value]
        case None | bool() | int():
            pass
        case _:
            raise TypeError(f"An audit event cannot hold a {type(value).__name__}: {value!r}")
    return value
