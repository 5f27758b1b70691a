"""The other direction: which stored versions may restate a wording that has changed since.

The row is the queue here too: ArchiveCursor tells what has been looked for and where. A search
first announces the number of change up to which it looks (`begin_search`). From then on nothing is
stored that was matched without knowing it, so the search sees every version that has to be found.
Its steps move the cursor by conditional UPDATEs, so that of two searches one goes on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from django.db import transaction
from django.db.models import F

from claims.archive import Sought
from claims.enums import ClaimState
from claims.index import Change, Entry, Index
from claims.models import ArchiveCursor, Match, Wording
from claims.suggest import feed
from claims.suggest.holding import hold_suggestions
from claims.suggest.matcher import current_index
from claims.suggest.memory import untouched
from claims.suggest.terms import Page, read_page

MOST_CHANGES = 50_000
"""Looked for at a time; what is more comes with the next search."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: the changes after `since`, up to and with `target`."""

    since: int
    target: int


@dataclass(frozen=True, slots=True)
class Step:
    """Versions to be matched again, found among those with ids after `start`, up to `end`.

    `end` is None at the end of the archive. `looked_at` counts the versions that were read.
    """

    versions: list[int]
    start: int
    end: int | None
    looked_at: int


def knows_enough(seq: int) -> bool:
    """Whether what was matched by an index of that number may be stored.

    If not, a search has begun that would miss it. The caller holds the suggestions.
    """
    return seq >= ArchiveCursor.objects.values_list("target_seq", flat=True).get()


def begin_search() -> Search | None:
    """The search that is under way, or a new one; None if nothing has changed since the last."""
    cursor = ArchiveCursor.objects.get()
    if cursor.target_seq == cursor.matched_seq and feed.newest().seq == cursor.matched_seq:
        return None
    with transaction.atomic():
        hold_suggestions(alone=True)
        cursor = ArchiveCursor.objects.get()
        if cursor.target_seq == cursor.matched_seq:
            cursor.target_seq = _next_target(cursor.matched_seq)
            ArchiveCursor.objects.filter(
                matched_seq=cursor.matched_seq, target_seq=F("matched_seq")
            ).update(target_seq=cursor.target_seq, scanned_to=0)
    return Search(cursor.matched_seq, cursor.target_seq)


def pending_search() -> Search:
    """What the next search would look for; nothing is announced."""
    cursor = ArchiveCursor.objects.get()
    return Search(cursor.matched_seq, feed.newest().seq)


class Seeker:
    """Looks for some wordings in the stored versions, step by step."""

    def __init__(self, index: Index, entries: Sequence[Entry], *, before: int | None) -> None:
        """`before`: versions matched by an index with this number or a later one are left out."""
        self._index, self._entries, self._before = index, entries, before
        self._sought: Sought | None = None
        self._languages = frozenset(entry.language.split("-")[0].lower() for entry in entries)

    @classmethod
    def of(cls, search: Search) -> "Seeker":
        """For what has changed, by the index as it is now."""
        index = current_index()
        return cls(index, list(_changed(search)), before=search.target)

    def step(self, start: int, *, may_store: bool = True) -> Step:
        """Look at the versions after an id; `may_store` the terms of those that have none yet."""
        if not self._entries:
            return Step([], start, None, 0)
        page = read_page(self._index, start, languages=self._languages, may_store=may_store)
        return Step(self._found(page), start, page.end, len(page.rows))

    def _found(self, page: Page) -> list[int]:
        rows = [row for row in page.rows if self._before is None or row.matched_seq < self._before]
        if not rows:
            return []
        if self._sought is None:
            self._sought = Sought.of(self._index, self._entries)
        is_found = self._sought.found_in([row.packed for row in rows])
        return [row.version for row, found in zip(rows, is_found.tolist(), strict=True) if found]


def scanned_to(search: Search) -> int | None:
    """How far a search has come; None if another process has finished it."""
    cursor = ArchiveCursor.objects.get()
    is_same = (cursor.matched_seq, cursor.target_seq) == (search.since, search.target)
    return cursor.scanned_to if is_same else None


def move_on(search: Search, step: Step) -> bool:
    """Note that a step was done; False: another process has done it.

    Call it in the transaction that puts the versions of the step back into the queue.
    """
    here = ArchiveCursor.objects.filter(
        matched_seq=search.since, target_seq=search.target, scanned_to=step.start
    )
    if step.end is None:
        return bool(here.update(matched_seq=search.target, scanned_to=0))
    return bool(here.update(scanned_to=step.end))


def outdated_versions(search: Search) -> list[int]:
    """Versions with a suggestion by a wording that has changed, which may have to go.

    Not those of a claim that was retired or merged: its suggestions stay.
    """
    outdated = untouched(Match.objects.all()).filter(
        wording__change_seq__gt=search.since,
        wording__change_seq__lte=search.target,
        wording__claim__state=ClaimState.ACTIVE,
        version__terms__matched_seq__lt=search.target,
    )
    return sorted(set(outdated.values_list("version_id", flat=True)))


def wordings_of(claims: Sequence[int]) -> list[Entry]:
    """The searched wordings of some claims."""
    rows = Wording.objects.searched().filter(claim__in=claims).order_by("pk")
    return [
        Entry(*row) for row in rows.values_list("pk", "claim_id", "text", "language").iterator()
    ]


def _changed(search: Search) -> Iterator[Entry]:
    for change in _changes(search):
        if change.entry is not None:
            yield change.entry


def _changes(search: Search) -> Iterator[Change]:
    numbered = feed.changes_since(search.since)
    return (change for _, change in takewhile(lambda pair: pair[0] <= search.target, numbered))


def _next_target(since: int) -> int:
    """The newest number of change, or that of the last one of as many as are looked for at once."""
    changed = Wording.objects.filter(change_seq__gt=since).order_by("change_seq")
    last = changed.values_list("change_seq", flat=True)[MOST_CHANGES - 1 : MOST_CHANGES].first()
    return last or feed.newest().seq
