"""The two inner loops of the vector search, compiled by numba if it is installed."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numpy as np
import numpy.typing as npt

from claims.encoding.arrays import Codes, Floats, Ints, Positions, Words
from claims.encoding.optional import find_module
from claims.encoding.protocol import Matrix

P = ParamSpec("P")
R = TypeVar("R")
numba: Any = find_module("numba")
is_available = numba is not None
# Rows that stay in the nearest cache while every query looks at them.
BLOCK = np.int64(1024)
# Rows looked at together for "is any of these near enough?".
STRIDE = 16


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function as machine code, kept beside the source; or as it is, then nobody calls it."""
    if not is_available:
        return function
    # Sums may be taken in any order, the same for every row, so that equal rows stay equal.
    options: dict[str, Any] = {"nogil": True, "fastmath": {"reassoc", "contract", "nsz"}}
    try:
        made: Callable[P, R] = numba.njit(cache=True, **options)(function)
    except RuntimeError:
        # No folder to keep it in: compiled anew in each process.
        made = numba.njit(cache=False, **options)(function)
    return made


@compiled
def shortlist(bits: Words, query_bits: Words, size: int) -> Positions:
    """For each query the `size` rows that differ from it in the fewest bits, by position.

    `bits` is (words, rows) so that neighbouring rows are neighbours in memory, `query_bits`
    (queries, words). Of rows as near as the last one, those with the lowest position are in.
    `size` must not exceed the rows. Returns (queries, size) positions in ascending order.
    """
    queries, rows = query_bits.shape[0], bits.shape[1]
    capacity = 3 * size + BLOCK
    positions = np.empty((queries, capacity), np.int32)
    distances = np.empty((queries, capacity), np.int32)
    kept = np.zeros(queries, np.int64)
    limits = np.full(queries, bits.shape[0] * 64, np.int64)
    counts = np.zeros((queries, bits.shape[0] * 64 + 1), np.int64)
    block = np.empty(BLOCK, np.uint64)
    # Block by block, or each query would fetch all bits from memory again.
    for start in range(0, rows, BLOCK):
        stop = min(start + BLOCK, rows)
        for query in range(queries):
            if kept[query] + BLOCK > capacity:
                near = distances[query, : kept[query]]
                last = keep_nearest(positions[query], near, counts[query], size)
                kept[query] = size
                # A later row as far as the last one has a higher position and would lose.
                limits[query] = last - 1
            count_differing(bits, query_bits[query], start, stop, block)
            kept[query] += keep_near(
                block[: stop - start], start, limits[query],
                positions[query, kept[query] :], distances[query, kept[query] :], counts[query],
            )  # fmt: skip
    for query in range(queries):
        near = distances[query, : kept[query]]
        keep_nearest(positions[query], near, counts[query], size)
    return positions[:, :size].copy()


@compiled
def count_differing(bits: Words, query: Words, start: int, stop: int, block: Words) -> None:
    """Into `block`, for rows start to stop, the number of bits in which they differ."""
    size = stop - start
    block[:size] = 0
    words = query.shape[0]
    # Three words at a time, so that sums are loaded and stored more rarely.
    for word in range(0, words - 2, 3):
        one, two, three = query[word], query[word + 1], query[word + 2]
        # As slices, so that the compiler sees that neighbours may be taken at once.
        ones, twos = bits[word, start:stop], bits[word + 1, start:stop]
        threes = bits[word + 2, start:stop]
        for row in range(size):
            block[row] += (
                popcount(ones[row] ^ one)
                + popcount(twos[row] ^ two)
                + popcount(threes[row] ^ three)
            )
    for word in range(words - words % 3, words):
        one, ones = query[word], bits[word, start:stop]
        for row in range(size):
            block[row] += popcount(ones[row] ^ one)


@compiled
def popcount(word: np.uint64) -> np.uint64:
    """Set bits of a word, in the way that the compiler knows as one instruction."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + (
        (word >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (word * np.uint64(0x0101010101010101)) >> np.uint64(56)


@compiled
def keep_near(
    block: Words, start: int, limit: int, positions: Positions, distances: Positions, counts: Ints
) -> int:
    """Append the rows of a block within the limit, count their distances; how many they are."""
    kept = 0
    if limit < 0:
        return kept
    for first in range(0, block.size, STRIDE):
        group = block[first : first + STRIDE]
        nearest = group[0]
        for distance in group:
            nearest = min(nearest, distance)
        if nearest > np.uint64(limit):
            continue
        for offset in range(group.size):
            if group[offset] <= np.uint64(limit):
                positions[kept] = start + first + offset
                distances[kept] = group[offset]
                counts[group[offset]] += 1
                kept += 1
    return kept


@compiled
def keep_nearest(positions: Positions, distances: Positions, counts: Ints, size: int) -> int:
    """Move the `size` nearest rows to the front, in their order; the distance of the last one.

    `counts` has the rows seen so far by distance; those beyond the last one may be incomplete.
    """
    last = 0
    seen = counts[0]
    while seen < size:
        last += 1
        seen += counts[last]
    room = size - (seen - counts[last])
    stay = 0
    for number in range(distances.size):
        is_last = distances[number] == last
        if distances[number] < last or (is_last and room > 0):
            positions[stay] = positions[number]
            distances[stay] = distances[number]
            stay += 1
            room -= is_last
    return last


@compiled
def cosines(codes: Codes, scales: Floats, queries: Matrix, positions: Positions) -> Matrix:
    """Cosine of each query with the rows of its own positions; -1 where the position is -1.

    `codes` (rows, dimensions) times `scales` (rows) have length 1, so have `queries` (queries,
    dimensions); `positions` and the result are (queries, positions).
    """
    found = np.full(positions.shape, np.float32(-1.0), np.float32)
    for query in range(positions.shape[0]):
        for number in range(positions.shape[1]):
            position = positions[query, number]
            if position >= 0:
                product = dot(codes[position], queries[query])
                found[query, number] = product * scales[position]
    return found


@compiled
def dot(codes: npt.NDArray[np.int8], query: Floats) -> np.float32:
    """Sum of products over one row."""
    total = np.float32(0.0)
    for number in range(query.size):
        total += np.float32(codes[number]) * query[number]
    return total
