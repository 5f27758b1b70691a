"""Looks for wordings in packed texts without numba: a whole page at once, with the same results."""

import numpy as np
import numpy.typing as npt

from claims.archive.packing import LOW_BITS, MARK, Int64s, UInt32s, starts_of
from claims.archive.scanning import has_phrase
from claims.archive.wanted import Wanted


def scan(words: UInt32s, starts: Int64s, wanted: Wanted) -> npt.NDArray[np.uint8]:
    """Which versions hold one of the wordings; version v is `words[starts[v]:starts[v + 1]]`."""
    found = np.zeros(len(starts) - 1, dtype=np.uint8)
    is_mark = (words & MARK) == MARK
    marks = np.flatnonzero(is_mark)
    if not len(marks):
        return found
    numbers = _numbers_of(words & np.uint32(0xFFFFFFFF & ~MARK), wanted)
    hits = np.flatnonzero((numbers >= 0) & ~is_mark)
    terms = numbers[hits]
    texts = np.searchsorted(marks, hits, side="right") - 1
    versions = np.searchsorted(starts, marks, side="right") - 1
    lengths = (words[marks] >> LOW_BITS).astype(np.int64)
    found[versions[_reached_units(terms, texts, lengths, wanted)]] = 1
    begins = wanted.phrase_starts[terms] < wanted.phrase_starts[terms + 1]
    ends = np.append(marks[1:], len(words))
    for at, term, text in zip(hits[begins], terms[begins], texts[begins], strict=True):
        span = int(marks[text]) + 1, int(ends[text])
        if not found[versions[text]] and has_phrase(words, int(at), span, int(term), wanted):
            found[versions[text]] = 1
    return found


def _numbers_of(keys: UInt32s, wanted: Wanted) -> Int64s:
    """The numbers of terms, -1 for those that nobody looks for."""
    is_used = wanted.slots != 0
    known, numbers = wanted.slots[is_used], wanted.numbers[is_used].astype(np.int64)
    if not len(known):
        return np.full(len(keys), -1, dtype=np.int64)
    order = np.argsort(known)
    known, numbers = known[order], numbers[order]
    places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[places] == keys, numbers[places], -1)


def _reached_units(terms: Int64s, texts: Int64s, lengths: Int64s, wanted: Wanted) -> Int64s:
    """The first texts of the units that hold enough of a wording."""
    firsts = np.flatnonzero(lengths > 0)
    hit_starts = np.searchsorted(texts, np.arange(len(lengths) + 1))
    begin = hit_starts[firsts]
    end = hit_starts[np.minimum(firsts + lengths[firsts], len(lengths))]
    units, hits = _spread(end - begin, begin)
    # A term counts once in a unit.
    pairs = np.unique(units * len(wanted.posting_starts) + terms[hits])
    units, terms = np.divmod(pairs, len(wanted.posting_starts))
    runs = wanted.posting_starts.astype(np.int64)
    owners, places = _spread(runs[terms + 1] - runs[terms], runs[terms])
    size = max(len(wanted.needs), 1)
    keys, inverse = np.unique(units[owners] * size + wanted.wordings[places], return_inverse=True)
    found = np.bincount(inverse, weights=wanted.weights[places], minlength=len(keys))
    units, wordings = np.divmod(keys, size)
    reached: Int64s = firsts[units[found >= wanted.needs[wordings]]]
    return reached


def _spread(lengths: Int64s, starts: Int64s) -> tuple[Int64s, Int64s]:
    """Runs laid end to end: by element the run it is of, and its place."""
    owners = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    inside = np.arange(len(owners)) - np.repeat(starts_of(lengths)[:-1], lengths)
    return owners, np.repeat(starts, lengths) + inside
