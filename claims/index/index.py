"""The index: wordings that can be searched by their words. What is reached is decided by theta."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claims.index.arrays import Bools, Int32s, UInt8s
from claims.index.base import Base, build_base
from claims.index.chunks import IS_CAPITAL
from claims.index.contents import primary
from claims.index.delta import Delta, changed_delta, empty_delta, numbered_with
from claims.index.engine import engine
from claims.index.entries import Change, Entry, Reached, TermLists
from claims.index.packing import packed, unpacked
from claims.index.query import Asked, Bounds
from claims.index.reader import read_texts
from claims.index.snapshot import open_snapshot, save_snapshot
from claims.index.weights import UNITS_PER_NAT

DEFAULT_THETA = 0.25
"""Low, because a rewrite shares a third of the words, and the score decides."""
_ALL_ALIVE: UInt8s = np.zeros(0, dtype=np.uint8)
_ALL_ALIVE.setflags(write=False)


@dataclass(frozen=True, slots=True)
class Index:
    """Wordings, searchable by their words. Immutable; safe to share between threads.

    `seq` is the number of the last change that it knows.
    """

    seq: int
    _base: Base
    _delta: Delta
    _alive: UInt8s

    @classmethod
    def build(cls, entries: Iterable[Entry], *, seq: int = 0) -> "Index":
        """An index over wordings, in the order given; of two with one key the later counts."""
        base = build_base(list(entries))
        return cls(seq, base, empty_delta(base), _ALL_ALIVE)

    @classmethod
    def open(cls, folder: Path, *, verify: bool = True) -> "Index":
        """The current snapshot of a folder, mapped. `verify` compares the checksum of every file.

        Raises `SnapshotRefused` with a sentence: absent, damaged, made by an older analysis.
        """
        arrays, facts = open_snapshot(folder, verify=verify)
        base = unpacked(arrays, facts)
        return cls(int(facts["seq"]), base, empty_delta(base), _ALL_ALIVE)

    def save(self, folder: Path) -> None:
        """Writes a snapshot of all live wordings and makes it the current one of the folder.

        Raises `SnapshotNotSaved` with a sentence.
        """
        is_changed = len(self._delta) or len(self._alive)
        base = build_base(list(self.entries())) if is_changed else self._base
        save_snapshot(folder, *packed(base, seq=self.seq))

    def entries(self) -> Iterator[Entry]:
        """All live wordings, in the order of their positions."""
        for position in range(len(self._base.rows)):
            if not len(self._alive) or self._alive[position]:
                yield self._base.rows.entry(position)
        yield from map(self._delta.rows.entry, range(len(self._delta)))

    def __len__(self) -> int:
        dead = len(self._alive) - int(np.count_nonzero(self._alive))
        return len(self._base.rows) - dead + len(self._delta)

    @property
    def delta_size(self) -> int:
        """How many wordings have been added or changed since the base was built."""
        return len(self._delta)

    @property
    def languages(self) -> frozenset[str]:
        """The primary language subtags of the wordings."""
        return frozenset(map(primary, self._base.rows.languages + self._delta.rows.languages))

    def updated(self, changes: Iterable[Change], *, seq: int) -> "Index":
        """The index after changes; a later change of a wording wins."""
        latest = {change.key: change.entry for change in changes}
        dead = self._base.rows.positions_of(latest)
        alive = self._alive
        if len(dead):
            alive = alive.copy() if len(alive) else np.ones(len(self._base.rows), dtype=np.uint8)
            alive[dead] = 0
            alive.setflags(write=False)
        return Index(seq, self._base, changed_delta(self._base, self._delta, latest), alive)

    def entry(self, position: int) -> Entry:
        """The wording at a position."""
        size = len(self._base.rows)
        if position < size:
            return self._base.rows.entry(position)
        return self._delta.rows.entry(position - size)

    def language(self, position: int) -> str:
        """The language of the wording at a position, a BCP-47 tag."""
        size = len(self._base.rows)
        if position < size:
            return self._base.rows.language(position)
        return self._delta.rows.language(position - size)

    def weight(self, term: str) -> float:
        """The inverse document frequency of a term, in nats."""
        return self._base.vocabulary.weight(term) / UNITS_PER_NAT

    def weights(self, terms: Sequence[str]) -> list[float]:
        """The inverse document frequencies of terms, in nats."""
        weights: list[float] = (self._base.vocabulary.weights_of(terms) / UNITS_PER_NAT).tolist()
        return weights

    def names_among(self, words: Iterable[str]) -> frozenset[str]:
        """Those folded words that are names somewhere in the wordings and common words nowhere."""
        return self._base.names.among(words, self._delta.names)

    def read(self, texts: Sequence[str], *, language: str) -> TermLists:
        """Texts cut into terms, for searching this index."""
        read = read_texts(texts, self._base.lexicon(primary(language)))
        unknown = self._delta.unknown
        terms = numbered_with(self._base, unknown, read.terms, read.identities)
        return TermLists(terms, read.identities, (read.marks & IS_CAPITAL) != 0, read.ends)

    def search(
        self,
        lists: TermLists,
        units: Int32s,
        *,
        theta: float = DEFAULT_THETA,
        gain: float = 0.0,
        is_ordered: bool = True,
    ) -> Reached:
        """The wordings reached from each unit, by first and last text (inclusive), int32[n, 2].

        With a `gain` above 0 a unit of several texts reaches only what it finds more of, by that
        share of the wording's weight, than it would without its first text and without its last.
        Chains and runs are 0 unless `is_ordered`.
        """
        bounds = Bounds(
            float(theta), self._base.vocabulary.rarest, float(gain), float(gain), is_ordered
        )
        return self._search(lists, units, np.zeros(len(units), dtype=np.bool_), bounds)

    def search_widely(
        self, lists: TermLists, units: Int32s, is_window: Bools, *, theta: float, gain: float
    ) -> Reached:
        """The same, without chains and runs, where some of the units are windows: bool[n].

        A window holds of the wordings that one of its texts reaches as a unit by itself whatever
        share that is, if it has the gain; and nothing of others. The gain is asked of windows only.
        """
        rarest = self._base.vocabulary.rarest
        bounds = Bounds(float(theta), rarest, 0.0, float(gain), is_ordered=False)
        return self._search(lists, units, is_window, bounds)

    def _search(self, lists: TermLists, units: Int32s, is_window: Bools, bounds: Bounds) -> Reached:
        units = np.array(units, dtype=np.int32).reshape(-1, 2)
        texts = lists.terms, lists.identities, lists.ends, self._base.vocabulary.weights
        asked = Asked(*texts, units, is_window, self._alive)
        reached = Reached(*engine().search(self._base.segment, asked, bounds))
        if not len(self._delta):
            return reached
        asked = asked._replace(alive=_ALL_ALIVE)
        more = Reached(*engine().search(self._delta.segment, asked, bounds))
        return reached.merged(more, shift=len(self._base.rows))
