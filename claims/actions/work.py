"""Sending versions through the workers again."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone

from claims import work
from claims.actions.bell import ring


def requeue_versions(version_ids: Iterable[int]) -> int:
    """Put processed and failed versions back into the queue and ring; the number put back.

    Versions that are in the queue already stay where they are. Decisions are never touched: only
    suggestions that nobody has decided are made anew.
    """
    now = timezone.now()
    put_back = [pk for pk in version_ids if work.requeue_version(pk, at=now)]
    for pk in put_back:
        transaction.on_commit(partial(ring, version_id=pk))
    return len(put_back)
