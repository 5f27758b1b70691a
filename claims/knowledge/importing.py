"""What importing a row of the desk's knowledge did, and the record of it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from claims import audit

IMPORT = "import"
"""Who changes what the desk knows where no person does."""


class ImportStatus(StrEnum):
    """The same row twice is unchanged the second time."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def status_of(*, is_new: bool, is_changed: bool) -> ImportStatus:
    if is_new:
        return ImportStatus.CREATED
    return ImportStatus.UPDATED if is_changed else ImportStatus.UNCHANGED


def record_change(
    subject: models.Model,
    *,
    action: str,
    actor: User | None,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    note: str = "",
) -> None:
    """Log a change by a person, or by an import if there is none."""
    audit.record(
        action=action,
        subject=subject,
        actor=actor,
        bot="" if actor else IMPORT,
        at=timezone.now(),
        before=before,
        after=after,
        note=note,
    )
