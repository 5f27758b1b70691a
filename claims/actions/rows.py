"""Logging what a form of the admin saves or deletes by itself."""

from django.contrib.auth.models import User
from django.db import models

from claims import audit


def record_saved(
    row: models.Model, before: audit.Values | None, *, parts: tuple[str, ...] = (), actor: User
) -> None:
    """Log what a form has changed of a row and of its `parts`; nothing if that is nothing.

    `before` are the audit.row_values from before it was saved, None of a new row. Call it in the
    transaction that has saved it.
    """
    audit.record_row(row, before, audit.row_values(row, parts=parts), actor=actor)


def record_deleted(row: models.Model, *, parts: tuple[str, ...] = (), actor: User) -> None:
    """Log the last state of a row. Call it before the row is deleted, in that transaction."""
    audit.record_row(row, audit.row_values(row, parts=parts), None, actor=actor)
