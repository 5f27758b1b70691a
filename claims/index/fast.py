"""The engine of compiled loops."""

import numpy as np

from claims.index.loops.aligning import align
from claims.index.loops.cutting import cut, insert, number
from claims.index.loops.joining import take
from claims.index.loops.reaching import query_of, reach
from claims.index.loops.sorting import look_up
from claims.index.query import Asked, Bounds, Columns
from claims.index.segment import Segment

__all__ = ["cut", "insert", "look_up", "number", "search", "take"]


def search(segment: Segment, asked: Asked, bounds: Bounds) -> Columns:
    """What is reached in a segment."""
    columns = reach(segment, asked, bounds)
    if bounds.is_ordered:
        return *columns, *align(segment, query_of(asked, bounds.rarest), *columns[:2])
    none = np.zeros_like(columns[-1])
    return *columns, none, none
