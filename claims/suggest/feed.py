"""Reads what is searched out of the database: all of it, and what has changed since a number."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from claims.enums import ClaimState
from claims.index import Change, Entry
from claims.models import Wording

PAGE = 2000
_NEWEST = (
    "SELECT feed_id, value, (SELECT id FROM claims_calibration WHERE is_active) "
    "FROM claims_changecounter"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a database is: the id of its feed, the newest number of change.

    `calibration` is the id of the active one, None without one.
    """

    feed_id: str
    seq: int
    calibration: int | None = None


def newest() -> Mark:
    """One row by a plain cursor: it is asked for before each article."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        return Mark(*cursor.fetchone())


def all_entries() -> Iterator[Entry]:
    """Every searched wording, by its id.

    The rows may be newer than a number read before: whoever goes on from there gets some changes
    twice, and none too few.
    """
    rows = (
        Wording.objects.searched().order_by("pk").values_list("pk", "claim_id", "text", "language")
    )
    for pk, claim, text, language in rows.iterator(chunk_size=PAGE):
        yield Entry(pk, claim, text, language)


def changes_since(seq: int) -> Iterator[tuple[int, Change]]:
    """What has changed after a number, in order, each change with its number; read in pages."""
    rows = Wording.objects.order_by("change_seq").values_list(
        "change_seq", "pk", "claim_id", "text", "language", "is_active", "claim__state"
    )
    while page := list(rows.filter(change_seq__gt=seq)[:PAGE]):
        for row in page:
            yield row[0], _change(row)
        seq = page[-1][0]


def _change(row: tuple[int, int, int, str, str, bool, str]) -> Change:
    _, pk, claim, text, language, is_active, state = row
    is_searched = is_active and state == ClaimState.ACTIVE
    return Change(pk, Entry(pk, claim, text, language) if is_searched else None)
