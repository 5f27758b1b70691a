"""Nearest vectors among many: sign bits make a short list, int8 codes give its cosines."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

from claims.encoding import vector_files
from claims.encoding.arrays import Codes, Floats, Positions, Words
from claims.encoding.codes import chunks, decoded, finite, mean_of, quantised, sign_bits, words_of
from claims.encoding.protocol import Matrix
from claims.encoding.rows import unit_rows

# Rows whose cosines are computed for each query. Measured on MiniLM vectors: of the fifty nearest
# 99 % are found among ten thousand, 97 % among a hundred thousand, 96 % among a million.
SHORTLIST = 2_048
# Queries searched together; each has a list of its own.
QUERIES = 64
NOWHERE = -1
# Below every cosine, so that rows without a direction are last.
NEVER = np.float32(-2)


class Kernels(Protocol):
    """The two inner loops; both ways to run them give the same results."""

    def shortlist(self, bits: Words, query_bits: Words, size: int) -> Positions: ...
    def cosines(
        self, codes: Codes, scales: Floats, units: Matrix, positions: Positions
    ) -> Matrix: ...


@cache
def kernels() -> Kernels:
    """The faster loops that this installation can run, at first use: loading numba takes time."""
    loops = import_module("claims.encoding.compiled")
    if not loops.is_available:
        loops = import_module("claims.encoding.vectorised")
    return cast("Kernels", loops)


@dataclass(frozen=True, slots=True)
class Hits:
    """The nearest rows of each query, nearest first, both (queries, limit).

    Where there are fewer rows than asked for, the position is -1 and the cosine -1.
    """

    positions: npt.NDArray[np.int32]
    cosines: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class VectorIndex:
    """Immutable; made by `build` or `open`. Positions count rows in the order of `keys`.

    `keys` (rows) are the caller's ids, `encoder` the name of the encoder that made the vectors.
    `codes` (rows, dimensions) times `scales` (rows) are vectors of length 1; a row of zeros, a
    text without a word, has the scale 0 and is never found. `bits` (words, rows) are the signs of
    the vectors without their `mean`.
    """

    keys: npt.NDArray[np.int64]
    codes: Codes
    scales: Floats
    bits: Words
    mean: Floats
    encoder: str = ""

    @classmethod
    def build(
        cls, keys: npt.NDArray[np.int64], vectors: Matrix, *, encoder: str = ""
    ) -> "VectorIndex":
        """Of vectors (rows, dimensions) of any length.

        Raises ValueError if shapes do not fit or a number is not finite.
        """
        if vectors.ndim != 2 or keys.shape != vectors.shape[:1]:
            raise ValueError(f"{keys.shape} keys do not fit vectors of the shape {vectors.shape}")
        rows, dimensions = vectors.shape
        codes = np.empty((rows, dimensions), dtype=np.int8)
        scales = np.empty(rows, dtype=np.float32)
        for part in chunks(rows):
            codes[part], scales[part] = quantised(vectors[part])
        mean = mean_of(codes, scales)
        bits = np.empty((words_of(dimensions), rows), dtype=np.uint64)
        for part in chunks(rows):
            bits[:, part] = sign_bits(decoded(codes[part], scales[part]), mean).T
        return cls(np.array(keys, dtype=np.int64), codes, scales, bits, mean, encoder)

    @classmethod
    def open(cls, folder: Path, *, verify: bool = True) -> "VectorIndex":
        """A saved index, mapped from its files, so that processes share its memory.

        Raises vector_files.VectorsDamaged. Without `verify`, hashes are not compared: for a
        process that opens what another of this machine has just verified.
        """
        arrays, encoder = vector_files.read(folder, verify=verify)
        return cls(**arrays, encoder=encoder)

    def save(self, folder: Path) -> None:
        """Write the index; a folder of the same name is replaced when all is written."""
        arrays = {name: getattr(self, name) for name in vector_files.LAYOUT}
        vector_files.write(folder, arrays, encoder=self.encoder)

    def __post_init__(self) -> None:
        for name in vector_files.LAYOUT:
            getattr(self, name).flags.writeable = False

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def dimensions(self) -> int:
        return len(self.mean)

    def search(self, queries: Matrix, *, limit: int, shortlist: int = SHORTLIST) -> Hits:
        """The `limit` nearest rows of each query (queries, dimensions), ties by position.

        Exhaustive up to `shortlist` rows; beyond, the rows that differ in the fewest sign bits are
        compared. A query of zeros finds nothing. Raises ValueError.
        """
        if limit < 1 or shortlist < 1:
            raise ValueError("limit and shortlist must be above 0")
        units = self._units(queries)
        size = min(len(self), max(limit, shortlist))
        parts = [self._search(units[part], size, limit) for part in chunks(len(units), QUERIES)]
        if not parts:
            return _best(np.empty((0, size), np.int32), np.empty((0, size), np.float32), limit)
        return Hits(
            np.concatenate([part.positions for part in parts]),
            np.concatenate([part.cosines for part in parts]),
        )

    def _search(self, units: Matrix, size: int, limit: int) -> Hits:
        """The best of the `size` rows that differ in the fewest bits."""
        if 0 < size < len(self):
            positions = kernels().shortlist(self.bits, sign_bits(units, self.mean), size)
        else:
            positions = np.tile(np.arange(size, dtype=np.int32), (len(units), 1))
        cosines = self._cosines(units, positions)
        cosines[self.scales[positions] == 0] = NEVER
        cosines[~units.any(axis=1)] = NEVER
        return _best(positions, cosines, limit)

    def cosines(self, queries: Matrix, positions: npt.NDArray[np.int32]) -> Matrix:
        """Cosine of each query with rows of its choice: for candidates found in another way.

        `positions` and the result are (queries, number); 0 for a row or query of zeros, -1 where
        the position is -1. Raises ValueError.
        """
        if positions.size and not NOWHERE <= positions.min() <= positions.max() < len(self):
            raise ValueError(f"a position is outside of the {len(self)} rows")
        return self._cosines(self._units(queries), positions.astype(np.int32))

    def vectors(self, positions: npt.NDArray[np.int32]) -> Matrix:
        """The stored vectors, (positions, dimensions): what a larger index can be built of."""
        return decoded(self.codes[positions], self.scales[positions])

    def _cosines(self, units: Matrix, positions: Positions) -> Matrix:
        if not len(self):
            return np.full(positions.shape, NOWHERE, dtype=np.float32)
        found: Matrix = kernels().cosines(
            self.codes, self.scales, units, np.ascontiguousarray(positions)
        )
        np.clip(found, -1, 1, out=found)
        return found

    def _units(self, queries: Matrix) -> Matrix:
        """Raises ValueError."""
        if queries.ndim != 2 or queries.shape[1] != self.dimensions:
            raise ValueError(
                f"queries of the shape {queries.shape} do not fit {self.dimensions} dimensions"
            )
        return unit_rows(finite(queries))


def _best(positions: Positions, cosines: Matrix, limit: int) -> Hits:
    """The first `limit` by cosine, then position; -1 where nothing is found."""
    found = np.full((len(positions), limit), NOWHERE, dtype=np.int32)
    values = np.full((len(positions), limit), NOWHERE, dtype=np.float32)
    order = np.argsort(-cosines, axis=1, kind="stable")[:, :limit]
    near = np.take_along_axis(cosines, order, axis=1)
    is_hit = near > NEVER
    width = order.shape[1]
    found[:, :width] = np.where(is_hit, np.take_along_axis(positions, order, axis=1), NOWHERE)
    values[:, :width] = np.where(is_hit, near, NOWHERE)
    return Hits(found, values)
