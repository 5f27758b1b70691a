"""Chooses between the compiled loops and the numpy ones, at first use: loading numba takes time."""

from functools import cache
from importlib import import_module
from typing import Protocol, cast

import numpy as np

from claims.index.arrays import Int32s, Int64s, UInt8s, UInt32s, UInt64s
from claims.index.chunks import Chunks, ChunkTable
from claims.index.compiled import numba_is_usable
from claims.index.loading import kept_for_good
from claims.index.places import PlaceTree
from claims.index.query import Asked, Bounds, Columns
from claims.index.segment import Segment

_NO_TERMS: UInt64s = np.zeros(0, dtype=np.uint64)
_NO_TERMS.setflags(write=False)


class Engine(Protocol):
    """The loops over characters and postings; both engines give the same results."""

    def insert(self, slots: UInt64s, numbers: Int32s, keys: UInt64s, first: int) -> None:
        """Puts chunks, numbered in the order of their hashes, into slots, from a number on."""

    def cut(
        self, codes: UInt32s, ends: Int64s, kinds: UInt8s
    ) -> tuple[Int64s, UInt64s, UInt8s, Int64s]:
        """The chunks of texts: spans, hashes, breaks, and where each text ends in them."""

    def number(self, hashes: UInt64s, seeds: ChunkTable, grown: ChunkTable) -> tuple[Int32s, int]:
        """The numbers of chunks, -1 for unknown ones, and how many are unknown."""

    def take(
        self, chunks: Chunks, seeds: ChunkTable, grown: ChunkTable, tree: PlaceTree
    ) -> tuple[Int32s, UInt64s, Int32s, Int32s, Int32s, UInt8s]:
        """The tokens of known chunks: the columns of `ReadTexts` but for its tables."""

    def look_up(self, sorted_values: UInt64s, wanted: UInt64s, absent: int) -> Int32s:
        """Where each wanted value stands among distinct sorted ones; `absent` for the others."""

    def search(self, segment: Segment, asked: Asked, bounds: Bounds) -> Columns:
        """What is reached in a segment."""


@cache
def engine() -> Engine:
    """The faster engine that this installation can run."""
    with kept_for_good():
        name = "claims.index.fast" if numba_is_usable() else "claims.index.plain"
        found = cast("Engine", import_module(name))
        # Half of numba is loaded by its import, half by the first call.
        found.look_up(_NO_TERMS, _NO_TERMS.copy(), 0)
    return found
