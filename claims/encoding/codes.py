"""Vectors as int8 codes and sign bits: a ninth of their size, and quick to compare."""

from collections.abc import Iterator

import numpy as np

from claims.encoding.arrays import Codes, Floats, Words
from claims.encoding.protocol import Matrix
from claims.encoding.rows import unit_rows

LARGEST_CODE = 127
BITS_PER_WORD = 64
CHUNK = 8_192


def chunks(rows: int, size: int = CHUNK) -> Iterator[slice]:
    """Row numbers in parts, so that copies stay small."""
    return (slice(start, min(start + size, rows)) for start in range(0, rows, size))


def finite(vectors: Matrix) -> Matrix:
    """Raises ValueError."""
    if not np.isfinite(vectors).all():
        raise ValueError("a vector holds a number that is not finite")
    return vectors.astype(np.float32, copy=False)


def quantised(vectors: Matrix) -> tuple[Codes, Floats]:
    """int8 codes of any vectors, and what gives the codes themselves the length 1."""
    units = unit_rows(finite(vectors))
    largest = np.abs(units).max(axis=1, keepdims=True, initial=0)
    steps = np.divide(LARGEST_CODE, largest, out=np.zeros_like(largest), where=largest > 0)
    codes = np.rint(units * steps).astype(np.int8)
    lengths = np.sqrt(np.einsum("ij,ij->i", codes, codes, dtype=np.float32))
    scales = np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return codes, scales


def decoded(codes: Codes, scales: Floats) -> Matrix:
    return codes.astype(np.float32) * scales[:, None]


def mean_of(codes: Codes, scales: Floats) -> Floats:
    """Of the rows that have a direction; zeros if there are none."""
    total = np.zeros(codes.shape[1], dtype=np.float64)
    for part in chunks(len(codes)):
        total += decoded(codes[part], scales[part]).sum(axis=0)
    directed = max(1, int(np.count_nonzero(scales)))
    return np.asarray(total / directed, dtype=np.float32)


def words_of(dimensions: int) -> int:
    return -(-dimensions // BITS_PER_WORD)


def sign_bits(vectors: Matrix, mean: Floats) -> Words:
    """(rows, words) of the signs without the mean; bits beyond the dimensions are 0."""
    packed = np.packbits(vectors > mean, axis=1)
    words = np.zeros((len(vectors), words_of(len(mean)) * BITS_PER_WORD // 8), dtype=np.uint8)
    words[:, : packed.shape[1]] = packed
    return words.view(np.uint64)
