"""Sorts the terms of wordings: by numpy, or where they are many by compiled loops.

For few wordings loading the loops would take longer than the work.
"""

from functools import cache
from importlib import import_module
from typing import Any

import numpy as np

from claims.index.arrays import Bools, Int32s, Int64s, UInt16s, UInt64s
from claims.index.compiled import numba_is_usable

_MANY = 200_000
_FEWEST_SLOTS = 1 << 16
_LONGEST = 2_000
"""A wording of more terms than this is sorted faster by numpy."""


def distinct_of(identities: UInt64s) -> tuple[UInt64s, Int32s]:
    """The distinct identities, sorted, and by identity its number among them."""
    if not _are_many(identities):
        known, inverse = np.unique(identities, return_inverse=True)
        return known, inverse.astype(np.int32)
    room = _FEWEST_SLOTS
    while True:
        found, numbers = _loops().number_identities(identities, room)
        if len(found) < room // 2:
            break
        room *= 4
    order = np.argsort(found)
    ranks = np.empty(len(order), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return found[order], ranks[numbers]


def repeats_in(terms: Int32s, starts: Int64s) -> Bools:
    """Which terms their wording has had before; `starts` of the wordings is one longer."""
    if _are_many(terms):
        found: Bools = _loops().find_repeats(terms, starts, int(terms.max()) + 1)
        return found
    owners = np.repeat(np.arange(len(starts) - 1, dtype=np.uint64), np.diff(starts))
    pairs = (owners << np.uint64(32)) | terms.astype(np.uint64)
    _, firsts = np.unique(pairs, return_index=True)
    is_repeat = np.ones(len(pairs), dtype=bool)
    is_repeat[firsts] = False
    return is_repeat


def heaviest_first(weights: UInt16s, starts: Int64s) -> Int64s:
    """The order in which the terms of each wording go down in weight, equal ones as they come."""
    if _are_many(weights) and int(np.diff(starts).max(initial=0)) <= _LONGEST:
        order: Int64s = _loops().heaviest_first(weights, starts)
        return order
    owners = np.repeat(np.arange(len(starts) - 1, dtype=np.uint64), np.diff(starts))
    return np.argsort((owners << np.uint64(16)) | (65535 - weights), kind="stable")


def order_by_term(terms: Int32s, term_count: int) -> Int64s:
    """The order in which terms go up, equal ones as they come."""
    if _are_many(terms):
        order: Int64s = _loops().order_by_term(terms, term_count)
        return order
    return np.argsort(terms, kind="stable")


def _are_many(values: Any) -> bool:
    return len(values) >= _MANY and numba_is_usable()


@cache
def _loops() -> Any:
    return import_module("claims.index.loops.sorting")
