"""Looks for wordings in packed texts without numba: a whole page at once, with the same results."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from claims.archive.packing import LOW_BITS, MARK, PHRASE_GAP, Int64s, UInt32s, starts_of
from claims.archive.wanted import Wanted

_CELLS = 1 << 17
"""Sums of so many pairs of a unit and a wording stay in the processor's cache."""


class _Hits(NamedTuple):
    """Where the terms that are looked for stand in a page, in order: place, number, text."""

    places: Int64s
    terms: Int64s
    texts: Int64s


class _Spans(NamedTuple):
    """By hit the units, first and last (exclusive), in which its term stands here first."""

    begins: Int64s
    ends: Int64s


def scan(words: UInt32s, starts: Int64s, wanted: Wanted) -> npt.NDArray[np.uint8]:
    """Which versions hold one of the wordings; version v is `words[starts[v]:starts[v + 1]]`."""
    found = np.zeros(len(starts) - 1, dtype=np.uint8)
    is_mark = (words & MARK) == MARK
    marks = np.flatnonzero(is_mark)
    if not len(marks):
        return found
    numbers = _numbers_of(words, wanted)
    places = np.flatnonzero((numbers >= 0) & ~is_mark)
    hits = _Hits(places, numbers[places], np.searchsorted(marks, places, side="right") - 1)
    versions = np.searchsorted(starts, marks, side="right") - 1
    units = _longest_units((words[marks] >> LOW_BITS).astype(np.int64), versions)
    found[versions[units[_are_reached(hits, units, versions, wanted), 0]]] = 1
    found[versions[_texts_with_phrases(words, marks, hits, wanted)]] = 1
    return found


def _numbers_of(words: UInt32s, wanted: Wanted) -> Int64s:
    """The numbers of terms, -1 for those that nobody looks for."""
    is_used = wanted.slots != 0
    known, numbers = wanted.slots[is_used], wanted.numbers[is_used].astype(np.int64)
    if not len(known):
        return np.full(len(words), -1, dtype=np.int64)
    order = np.argsort(known)
    known, numbers = known[order], numbers[order]
    keys = words & np.uint32(0xFFFFFFFF & ~MARK)
    places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[places] == keys, numbers[places], -1)


def _longest_units(lengths: Int64s, versions: Int64s) -> Int64s:
    """First and last text (exclusive) of the units that no other one holds, int64[n, 2].

    `lengths` and `versions` are by text. Both ends of the units go up.
    """
    stops = np.searchsorted(versions, versions, side="right")
    ends = np.minimum(np.arange(len(lengths)) + lengths, stops)
    before = np.maximum.accumulate(np.concatenate(([0], ends)))[:-1]
    firsts = np.flatnonzero((lengths > 0) & (ends > before))
    return np.stack((firsts, ends[firsts]), axis=1)


