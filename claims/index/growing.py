"""Arrays of known chunks that grow: doubled when full, seen by readers through fixed views."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.index.arrays import Int32s, UInt64s
from claims.index.chunks import ChunkTable

Insert = Callable[[UInt64s, Int32s, UInt64s, int], None]
"""Puts chunks, numbered in the order of their hashes, into slots, from a number on."""
Values = Sequence[Any] | npt.NDArray[Any]
_FEWEST_SLOTS = 1 << 9
_KINDS = (np.int32, np.uint64, np.int32, np.uint64)


class Growing:
    """The columns of a `ChunkTable` and the folded words of its tokens, ever longer."""

    def __init__(self) -> None:
        self._keys = Column(np.uint64)
        self._ends = Column(np.int32)
        self._tails = Column(np.uint8)
        self._by_token = tuple(Column(kind) for kind in _KINDS)
        self._ends.extend([0])
        self._inserted = 0
        self._make_slots(_FEWEST_SLOTS)

    @property
    def token_count(self) -> int:
        return len(self._by_token[0])

    def add(
        self,
        keys: UInt64s,
        counts: Values,
        tails: Values,
        columns: Sequence[Values],
    ) -> None:
        """Adds chunks: hashes, counts of tokens, tails; by token term, identity, marks, norm."""
        self._ends.extend(list(accumulate(counts, initial=self.token_count))[1:])
        self._keys.extend(keys)
        self._tails.extend(tails)
        for column, values in zip(self._by_token, columns, strict=True):
            column.extend(values)

    def table(self, insert: Insert, *, is_last: bool = False) -> tuple[ChunkTable, UInt64s]:
        """All that has been added, read-only, and the norms of the tokens.

        The last one takes little room; nothing is added after it.
        """
        if is_last:
            self._make_slots(len(self._keys) * 3 // 2)
        elif 2 * len(self._keys) > len(self._slots):
            self._make_slots(4 * len(self._keys))
        insert(self._slots, self._numbers, self._keys.view(), self._inserted)
        self._inserted = len(self._keys)
        terms, identities, marks, norms = (column.view() for column in self._by_token)
        slots, numbers = _read_only(self._slots), _read_only(self._numbers)
        starts, tails = self._ends.view(), self._tails.view()
        return ChunkTable(slots, numbers, starts, tails, terms, identities, marks), norms

    def _make_slots(self, least: int) -> None:
        size = 1 << max(least, 1).bit_length()
        self._slots = np.zeros(size, dtype=np.uint64)
        self._numbers = np.zeros(size, dtype=np.int32)
        self._inserted = 0


class Column:
    """One array that grows; a view once given out keeps its values."""

    def __init__(self, kind: type[np.generic]) -> None:
        self._values: npt.NDArray[Any] = np.empty(256, dtype=kind)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def extend(self, values: Values) -> None:
        """Adds values at the end."""
        end = self._length + len(values)
        if end > len(self._values):
            longer = np.empty(2 * end, dtype=self._values.dtype)
            longer[: self._length] = self._values[: self._length]
            self._values = longer
        self._values[self._length : end] = values
        self._length = end

    def view(self) -> npt.NDArray[Any]:
        """What has been added, read-only."""
        view = self._values[: self._length]
        view.setflags(write=False)
        return view


def _read_only(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    view = array.view()
    view.setflags(write=False)
    return view
