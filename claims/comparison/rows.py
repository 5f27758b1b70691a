"""Lays two texts beside each other, so that what stands in both is in one row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.comparison.pairing import Pair


class RowKind(StrEnum):
    """SHARED: in both texts. MOVED: in both, but its right side stands elsewhere in the order."""

    SHARED = "shared"
    MOVED = "moved"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Row:
    """Positions of the sentences of a row, None on the side that has none."""

    kind: RowKind
    left: int | None
    right: int | None
    similarity: int = 0


def in_rows(pairs: Sequence[Pair], *, left: int, right: int) -> tuple[Row, ...]:
    """Every sentence of both texts once, the left ones in their order.

    `left` and `right` are the numbers of sentences. The right ones are in their order too, but for
    those of moved pairs: as few pairs as possible are moved.
    """
    kept = _longest_rising(pairs)
    return tuple(_rows(pairs, kept, left=left, right=right))


def _rows(pairs: Sequence[Pair], kept: set[int], *, left: int, right: int) -> Iterator[Row]:
    by_left = {pair.left: pair for pair in pairs}
    taken = {pair.right for pair in pairs}
    next_right = 0
    for i in range(left):
        pair = by_left.get(i)
        if pair is None:
            yield Row(RowKind.LEFT, i, None)
            continue
        if i not in kept:
            yield Row(RowKind.MOVED, i, pair.right, pair.similarity)
            continue
        yield from (
            Row(RowKind.RIGHT, None, j) for j in range(next_right, pair.right) if j not in taken
        )
        next_right = pair.right + 1
        yield Row(RowKind.SHARED, i, pair.right, pair.similarity)
    yield from (Row(RowKind.RIGHT, None, j) for j in range(next_right, right) if j not in taken)


def _longest_rising(pairs: Sequence[Pair]) -> set[int]:
    """Left positions of a longest run of pairs in which the right positions rise too.

    Patience sorting: https://en.wikipedia.org/wiki/Longest_increasing_subsequence.
    """
    ends: list[int] = []
    before: list[int | None] = []
    for number, pair in enumerate(pairs):
        place = _first_not_below(pairs, ends, pair.right)
        before.append(ends[place - 1] if place else None)
        ends[place : place + 1] = [number]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(pairs[last].left)
        last = before[last]
    return kept


def _first_not_below(pairs: Sequence[Pair], ends: Sequence[int], right: int) -> int:
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if pairs[ends[middle]].right < right:
            low = middle + 1
        else:
            high = middle
    return low
