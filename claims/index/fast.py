"""The engine of compiled loops."""

import numpy as np

from claims.index.arrays import Int32s, UInt8s, UInt64s
from claims.index.chunks import Chunks, ChunkTable
from claims.index.loops.aligning import align
from claims.index.loops.cutting import cut, insert, number
from claims.index.loops.joining import expand, join
from claims.index.loops.reaching import query_of, reach
from claims.index.places import PlaceTree
from claims.index.query import Asked, Bounds, Columns
from claims.index.segment import Segment

__all__ = ["cut", "insert", "number", "search", "take"]


def take(
    chunks: Chunks, seeds: ChunkTable, grown: ChunkTable, tree: PlaceTree
) -> tuple[Int32s, UInt64s, Int32s, Int32s, Int32s, UInt8s]:
    """The tokens of known chunks: the columns of `ReadTexts` but for its tables."""
    tokens, breaks, ends = expand(*chunks, seeds, grown)
    return *join(tokens, ends, seeds, grown, tree), ends, tokens, breaks


def search(segment: Segment, asked: Asked, bounds: Bounds) -> Columns:
    """What is reached in a segment."""
    columns = reach(segment, asked, bounds)
    if bounds.is_ordered:
        return *columns, *align(segment, query_of(asked, bounds.rarest), *columns[:2])
    none = np.zeros_like(columns[-1])
    return *columns, none, none
