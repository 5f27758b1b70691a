"""Finds the wordings for which windows over several texts are looked at."""

import numpy as np

from claims.index.arrays import Bools, Int32s, Whole
from claims.index.compiled import compiled_without_lock
from claims.index.loops.asking import with_rows


@compiled_without_lock
def spans_but_windows(units: Int32s, is_window: Bools) -> tuple[Int32s, Int32s]:
    """The numbers of the units that are no windows, and these units."""
    numbers, count = np.empty(len(units), dtype=np.int32), 0
    for unit in range(len(units)):
        if not is_window[unit]:
            numbers[count] = unit
            count += 1
    some = np.empty((count, 2), dtype=np.int32)
    for i in range(count):
        some[i, 0], some[i, 1] = units[numbers[i], 0], units[numbers[i], 1]
    return numbers[:count], some


@compiled_without_lock
def around(units: Int32s, is_window: Bools, pairs: Int32s, texts: Whole) -> Int32s:
    """Pairs of each window and the wordings that one of its texts reaches as a unit, sorted."""
    positions, starts = positions_by_text(units, pairs, texts)
    near, size = np.empty((64, 2), dtype=np.int32), 0
    for unit in range(len(units)):
        if not is_window[unit]:
            continue
        some = np.sort(positions[starts[units[unit, 0]] : starts[units[unit, 1] + 1]])
        near = with_rows(near, size + len(some))
        for i in range(len(some)):
            if i == 0 or some[i] != some[i - 1]:
                near[size, 0], near[size, 1] = unit, some[i]
                size += 1
    return near[:size]


@compiled_without_lock
def positions_by_text(units: Int32s, pairs: Int32s, texts: Whole) -> tuple[Int32s, Int32s]:
    """The wordings reached by units of one text, end to end, and where those of each begin."""
    starts = np.zeros(texts + 2, dtype=np.int32)
    for pair in range(len(pairs)):
        first, last = units[pairs[pair, 0], 0], units[pairs[pair, 0], 1]
        starts[first + 2] += first == last
    for text in range(texts):
        starts[text + 2] += starts[text + 1]
    positions = np.empty(starts[texts + 1], dtype=np.int32)
    for pair in range(len(pairs)):
        first, last = units[pairs[pair, 0], 0], units[pairs[pair, 0], 1]
        if first == last:
            positions[starts[first + 1]] = pairs[pair, 1]
            starts[first + 1] += 1
    return positions, starts
