"""A whole row as the log can hold it, for what is saved by forms that know no single change."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from claims.audit.record import record

Values = dict[str, Any]

SECRET = frozenset({"password"})
"""Of these the log says only that they were set."""
NAMED_BY = {"groups": "name", "permissions": "codename", "user_permissions": "codename"}
"""What tells the rows of a many-to-many field apart."""


def row_values(row: models.Model, *, parts: tuple[str, ...] = ()) -> Values:
    """What people can change of a stored row, read anew: columns, rights, and rows of its parts.

    `parts` are the names of relations whose rows are edited with it. Secrets are among the values:
    they are for `record_row` only.
    """
    stored = row._meta.model._base_manager.get(pk=row.pk)
    values = _columns(stored)
    for field in stored._meta.many_to_many:
        if (name := NAMED_BY.get(field.name)) is not None:
            rows = getattr(stored, field.name).order_by(name)
            values[field.name] = list(rows.values_list(name, flat=True))
    for part in parts:
        rows = getattr(stored, part).order_by("pk")
        values[part] = {str(one.pk): _columns(one) for one in rows}
    return values


def record_row(
    row: models.Model,
    before: Values | None,
    after: Values | None,
    *,
    actor: User | None,
    bot: str = "",
) -> None:
    """Log that a row was added (no `before`), changed, or deleted (no `after`), if it was.

    Both are its row_values. Of a change only what differs is kept.
    """
    old, new = _differing(before or {}, after or {})
    if before is not None and after is not None and not (old or new):
        return
    done = "added" if before is None else "deleted" if after is None else "changed"
    record(
        action=f"{row._meta.model_name}.{done}",
        subject=row,
        actor=actor,
        bot=bot,
        at=timezone.now(),
        before=old,
        after=new,
    )


def _columns(row: models.Model) -> Values:
    fields = (field for field in row._meta.concrete_fields if field.editable)
    return {
        field.attname: field.value_from_object(row) for field in fields if not field.primary_key
    }


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Values, Values]:
    """What is not the same in both; of parts only the rows and columns that are not."""
    old: Values = {}
    new: Values = {}
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        if name in SECRET:
            new |= {name: "set"} if name in after else {}
            continue
        if isinstance(was, Mapping) and isinstance(now, Mapping):
            was, now = _differing(was, now)
        old |= {name: was} if name in before else {}
        new |= {name: now} if name in after else {}
    return old, new
