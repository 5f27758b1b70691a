"""Whose turn it is to read a version for its meaning: the only writer of a MeaningReading.

The row is the queue of the second pass. A turn is taken and closed by conditional UPDATEs: the
moment until which it holds is also its token. The first pass makes the row due again, and with it
every turn that is under way worthless.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from claims.enums import WorkState
from claims.models import ArticleVersion, MeaningReading

ENROLLED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to read a version by an encoder, from `taken_at` until `until`."""

    version_id: int
    encoder: str
    taken_at: datetime
    until: datetime


class TurnLost(Exception):
    """The version is being processed anew, or another worker reads it."""

    def __init__(self, turn: Turn) -> None:
        super().__init__(
            f"The second reading of version {turn.version_id} is out of date: nothing written."
        )


def await_reading(version_id: int, *, at: datetime) -> None:
    """The version has been processed (anew): it is to be read. Call it in that transaction."""
    MeaningReading.objects.update_or_create(
        version_id=version_id,
        defaults={"encoder": "", "due_at": at, "attempts": 0, "failure_reason": ""},
    )


def enrol_versions(*, at: datetime) -> int:
    """Make the versions due that were processed before there was an encoder; how many there were.

    At most `ENROLLED_AT_ONCE`.
    """
    missing = ArticleVersion.objects.filter(meaning_reading=None).values_list("pk", flat=True)
    ids = list(missing.order_by("pk")[:ENROLLED_AT_ONCE])
    rows = [MeaningReading(version_id=pk, due_at=at) for pk in ids]
    MeaningReading.objects.bulk_create(rows, ignore_conflicts=True)
    return len(ids)


def due_readings(*, encoder: str, at: datetime, limit: int) -> list[int]:
    """Ids of versions to be read, the newest first: old ones wait for those of today."""
    due = MeaningReading.objects.due(encoder=encoder, at=at).order_by("-version_id")
    return list(due.values_list("version_id", flat=True)[:limit])


def take_turn(
    version_id: int, *, encoder: str, at: datetime, seconds: int, max_attempts: int
) -> Turn | None:
    """None: the version is read, is not processed, is unknown, or somebody else reads it.

    One whose readers were lost too often counts as read, with the reason on its row.
    """
    due = MeaningReading.objects.due(encoder=encoder, at=at).filter(version_id=version_id)
    row = due.first()
    if row is None:
        return None
    free = MeaningReading.objects.filter(version_id=version_id, due_at=row.due_at)
    if row.attempts >= max_attempts:
        free.update(encoder=encoder, failure_reason=f"Given up after {max_attempts} attempts.")
        return None
    until = at + timedelta(seconds=seconds)
    won = free.update(due_at=until, attempts=F("attempts") + 1)
    return Turn(version_id, encoder, at, until) if won else None


def finish_turn(turn: Turn) -> None:
    """Close a turn as read. Raises TurnLost; call it in the transaction of the results, first."""
    # In the order in which the first pass takes them: the version, then its reading.
    held = ArticleVersion.objects.select_for_update().filter(
        pk=turn.version_id, work_state=WorkState.PROCESSED
    )
    if not held.values_list("pk", flat=True).first():
        raise TurnLost(turn)
    _close(turn, encoder=turn.encoder, failure_reason="")


def fail_turn(turn: Turn, *, reason: str) -> None:
    """Close a turn as read, though it failed: the fault is the version's own. Raises TurnLost."""
    _close(turn, encoder=turn.encoder, failure_reason=reason)


def _close(turn: Turn, *, encoder: str, failure_reason: str) -> None:
    mine = MeaningReading.objects.filter(version_id=turn.version_id, due_at=turn.until)
    closed = mine.update(
        encoder=encoder, failure_reason=failure_reason, attempts=0, due_at=turn.taken_at
    )
    if not closed:
        raise TurnLost(turn)
