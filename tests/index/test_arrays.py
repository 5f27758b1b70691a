import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claims.index.arrays import distinct


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 5)))
def test_distinct_values_are_those_of_numpy(values: list[int]) -> None:
    array = np.array(values, dtype=np.uint64)

    found = distinct(array)

    assert found.dtype == array.dtype
    assert found.tolist() == np.unique(array).tolist()
