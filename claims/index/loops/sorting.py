"""Puts the terms of many wordings into order, in one pass over them where numpy would sort."""

import numpy as np

from claims.index.arrays import Bools, Int32s, Int64s, UInt16s, UInt64s, Whole
from claims.index.compiled import compiled_without_lock


@compiled_without_lock
def number_identities(identities: UInt64s, room: int) -> tuple[UInt64s, Int32s]:
    """Distinct identities as they come, and by identity its number among them.

    `room` is a power of two; with a result of `room // 2` identities there was too little.
    """
    slots = np.full(room, -1, dtype=np.int32)
    distinct, numbers = np.empty(room // 2, np.uint64), np.empty(len(identities), np.int32)
    count, last = 0, np.uint64(room - 1)
    for i in range(len(identities)):
        slot = identities[i] & last
        while slots[slot] >= 0 and distinct[slots[slot]] != identities[i]:
            slot = (slot + np.uint64(1)) & last
        if slots[slot] < 0:
            slots[slot], distinct[count] = count, identities[i]
            count += 1
            if count == len(distinct):
                break
        numbers[i] = slots[slot]
    return distinct[:count], numbers


@compiled_without_lock
def look_up(sorted_values: UInt64s, wanted: UInt64s, absent: int) -> Int32s:
    """Where each wanted value stands among distinct sorted ones; `absent` for the others."""
    places = np.empty(len(wanted), dtype=np.int32)
    for i in range(len(wanted)):
        low, high = 0, len(sorted_values)
        while low < high:
            middle = (low + high) >> 1
            if sorted_values[middle] < wanted[i]:
                low = middle + 1
            else:
                high = middle
        is_there = low < len(sorted_values) and sorted_values[low] == wanted[i]
        places[i] = low if is_there else absent
    return places


@compiled_without_lock
def find_repeats(terms: Int32s, starts: Int64s, term_count: int) -> Bools:
    """Which terms their wording has had before."""
    is_repeat, seen = np.zeros(len(terms), np.bool_), np.full(term_count, -1, np.int64)
    for wording in range(len(starts) - 1):
        for i in range(starts[wording], starts[wording + 1]):
            is_repeat[i] = seen[terms[i]] == wording
            seen[terms[i]] = wording
    return is_repeat


@compiled_without_lock
def heaviest_first(weights: UInt16s, starts: Int64s) -> Int64s:
    """The order in which the terms of each wording go down in weight, equal ones as they come."""
    order = np.arange(len(weights))
    for wording in range(len(starts) - 1):
        first = starts[wording]
        for i in range(first + 1, starts[wording + 1]):
            at: Whole = i
            while at > first and weights[order[at - 1]] < weights[i]:
                order[at] = order[at - 1]
                at -= 1
            order[at] = i
    return order


@compiled_without_lock
def order_by_term(terms: Int32s, term_count: int) -> Int64s:
    """The order in which terms go up, equal ones as they come."""
    places = np.zeros(term_count + 1, dtype=np.int64)
    for term in terms:
        places[term + 1] += 1
    for term in range(term_count):
        places[term + 1] += places[term]
    order = np.empty(len(terms), dtype=np.int64)
    for i in range(len(terms)):
        order[places[terms[i]]] = i
        places[terms[i]] += 1
    return order
