"""What follows when a form of the admin saves or deletes a row by itself: the log, and copies."""

from django.contrib.auth.models import User
from django.db import models

from claims import audit, knowledge


def record_saved(
    row: models.Model, before: audit.Values | None, *, parts: tuple[str, ...] = (), actor: User
) -> None:
    """Log what a form has changed of a row and of its `parts`; nothing if that is nothing.

    Claims that are told with the row's words count as changed, too. `before` are the
    audit.row_values from before it was saved, None of a new row. Call it in the transaction that
    has saved it.
    """
    after = audit.row_values(row, parts=parts)
    audit.record_row(row, before, after, actor=actor)
    if before is not None and after != before:
        knowledge.touch_claims_showing(row)


def record_deleted(row: models.Model, *, parts: tuple[str, ...] = (), actor: User) -> None:
    """Log the last state of a row. Call it before the row is deleted, in that transaction."""
    audit.record_row(row, audit.row_values(row, parts=parts), None, actor=actor)
