"""Topics, reasons for rejection and saved filters."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from claims import audit
from claims.models import RejectionReason, SavedFilter, Topic

M = TypeVar("M", bound=models.Model)


class DeskRefused(Exception):
    """The sentence says what is wrong with it."""


def reasons() -> QuerySet[RejectionReason]:
    """Those that a reviewer can choose from, in their order."""
    return RejectionReason.objects.filter(is_active=True).order_by("position", "pk")


def save_topic(topic: Topic, *, actor: User, at: datetime) -> Topic:
    """Raises DeskRefused."""
    return _save(topic, ["name", "description"], kind="topic", actor=actor, at=at)


def save_reason(reason: RejectionReason, *, actor: User, at: datetime) -> RejectionReason:
    """Raises DeskRefused."""
    columns = ["key", "label", "is_active", "position"]
    return _save(reason, columns, kind="reason", actor=actor, at=at)


def filters_for(user: User) -> QuerySet[SavedFilter]:
    """One's own filters and the shared ones of others, by name."""
    visible = SavedFilter.objects.filter(Q(user=user) | Q(is_shared=True))
    return visible.select_related("user").order_by("name", "pk")


def save_filter(user: User, *, name: str, query: str, is_shared: bool, at: datetime) -> SavedFilter:
    """Keep a filter under a name, in place of the one that has it. Raises DeskRefused."""
    name = " ".join(name.split())
    saved = SavedFilter.objects.filter(user=user, name=name).first() or SavedFilter(user=user)
    saved.name, saved.query, saved.is_shared = name, query.lstrip("?"), is_shared
    return _save(saved, ["name", "query", "is_shared"], kind="filter", actor=user, at=at)


def delete_filter(saved: SavedFilter, *, actor: User, at: datetime) -> None:
    """Raises DeskRefused for the filter of another."""
    if saved.user_id != actor.pk:
        raise DeskRefused(gettext("Only who has saved a filter can delete it."))
    with audit.recording():
        before = {"name": saved.name, "query": saved.query}
        audit.record(
            action="filter.deleted", subject=saved, actor=actor, at=at, before=before, after={}
        )
        saved.delete()


def _save(row: M, columns: Sequence[str], *, kind: str, actor: User, at: datetime) -> M:
    try:
        row.full_clean()
    except ValidationError as problem:
        raise DeskRefused(" ".join(problem.messages)) from problem
    with audit.recording():
        old = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
        row.save()
        before, after = audit.differences(old, row, columns)
        if old is not None and not after:
            return row
        action = f"{kind}.{'changed' if old else 'added'}"
        audit.record(action=action, subject=row, actor=actor, at=at, before=before, after=after)
    return row
