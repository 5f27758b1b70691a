"""Finds the folded words that are written with a capital inside sentences, and those in lower case.

The rule is that of names in a text: a capital says nothing at the beginning of a sentence or quote,
nor in a headline in Title Case.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.index.arrays import Bools, UInt64s, distinct
from claims.index.chunks import BREAKS_BEFORE, IS_CAPITAL, IS_LOWER, IS_NAMELIKE, IS_WORDY
from claims.index.identity import identities_of
from claims.index.lexicon import Tables
from claims.index.reader import ReadTexts

_FEWEST_HEADLINE_WORDS, _HEADLINE_SHARE = 5, 0.8


@dataclass(frozen=True, slots=True)
class NameWords:
    """Identities of folded words, sorted: in capitals inside a sentence; in lower case."""

    capitals: UInt64s
    lowers: UInt64s

    def among(self, words: Iterable[str], other: "NameWords") -> frozenset[str]:
        """Those of the words that are names in one of two collections and common in neither."""
        asked = sorted(set(words))
        wanted = identities_of(asked)
        is_name = _has(self.capitals, wanted) | _has(other.capitals, wanted)
        is_name &= ~_has(self.lowers, wanted) & ~_has(other.lowers, wanted)
        return frozenset(asked[i] for i in np.flatnonzero(is_name).tolist())


class NameCollector:
    """Collects the name words of texts read with one lexicon."""

    def __init__(self) -> None:
        self._tables: Tables | None = None
        self._done: list[NameWords] = []
        self._capitals: Bools = np.zeros(0, dtype=bool)
        self._lowers: Bools = np.zeros(0, dtype=bool)

    def see(self, read: ReadTexts) -> None:
        """Takes the words of texts."""
        tables = read.tables
        if self._tables is not None and self._tables.generation != tables.generation:
            self._done.append(self._seen())
            self._capitals, self._lowers = self._capitals[:0], self._lowers[:0]
        self._tables = tables
        size = len(tables.seeds.marks) + len(tables.grown.marks)
        self._capitals = _lengthened(self._capitals, size)
        self._lowers = _lengthened(self._lowers, size)
        self._capitals[read.tokens[_capitals_inside(read)]] = True
        self._lowers[read.tokens[read.marks & IS_LOWER != 0]] = True

    def words(self) -> NameWords:
        """What was seen."""
        return together([*self._done, self._seen()])

    def _seen(self) -> NameWords:
        if self._tables is None:
            return together([])
        norms = np.concatenate((self._tables.seed_norms, self._tables.norms))
        return NameWords(distinct(norms[self._capitals]), distinct(norms[self._lowers]))


def _lengthened(marks: Bools, size: int) -> Bools:
    return np.concatenate((marks, np.zeros(size - len(marks), dtype=bool)))


def together(parts: Iterable[NameWords]) -> NameWords:
    """The words of several collections."""
    some = list(parts)
    none: list[UInt64s] = [np.zeros(0, dtype=np.uint64)]
    return NameWords(
        distinct(np.concatenate(none + [part.capitals for part in some])),
        distinct(np.concatenate(none + [part.lowers for part in some])),
    )


def _capitals_inside(read: ReadTexts) -> Bools:
    """Which tokens begin with a capital where no sentence begins, headlines apart."""
    marks = read.marks
    wordy = marks & IS_WORDY != 0
    words = _by_text(wordy, read)
    capitals = _by_text(wordy & (marks & IS_CAPITAL != 0), read)
    is_headline = (words >= _FEWEST_HEADLINE_WORDS) & (capitals > _HEADLINE_SHARE * words)
    lengths = np.diff(read.ends, prepend=0)
    is_inside = (marks & BREAKS_BEFORE == 0) & (read.breaks == 0) & (marks & IS_NAMELIKE != 0)
    return np.asarray(is_inside & ~np.repeat(is_headline, lengths))


def _by_text(is_counted: Bools, read: ReadTexts) -> npt.NDArray[np.int64]:
    """How many tokens of each text are counted."""
    running = np.concatenate(([0], np.cumsum(is_counted)))[read.ends]
    return np.diff(running, prepend=0)


def _has(sorted_values: UInt64s, wanted: UInt64s) -> Bools:
    if not len(sorted_values):
        return np.zeros(len(wanted), dtype=bool)
    places = np.minimum(np.searchsorted(sorted_values, wanted), len(sorted_values) - 1)
    return np.asarray(sorted_values[places] == wanted)
