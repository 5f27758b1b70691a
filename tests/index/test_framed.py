"""Framed numbers are the numbers that were framed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.index.framed import Framed

NUMBERS = st.lists(
    st.one_of(st.integers(0, 2000), st.integers(-(1 << 40), 1 << 60)), unique=True, max_size=600
)


@given(NUMBERS, st.lists(st.integers(0, 2000), max_size=9), st.booleans())
def test_numbers_are_kept_and_found(some: list[int], others: list[int], is_sorted: bool) -> None:
    values = np.array(sorted(some) if is_sorted else some, dtype=np.int64)
    order = np.zeros(0, np.int32) if is_sorted else np.argsort(values).astype(np.int32)
    framed = Framed.of(values)
    wanted = np.array([*some[:20], *others], dtype=np.int64)

    assert [framed.at(place) for place in range(len(values))] == values.tolist()
    if len(values):
        positions = framed.positions_of(wanted, order)
        is_found = framed.taken(positions) == wanted
        assert is_found.tolist() == np.isin(wanted, values).tolist()


@pytest.mark.parametrize(("step", "kind"), [(1, np.uint16), (1 << 20, np.uint64)])
def test_near_numbers_take_two_bytes(step: int, kind: type[np.generic]) -> None:
    framed = Framed.of(np.arange(1000, dtype=np.int64) * step + (1 << 40))

    assert framed.offsets.dtype == kind
