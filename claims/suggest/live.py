"""The index of this process: mapped from a snapshot or built, and kept up with the feed."""

import threading
import time
from dataclasses import dataclass, replace

from django.conf import settings

from claims.index import Index
from claims.suggest import feed, snapshot

LOOK_SECONDS = 2.0
"""How often an idle process looks whether another one has saved a newer snapshot."""
SMALL = 2_000
"""So few wordings are indexed anew in less time than an article takes; rare words stay rare."""
OVERGROWN = 10
"""So many times the limit of a compaction, and a process no longer waits for one."""


@dataclass(frozen=True, slots=True)
class _Held:
    """An index, the feed it is of, the number its base has, and the snapshot it has looked at."""

    index: Index
    feed_id: str
    base_seq: int
    stamp: snapshot.Stamp | None


class LiveIndex:
    """Safe to share between threads: one catches up, the others wait for it."""

    def __init__(self) -> None:
        self._held: _Held | None = None
        self._looked_at = 0.0
        self._lock = threading.Lock()

    def caught_up(self) -> Index:
        """The index as the database is now; one query if nothing has changed."""
        return self.caught_up_with()[0]

    def caught_up_with(self) -> tuple[Index, feed.Mark]:
        """The same, and the mark of the database that it was caught up with."""
        with self._lock:
            mark = feed.newest()
            held = self._held
            if held is None or held.feed_id != mark.feed_id or held.index.seq > mark.seq:
                held = _load(mark)
            elif self._is_time_to_look() or held.index.seq < mark.seq:
                held = _adopted(held, mark)
            if held.index.seq < mark.seq:
                held = _moved_on(held, mark)
            self._held = held
            return held.index, mark

    def compact(self) -> bool:
        """Save a snapshot with all changes if there is none or they are many; True: it was saved.

        One process at a time does so for a folder. Others see the new snapshot soon.
        """
        index = self.caught_up()
        mark = feed.newest()
        is_due = _is_large(self.delta, index, limit=1)
        if snapshot.current_stamp(mark.feed_id) is not None and not is_due:
            return False
        with snapshot.writing(mark.feed_id, wait=False) as is_alone:
            if not is_alone or not snapshot.save_snapshot(_built(mark), mark.feed_id):
                return False
        self._looked_at = 0.0
        self.caught_up()
        return True

    @property
    def delta(self) -> int:
        """How many changes the base of the index does not know, retired wordings among them."""
        held = self._held
        return held.index.seq - held.base_seq if held else 0

    def forget(self) -> None:
        """The next call loads the index anew: for tests, in which a database goes back in time."""
        with self._lock:
            self._held = None

    def _is_time_to_look(self) -> bool:
        now = time.monotonic()
        if now - self._looked_at < LOOK_SECONDS:
            return False
        self._looked_at = now
        return True


def _load(mark: feed.Mark) -> _Held:
    """From the snapshot, else from the rows; of several processes that start, one builds."""
    stamp = snapshot.current_stamp(mark.feed_id)
    index = snapshot.open_snapshot(mark)
    if index is None:
        with snapshot.writing(mark.feed_id, wait=True) as is_alone:
            if snapshot.current_stamp(mark.feed_id) != stamp:
                index = snapshot.open_snapshot(mark)
            if index is None:
                index = _built_and_saved(mark, may_save=is_alone)
            stamp = snapshot.current_stamp(mark.feed_id)
    return _Held(index, mark.feed_id, index.seq, stamp)


def _built_and_saved(mark: feed.Mark, *, may_save: bool) -> Index:
    index = _built(mark)
    if may_save and snapshot.save_snapshot(index, mark.feed_id):
        # Its pages are shared with the other processes of the host.
        saved = snapshot.open_snapshot(mark)
        return index if saved is None else saved
    return index


def _adopted(held: _Held, mark: feed.Mark) -> _Held:
    """The newer snapshot, if another process has saved one; its delta is then dropped."""
    stamp = snapshot.current_stamp(mark.feed_id)
    if stamp == held.stamp or stamp is None:
        return held
    newer = snapshot.open_snapshot(mark)
    if newer is None or newer.seq <= held.base_seq:
        return replace(held, stamp=stamp)
    return _Held(newer, mark.feed_id, newer.seq, stamp)


def _moved_on(held: _Held, mark: feed.Mark) -> _Held:
    delta = mark.seq - held.base_seq
    is_small = len(held.index) + delta <= SMALL
    if _is_large(delta, held.index, limit=1 if is_small else OVERGROWN):
        index = _built(mark)
        return replace(held, index=index, base_seq=index.seq)
    numbered = list(feed.changes_since(held.index.seq))
    # What was committed since the mark was read may be among them.
    seq = max(mark.seq, numbered[-1][0] if numbered else 0)
    return replace(held, index=held.index.updated([c for _, c in numbered], seq=seq))


def _is_large(delta: int, index: Index, *, limit: int) -> bool:
    """Whether the changes since a base are more than so many times the limit of a compaction."""
    share = settings.FACTCHECK_COMPACT_SHARE * len(index)
    return delta > limit * settings.FACTCHECK_COMPACT_CHANGES or delta > limit * share


def _built(mark: feed.Mark) -> Index:
    """Out of rows read after the number: they may be newer, and then are changed once more."""
    return Index.build(feed.all_entries(), seq=mark.seq)
