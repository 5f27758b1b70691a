"""Whole numbers in little room: those that stand near each other are mostly near in value."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from claims.index.arrays import Int32s, Int64s

_FRAME_BITS = 8


class Framed(NamedTuple):
    """Whole numbers by place: the least of each frame of 256, and what each is above it.

    The offsets are uint16 where all fit, else uint64.
    """

    bases: Int64s
    offsets: npt.NDArray[Any]

    @classmethod
    def of(cls, values: Int64s) -> "Framed":
        """The numbers, framed."""
        starts = np.arange(0, len(values), 1 << _FRAME_BITS)
        bases = np.minimum.reduceat(values, starts) if len(values) else values[:0]
        offsets = (values - np.repeat(bases, 1 << _FRAME_BITS)[: len(values)]).astype(np.uint64)
        is_narrow = int(offsets.max(initial=0)) < 1 << 16
        return cls(bases.astype(np.int64), offsets.astype(np.uint16) if is_narrow else offsets)

    def at(self, place: int) -> int:
        """The number at a place."""
        return int(self.bases[place >> _FRAME_BITS]) + int(self.offsets[place])

    def taken(self, places: Int64s) -> Int64s:
        """The numbers at some places."""
        taken: Int64s = self.bases[places >> _FRAME_BITS] + self.offsets[places].astype(np.int64)
        return taken

    def positions_of(self, wanted: Int64s, order: Int32s) -> Int64s:
        """Where each wanted number stands, if it does; there is one number at least.

        `order` sorts the numbers; it is empty where they go up as they are.
        """
        last = len(self.offsets) - 1
        low, high = np.zeros_like(wanted), np.full_like(wanted, last)
        while (low < high).any():
            middle = (low + high) >> 1
            is_less = self.taken(order[middle] if len(order) else middle) < wanted
            is_less &= low < high
            low, high = np.where(is_less, middle + 1, low), np.where(is_less, high, middle)
        return np.asarray(order[low] if len(order) else low, dtype=np.int64)
