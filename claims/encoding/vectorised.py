"""The inner loops of the vector search in plain numpy: the same results, more slowly."""

import numpy as np

from claims.encoding.arrays import Codes, Floats, Positions, Words
from claims.encoding.protocol import Matrix


def shortlist(bits: Words, query_bits: Words, size: int) -> Positions:
    """As compiled.shortlist."""
    chosen = np.empty((len(query_bits), size), dtype=np.int32)
    for number, query in enumerate(query_bits):
        chosen[number] = _nearest(_differing(bits, query), size)
    return chosen


def _differing(bits: Words, query: Words) -> Positions:
    """For each row the number of bits in which it differs from the query."""
    distances = np.zeros(bits.shape[1], dtype=np.int32)
    for row_words, word in zip(bits, query, strict=True):
        distances += np.bitwise_count(row_words ^ word)
    return distances


def _nearest(distances: Positions, size: int) -> Positions:
    """Positions of the smallest distances, ascending; of equals at the end the lowest."""
    last = np.partition(distances, size - 1)[size - 1]
    nearer = np.flatnonzero(distances < last)
    at_last = np.flatnonzero(distances == last)[: size - len(nearer)]
    return np.sort(np.concatenate((nearer, at_last))).astype(np.int32)


def cosines(codes: Codes, scales: Floats, queries: Matrix, positions: Positions) -> Matrix:
    """As compiled.cosines."""
    found = np.empty(positions.shape, dtype=np.float32)
    for number, (query, row) in enumerate(zip(queries, positions, strict=True)):
        # einsum, because a matrix product rounds equal rows differently at its edges.
        products = np.einsum("ij,j->i", codes[row].astype(np.float32), query)
        found[number] = np.where(row >= 0, products * scales[row], np.float32(-1))
    return found
