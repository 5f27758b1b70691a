"""Names for the kinds of arrays, and runs laid end to end."""

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Int16s = npt.NDArray[np.int16]
Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]
UInt8s = npt.NDArray[np.uint8]
UInt16s = npt.NDArray[np.uint16]
UInt32s = npt.NDArray[np.uint32]
UInt64s = npt.NDArray[np.uint64]
Float32s = npt.NDArray[np.float32]
Float64s = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Whole = int | np.signedinteger[Any]
"""A whole number of Python or of numpy: compiled loops make no difference."""
Scalar = TypeVar("Scalar", bound=np.generic)


def starts_of(lengths: Sequence[int] | npt.NDArray[Any]) -> Int64s:
    """Where each of consecutive runs begins, and last where all end: int64[runs + 1]."""
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def distinct(values: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
    """The values sorted, each once: `np.unique`, which loads all of masked arrays first."""
    ordered = np.sort(values)
    is_new = np.ones(len(ordered), dtype=np.bool_)
    is_new[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_new]


def look_up(sorted_values: UInt64s, wanted: UInt64s, absent: int) -> Int32s:
    """Where each wanted value stands among distinct sorted ones; `absent` for the others."""
    if not len(sorted_values):
        return np.full(len(wanted), absent, dtype=np.int32)
    places = np.minimum(np.searchsorted(sorted_values, wanted), len(sorted_values) - 1)
    return np.where(sorted_values[places] == wanted, places, absent).astype(np.int32)


def take_runs(
    values: npt.NDArray[Any], counts: npt.NDArray[Any], order: npt.NDArray[Any]
) -> npt.NDArray[Any]:
    """Runs of so many values each, laid end to end in another order."""
    starts, lengths = starts_of(counts)[:-1][order], counts[order]
    shifts = np.repeat(starts - starts_of(lengths)[:-1], lengths)
    taken: npt.NDArray[Any] = values[np.arange(len(shifts)) + shifts]
    return taken
