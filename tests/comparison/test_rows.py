from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from claims.comparison import Pair, RowKind, in_rows


@st.composite
def pairings(draw: st.DrawFn) -> tuple[list[Pair], int, int]:
    left, right = draw(st.integers(0, 7)), draw(st.integers(0, 7))
    count = draw(st.integers(0, min(left, right)))
    lefts = sorted(draw(st.permutations(range(left)))[:count])
    rights = draw(st.permutations(range(right)))[:count]
    return [Pair(i, j, 80) for i, j in zip(lefts, rights, strict=True)], left, right


@given(pairings())
def test_every_sentence_stands_in_one_row_and_few_are_moved(
    pairing: tuple[list[Pair], int, int],
) -> None:
    pairs, left, right = pairing

    rows = in_rows(pairs, left=left, right=right)

    assert [row.left for row in rows if row.left is not None] == list(range(left))
    assert sorted(row.right for row in rows if row.right is not None) == list(range(right))
    in_order = [r.right for r in rows if r.right is not None and r.kind != RowKind.MOVED]
    assert in_order == sorted(in_order)
    shared = sum(row.kind == RowKind.SHARED for row in rows)
    assert shared == longest_rising([pair.right for pair in pairs])


def longest_rising(numbers: list[int]) -> int:
    """By trying every choice."""
    return max(
        size
        for size in range(len(numbers) + 1)
        for chosen in combinations(numbers, size)
        if list(chosen) == sorted(chosen)
    )
