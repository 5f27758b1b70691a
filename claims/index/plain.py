"""The engine without numba: the heavy loops in numpy, the light ones as plain Python."""

import numpy as np

from claims.index.arrays import Int32s, Int64s, look_up
from claims.index.loops.aligning import align
from claims.index.loops.asking import word_slots
from claims.index.loops.cutting import insert
from claims.index.loops.merging import merge
from claims.index.loops.phrasing import find_phrases
from claims.index.loops.reaching import columns_of, query_of
from claims.index.loops.widening import around, spans_but_windows
from claims.index.plain_reading import cut, number, take
from claims.index.query import Asked, Bounds, Columns, Query
from claims.index.segment import BLOCK_BITS, BUILT_FOR_THETA, ENOUGH, REPEATS, Segment

__all__ = ["cut", "insert", "look_up", "number", "search", "take"]
_BLOCK = 1 << BLOCK_BITS


def search(segment: Segment, asked: Asked, bounds: Bounds) -> Columns:
    """What is reached in a segment."""
    query = query_of(asked, bounds.rarest)
    numbers, units = spans_but_windows(asked.units, asked.is_window)
    pairs, shares = _directly(segment, query._replace(units=units), bounds)
    pairs[:, 0] = numbers[pairs[:, 0]]
    near = around(asked.units, asked.is_window, pairs, len(asked.ends))
    wide = bounds._replace(theta=0.0, rarest=0, gain=bounds.window_gain)
    parts = [
        _enough(segment, query, wide, unit, near[near[:, 0] == unit, 1].astype(np.int64))
        for unit in np.unique(near[:, 0]).tolist()
    ]
    pairs, shares = merge(pairs, shares, *_together(parts))
    columns = columns_of(segment, query, pairs, shares)
    none = np.zeros_like(columns[-1])
    orders = align(segment, query, *columns[:2]) if bounds.is_ordered else (none, none)
    return *columns, *orders


def _directly(segment: Segment, query: Query, bounds: Bounds) -> tuple[Int32s, Int32s]:
    """The pairs of a unit and a wording that are reached, and their shares."""
    parts = [_verified(segment, query, bounds, unit) for unit in range(len(query.units))]
    table = word_slots(query.word_terms)
    return merge(*_together(parts), *find_phrases(segment, query, bounds, table))


def _together(parts: list[tuple[Int32s, Int32s]]) -> tuple[Int32s, Int32s]:
    none = np.zeros((0, 2), dtype=np.int32)
    pairs = np.concatenate([none, *(pairs for pairs, _ in parts)])
    return pairs, np.concatenate([none, *(shares for _, shares in parts)])


def _verified(segment: Segment, query: Query, bounds: Bounds, unit: int) -> tuple[Int32s, Int32s]:
    """The wordings that a unit reaches, as pairs, and weight and number of shared terms."""
    is_posted = bounds.theta >= BUILT_FOR_THETA
    near = _near(segment, query, unit) if is_posted else _searched(segment)
    return _enough(segment, query, bounds, unit, near)


def _enough(
    segment: Segment, query: Query, bounds: Bounds, unit: int, near: Int64s
) -> tuple[Int32s, Int32s]:
    """Those wordings of which the unit holds enough."""
    if len(query.alive):
        near = near[query.alive[near] != 0]
    found, matched, alone = _shares(segment, query, unit, near)
    totals = segment.totals[near].astype(np.int64)
    is_reached = (found > 0) & (found >= bounds.theta * (totals + bounds.rarest))
    if query.units[unit, 0] < query.units[unit, 1]:
        is_reached &= alone >= bounds.gain * totals
    near = near[is_reached]
    pairs = np.stack((np.full(len(near), unit), near), axis=1).astype(np.int32)
    shares = np.stack((found, matched), axis=1)[is_reached].astype(np.int32)
    return pairs, shares


def _searched(segment: Segment) -> Int64s:
    """All wordings that are not short."""
    is_searched = segment.totals > 0
    is_searched[segment.phrase_positions] = False
    return np.flatnonzero(is_searched)


def _near(segment: Segment, query: Query, unit: int) -> Int64s:
    """The wordings that a unit may reach, by postings."""
    terms = query.word_terms[_words(query, unit)]
    rows, starts = segment.rows.astype(np.int64), segment.posting_starts.astype(np.int64)
    blocks = segment.blocks
    if not len(rows):
        rows, blocks = np.arange(len(starts)), np.zeros(len(starts) - 1, dtype=np.uint16)
    terms = terms[(terms >= 0) & (terms < len(rows) - 1)].astype(np.int64)
    entries = np.concatenate(
        [np.zeros(0, np.int64), *(np.arange(rows[term], rows[term + 1]) for term in terms)]
    )
    near = [np.zeros(0, dtype=np.int64)]
    for block in np.unique(blocks[entries]).tolist():
        sums = np.zeros(_BLOCK, dtype=np.uint16)
        for entry in entries[blocks[entries] == block].tolist():
            here = slice(starts[entry], starts[entry + 1])
            sums[segment.locals_[here]] += segment.impacts[here]
        near.append(np.flatnonzero(sums >= ENOUGH) + (block << BLOCK_BITS))
    return np.concatenate(near)


def _words(query: Query, unit: int) -> Int32s:
    first, last = query.units[unit]
    return np.unique(query.text_words[query.text_starts[first] : query.text_starts[last + 1]])


def _shares(
    segment: Segment, query: Query, unit: int, near: Int64s
) -> tuple[Int64s, Int64s, Int64s]:
    """Of each wording the weight and number of terms in a unit, and the least weight that its first
    or its last text has alone.
    """
    starts = segment.starts.astype(np.int64)
    counts = (starts[1:] - starts[:-1])[near]
    at = np.repeat(starts[near] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    highs = segment.highs[at].astype(np.int32)
    terms = segment.lows[at] | ((highs & (REPEATS - 1)) << 16)
    values, in_first, in_last = _values(query, unit, int(terms.max(initial=0)) + 1)
    worth = np.where(highs < REPEATS, values[terms], 0)
    owners = np.repeat(np.arange(len(near)), counts)
    by_wording = [
        np.bincount(owners, weights=column, minlength=len(near)).astype(np.int64)
        for column in (worth, worth > 0, worth * in_first[terms], worth * in_last[terms])
    ]
    return by_wording[0], by_wording[1], np.minimum(by_wording[2], by_wording[3])


def _values(query: Query, unit: int, size: int) -> tuple[Int64s, Int64s, Int64s]:
    """By term its weight if the unit has it, and whether only its first or last text has it."""
    first, last = query.units[unit]
    texts = np.zeros((3, size), dtype=np.int64)
    for text in range(first, last + 1):
        side = 0 if text == first else (2 if text == last else 1)
        words = query.text_words[query.text_starts[text] : query.text_starts[text + 1]]
        terms = query.word_terms[words]
        is_known = (terms >= 0) & (terms < size)
        texts[side, terms[is_known]] = query.word_weights[words[is_known]]
    only_first = (texts[0] > 0) & (texts[1] == 0) & (texts[2] == 0)
    only_last = (texts[2] > 0) & (texts[1] == 0) & (texts[0] == 0)
    return texts.max(axis=0), only_first.astype(np.int64), only_last.astype(np.int64)
