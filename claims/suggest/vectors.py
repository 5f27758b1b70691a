"""Fills the vectors of searched wordings, following the feed of changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

import numpy as np
from django.db import transaction
from django.utils import timezone

from claims.encoding import Encoder
from claims.enums import ClaimState
from claims.models import VectorSpace, Wording, WordingVector
from claims.suggest import feed
from claims.suggest.encoder import understands

STORED = np.dtype("<f2")
PAGE = 64
"""Wordings encoded and written together."""
_GRACE_SECONDS = 60
"""How long a page may take before the worker counts as lost."""
_DROPPED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    text: str
    text_key: str
    language: str
    change_seq: int
    is_searched: bool


def fill_vectors(encoder: Encoder, *, seconds: float) -> bool:
    """Encode wordings that have changed since the last call; True: none is left.

    Stops after so many seconds. Another worker that does the same is not disturbed: False then.
    """
    space = space_of(encoder)
    if space.completed_at and space.filled_seq >= feed.newest().seq:
        return True
    if not _hold(space, seconds=seconds):
        return False
    try:
        return _fill(space, encoder, until=monotonic() + seconds)
    finally:
        VectorSpace.objects.filter(pk=space.pk).update(busy_until=timezone.now())


def space_of(encoder: Encoder) -> VectorSpace:
    """The vectors of an encoder, none yet if it is new."""
    space, _ = VectorSpace.objects.get_or_create(
        encoder=encoder.name,
        defaults={"dimensions": encoder.dimensions, "busy_until": timezone.now()},
    )
    return space


def drop_other_spaces(encoder: Encoder) -> None:
    """Remove the vectors of earlier encoders, in short transactions; only when those are filled."""
    for space in VectorSpace.objects.exclude(encoder=encoder.name):
        while ids := list(space.vectors.values_list("pk", flat=True)[:_DROPPED_AT_ONCE]):
            WordingVector.objects.filter(pk__in=ids).delete()
        space.delete()


def _hold(space: VectorSpace, *, seconds: float) -> bool:
    now = timezone.now()
    until = now + timedelta(seconds=seconds + _GRACE_SECONDS)
    free = VectorSpace.objects.filter(pk=space.pk, busy_until__lte=now)
    return bool(free.update(busy_until=until))


def _fill(space: VectorSpace, encoder: Encoder, *, until: float) -> bool:
    space.refresh_from_db()
    while (newest := feed.newest().seq) > space.filled_seq:
        if monotonic() > until or not _fill_page(space, encoder, newest=newest):
            return False
    if space.completed_at is None:
        VectorSpace.objects.filter(pk=space.pk).update(completed_at=timezone.now())
    drop_other_spaces(encoder)
    return True


def _fill_page(space: VectorSpace, encoder: Encoder, *, newest: int) -> bool:
    """The next changes, encoded and then written at once. False: another worker was first."""
    rows = _changed(space.filled_seq, newest)
    reached = rows[-1].change_seq if len(rows) == PAGE else newest
    fresh = [row for row in rows if row.is_searched and understands(encoder, row.language)]
    made = _encoded(space, fresh, encoder)
    gone = {row.pk for row in rows} - {row.pk for row in fresh}
    with transaction.atomic():
        # First: it locks the row, so that those who read it see a page whole or not at all.
        held = VectorSpace.objects.filter(pk=space.pk, filled_seq=space.filled_seq)
        if not held.update(filled_seq=reached):
            return False
        space.vectors.filter(wording__in=gone).delete()
        WordingVector.objects.bulk_create(
            made,
            update_conflicts=True,
            unique_fields=["space", "wording"],
            update_fields=["text_key", "change_seq", "vector"],
        )
    space.filled_seq = reached
    return True


def _encoded(space: VectorSpace, rows: Sequence[_Row], encoder: Encoder) -> Sequence[WordingVector]:
    """Unsaved vectors of the rows whose text has none yet."""
    stored = space.vectors.filter(wording__in=[row.pk for row in rows])
    known = dict(stored.values_list("wording_id", "text_key"))
    wanted = [row for row in rows if known.get(row.pk) != row.text_key]
    vectors = encoder.encode([row.text for row in wanted]).astype(STORED)
    return [
        WordingVector(
            space=space,
            wording_id=row.pk,
            text_key=row.text_key,
            change_seq=row.change_seq,
            vector=vector.tobytes(),
        )
        for row, vector in zip(wanted, vectors, strict=True)
    ]


def _changed(after: int, upto: int) -> Sequence[_Row]:
    columns = ("pk", "text", "text_key", "language", "change_seq", "is_active", "claim__state")
    changed = Wording.objects.filter(change_seq__gt=after, change_seq__lte=upto)
    rows = changed.order_by("change_seq").values_list(*columns)[:PAGE]
    return [
        _Row(pk, text, key, language, seq, is_active and state == ClaimState.ACTIVE)
        for pk, text, key, language, seq, is_active, state in rows
    ]
