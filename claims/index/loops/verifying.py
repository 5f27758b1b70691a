"""Weighs exactly how much of a wording a unit holds."""

import numpy as np

from claims.index.arrays import Int32s, Int64s, UInt8s, UInt16s, Whole
from claims.index.compiled import compiled_without_lock
from claims.index.loops.asking import NEAR, slot_of
from claims.index.query import Bounds, Query
from claims.index.segment import Segment

_AHEAD = 32
_FIRST, _BETWEEN, _LAST = 1, 2, 4
"""In which texts of a unit a term stands (bits)."""
_COUNT_BITS = 32
_WEIGHT = (1 << _COUNT_BITS) - 1
"""A term's worth is its weight, and 1 above these bits, so that a sum holds both."""


@compiled_without_lock
def verify(
    segment: Segment, query: Query, near: Int32s, bounds: Bounds, slots: Int32s
) -> tuple[Int32s, Int32s]:
    """The pairs of unit and wording that are reached, and the weight and number of shared terms.

    Both int32[pairs, 2]; each distinct term counts once. `slots` are those of `word_slots`.
    """
    starts, totals, alive, units = segment.starts, segment.totals, query.alive, query.units
    theta, rarest, gain = bounds.theta, bounds.rarest, bounds.gain
    worths, sides = np.zeros(len(slots), dtype=np.int64), np.zeros(len(slots), dtype=np.uint8)
    pairs, shares = np.empty(near.shape, dtype=np.int32), np.empty(near.shape, dtype=np.int32)
    count, last, touched = 0, -1, np.zeros(1, dtype=np.int64)
    for pair in range(len(near)):
        if pair % _AHEAD == 0:
            touched[0] += touch(segment, near, pair)
        unit, position = near[pair, 0], near[pair, 1]
        if len(alive) and not alive[position]:
            continue
        if unit != last:
            unmark(query, last, slots, worths, sides)
            mark(query, unit, slots, worths, sides)
            last = unit
        span = (np.int64(starts[position]), np.int64(starts[position + 1]))
        share = shared(segment.lows, segment.highs, span, slots, worths)
        found, total = share & _WEIGHT, np.int64(totals[position])
        if found == 0 or found < theta * (total + rarest):
            continue
        is_window = units[unit, 0] < units[unit, 1] and gain > 0
        if is_window and least_alone(segment, span, slots, worths, sides) < gain * total:
            continue
        pairs[count, 0], pairs[count, 1] = unit, position
        shares[count, 0], shares[count, 1] = found, share >> _COUNT_BITS
        count += 1
    return pairs[:count], shares[:count]


@compiled_without_lock
def shared(
    lows: UInt16s, highs: UInt8s, span: tuple[Whole, Whole], slots: Int32s, worths: Int64s
) -> Whole:
    """The summed worth of the terms of a wording; one that comes again is no term of the table."""
    last, total = len(slots) - NEAR - 1, np.int64(0)
    for i in range(span[0], span[1]):
        term = np.int32(lows[i]) | np.int32(highs[i]) << 16
        start = term & last
        for slot in range(start, start + NEAR):
            total += worths[slot] if slots[slot] == term else 0
    return total


@compiled_without_lock
def least_alone(
    segment: Segment, span: tuple[Whole, Whole], slots: Int32s, worths: Int64s, sides: UInt8s
) -> Whole:
    """The weight of a wording's terms that only the first text has or only the last, the lesser."""
    lows, highs, first, last = segment.lows, segment.highs, np.int64(0), np.int64(0)
    for i in range(span[0], span[1]):
        slot = slot_of(slots, np.int64(lows[i]) | np.int64(highs[i]) << 16)
        first += worths[slot] & _WEIGHT if sides[slot] == _FIRST else 0
        last += worths[slot] & _WEIGHT if sides[slot] == _LAST else 0
    return min(first, last)


@compiled_without_lock
def touch(segment: Segment, near: Int32s, first: Whole) -> Whole:
    """Reads a little of the next wordings, so that the processor fetches them side by side."""
    starts, lows, highs, totals = segment.starts, segment.lows, segment.highs, segment.totals
    some = np.int64(0)
    for pair in range(first, min(first + _AHEAD, len(near))):
        start = np.int64(starts[near[pair, 1]])
        some += np.int64(lows[start]) + np.int64(highs[start]) + np.int64(totals[near[pair, 1]])
    return some


@compiled_without_lock
def mark(query: Query, unit: int, slots: Int32s, worths: Int64s, sides: UInt8s) -> None:
    """Sets the worths of a unit's terms, and in which of its texts they stand."""
    words, starts, terms = query.text_words, query.text_starts, query.word_terms
    weights, first, last = query.word_weights, query.units[unit, 0], query.units[unit, 1]
    for text in range(first, last + 1):
        side = _FIRST if text == first else (_LAST if text == last else _BETWEEN)
        for i in range(starts[text], starts[text + 1]):
            if terms[words[i]] >= 0:
                slot = slot_of(slots, terms[words[i]])
                worths[slot] = np.int64(weights[words[i]]) | 1 << _COUNT_BITS
                sides[slot] |= side


@compiled_without_lock
def unmark(query: Query, unit: int, slots: Int32s, worths: Int64s, sides: UInt8s) -> None:
    """Takes back what `mark` has set; unit -1 has set nothing."""
    words, starts, terms = query.text_words, query.text_starts, query.word_terms
    if unit >= 0:
        for i in range(starts[query.units[unit, 0]], starts[query.units[unit, 1] + 1]):
            slot = slot_of(slots, terms[words[i]])
            worths[slot], sides[slot] = 0, 0
