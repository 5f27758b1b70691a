"""Adds events to the chain, at the end of the transaction of the change they tell of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import QuerySet

from claims.audit.chain import digest, plain
from claims.models import AuditEvent, AuditHead

LABEL_LENGTH = 200
_waiting: ContextVar[list[AuditEvent] | None] = ContextVar("waiting", default=None)


@contextmanager
def recording(*, durable: bool = False) -> Iterator[None]:
    """An atomic block whose events are chained when it ends, after every other lock is taken.

    Whoever holds the head makes all others wait who record something; if he then waited for a row
    that one of them has, both would wait for ever. Inside another such block its events are chained
    at the end of that one. If it is left by an exception there are none.
    """
    outer = _waiting.get()
    mine: list[AuditEvent] = []
    with transaction.atomic(durable=durable):
        token = _waiting.set(mine)
        try:
            yield
        finally:
            _waiting.reset(token)
        if outer is None:
            _append(mine)
    if outer is not None:
        outer.extend(mine)


def record(  # noqa: PLR0913  # an event has so many columns, and each is named
    *,
    action: str,
    subject: models.Model,
    actor: User | None,
    at: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    bot: str = "",
    note: str = "",
) -> AuditEvent:
    """Log one change of `subject` by `actor`, or by a program if that is None.

    `before` and `after` hold what JSON can, dates and times; only what changed. Within `recording`
    the event has its number and hash at the end of the block, otherwise at once; then nothing more
    may be locked until the transaction ends. Raises ValueError unless exactly one of `actor` and
    `bot` is given.
    """
    if (actor is None) == (not bot):
        raise ValueError("An audit event names either a person or a bot.")
    event = AuditEvent(
        at=at,
        actor=actor,
        bot=bot,
        action=action,
        subject_kind=_kind(subject),
        subject_id=subject.pk,
        subject_label=plain(str(subject))[:LABEL_LENGTH],
        before=plain(before),
        after=plain(after),
        note=plain(note),
    )
    waiting = _waiting.get()
    if waiting is None:
        with transaction.atomic():
            _append([event])
    else:
        waiting.append(event)
    return event


def differences(
    old: models.Model | None, new: models.Model, fields: Iterable[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What two copies of a row have differently, as `before` and `after`; foreign keys as ids.

    Without an old one `before` is empty and `after` holds all the fields that are not empty.
    """
    columns = {column.name: column.attname for column in new._meta.concrete_fields}
    names = [columns[name] for name in fields]
    if old is None:
        return {}, {name: value for name in names if (value := getattr(new, name))}
    changed = [name for name in names if getattr(old, name) != getattr(new, name)]
    return (
        {name: getattr(old, name) for name in changed},
        {name: getattr(new, name) for name in changed},
    )


def history(subject: models.Model) -> QuerySet[AuditEvent]:
    """The events of one thing, the newest first."""
    events = AuditEvent.objects.filter(subject_kind=_kind(subject), subject_id=subject.pk)
    return events.select_related("actor").order_by("-number")


def _append(events: Sequence[AuditEvent]) -> None:
    """Give the events the next numbers and hashes. A trigger moves the head with each."""
    if not events:
        return
    head = AuditHead.objects.select_for_update().get()
    number, previous = head.number, head.hash
    for event in events:
        number += 1
        event.number, event.previous_hash = number, previous
        event.hash = previous = digest(event)
    AuditEvent.objects.bulk_create(events)


def _kind(subject: models.Model) -> str:
    return str(subject._meta.model_name)
