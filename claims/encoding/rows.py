"""Rows of numbers and the texts behind them: length 1, or zeros where there is nothing to say."""

from collections.abc import Callable, Sequence

import numpy as np

from claims.encoding.protocol import Matrix


def unit_rows(matrix: Matrix) -> Matrix:
    """A copy with rows of Euclidean length 1; rows of zeros stay zeros."""
    # Divided twice, because the squares of very small or very large numbers leave float32.
    largest = np.abs(matrix).max(axis=1, keepdims=True, initial=0)
    scaled: Matrix = np.zeros_like(matrix)
    np.divide(matrix, largest, out=scaled, where=largest > 0)
    lengths = np.sqrt(np.einsum("ij,ij->i", scaled, scaled))[:, None]
    np.divide(scaled, lengths, out=scaled, where=lengths > 0)
    return scaled


def readable(text: str, *, max_characters: int) -> str:
    """The beginning of a text, as characters that UTF-8 can carry; empty if it has no word."""
    cut = text.lstrip()[:max_characters].rstrip()
    if not any(map(str.isalnum, cut)):
        return ""
    return cut.encode("utf-8", "replace").decode("utf-8")


def encode_nonempty(
    texts: Sequence[str], encode: Callable[[list[str]], Matrix], *, dimensions: int
) -> Matrix:
    """`encode` over the texts that are not empty, their rows of length 1; zeros for the others."""
    rows = np.zeros((len(texts), dimensions), dtype=np.float32)
    filled = [number for number, text in enumerate(texts) if text]
    if filled:
        rows[filled] = unit_rows(encode([texts[number] for number in filled]))
    return rows