def _are_reached(
    hits: _Hits, units: Int64s, versions: Int64s, wanted: Wanted
) -> npt.NDArray[np.bool_]:
    """By unit, whether it holds enough of a wording.

    The sums of all pairs of a unit and a wording are laid out, some units at a time: a weight is
    added at the first unit that a hit counts in, and taken away behind the last.
    """
    reached = np.zeros(len(units), dtype=bool)
    size = len(wanted.needs)
    if not size or not len(units):
        return reached
    spans = _spans(hits, units)
    for first, last, chosen in _portions(hits, spans, len(units), max(_CELLS // size, 1)):
        begins = np.maximum(spans.begins[chosen], first) - first
        ends = np.minimum(spans.ends[chosen], last) - first
        terms = hits.terms[chosen]
        is_in = begins < ends
        changes = _changes(terms[is_in], begins[is_in], ends[is_in], wanted)
        sums = np.bincount(*changes, minlength=(last - first + 1) * size).reshape(-1, size)
        np.cumsum(sums, axis=0, out=sums)
        reached[first:last] = (sums[:-1] >= wanted.needs).any(axis=1)
    return reached


def _spans(hits: _Hits, units: Int64s) -> _Spans:
    """The units of hits: a term counts once in a unit, where it stands first."""
    order = np.lexsort((hits.places, hits.terms))
    before = np.full(len(order), -1, dtype=np.int64)
    is_again = hits.terms[order[1:]] == hits.terms[order[:-1]]
    before[order[1:][is_again]] = hits.texts[order[:-1][is_again]]
    ends = np.searchsorted(units[:, 0], hits.texts, side="right")
    begins = np.searchsorted(units[:, 1], hits.texts, side="right")
    return _Spans(np.maximum(begins, np.searchsorted(units[:, 0], before, side="right")), ends)


def _portions(
    hits: _Hits, spans: _Spans, count: int, size: int
) -> Iterator[tuple[int, int, slice]]:
    """Runs of at most `size` units, first and last (exclusive), and the hits that may be in them.

    Later hits never end in an earlier unit, nor does a hit begin before one that is gone by.
    """
    begins = np.minimum.accumulate(spans.begins[::-1])[::-1]
    for first in range(0, count, size):
        last = min(first + size, count)
        start = int(np.searchsorted(spans.ends, first, side="right"))
        yield first, last, slice(start, int(np.searchsorted(begins, last)))


def _changes(
    terms: Int64s, begins: Int64s, ends: Int64s, wanted: Wanted
) -> tuple[Int64s, npt.NDArray[np.float64]]:
    """What changes in which sum: where the postings of terms begin to count, where they end."""
    runs, size = wanted.posting_starts.astype(np.int64), len(wanted.needs)
    owners, places = _spread(runs[terms + 1] - runs[terms], runs[terms])
    wordings, weights = wanted.wordings[places], wanted.weights[places].astype(np.float64)
    keys = np.concatenate((begins[owners] * size + wordings, ends[owners] * size + wordings))
    return keys, np.concatenate((weights, -weights))


def _texts_with_phrases(words: UInt32s, marks: Int64s, hits: _Hits, wanted: Wanted) -> Int64s:
    """The texts in which a phrase begins at a hit."""
    runs = wanted.phrase_starts.astype(np.int64)
    owners, begun = _spread(runs[hits.terms + 1] - runs[hits.terms], runs[hits.terms])
    phrases, texts = wanted.phrases[begun], hits.texts[owners]
    begins, ends = marks[texts] + 1, np.append(marks[1:], len(words))[texts]
    firsts = wanted.key_starts[phrases].astype(np.int64)
    lengths = wanted.key_starts[phrases + 1] - firsts
    at = np.where((lengths > 1) | (ends - begins == 1), hits.places[owners], -1)
    for i in range(1, int(lengths.max(initial=0))):
        is_open = np.flatnonzero((at >= 0) & (lengths > i))
        keys = wanted.phrase_keys[firsts[is_open] + i]
        at[is_open] = _next_places(words, at[is_open], ends[is_open], keys)
    return texts[at >= 0]


def _next_places(words: UInt32s, at: Int64s, ends: Int64s, keys: UInt32s) -> Int64s:
    """Where a key follows a place closely before the end of its text, -1 if it does not."""
    found, between = np.full(len(at), -1, dtype=np.int64), np.zeros(len(at), dtype=np.int64)
    for step in range(1, PHRASE_GAP + 2):
        here = words[np.minimum(at + step, len(words) - 1)]
        between += (here & MARK) + (step > 1)
        is_next = (at + step < ends) & (between <= PHRASE_GAP) & (found < 0)
        is_next &= here >> LOW_BITS == keys >> LOW_BITS
        found[is_next] = at[is_next] + step
    return found


def _spread(lengths: Int64s, starts: Int64s) -> tuple[Int64s, Int64s]:
    """Runs laid end to end: by element the run it is of, and its place."""
    owners = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    inside = np.arange(len(owners)) - np.repeat(starts_of(lengths)[:-1], lengths)
    return owners, np.repeat(starts, lengths) + inside
