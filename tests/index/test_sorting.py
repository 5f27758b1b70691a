"""The compiled ways to sort give what numpy gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.index import sorting
from claims.index.arrays import starts_of

WORDINGS = st.lists(st.lists(st.integers(0, 9), max_size=7), min_size=1, max_size=9)


@given(WORDINGS, st.sampled_from([2, 1 << 16]))
def test_few_and_many_are_sorted_alike(wordings: list[list[int]], room: int) -> None:
    terms = np.array([term for one in wordings for term in one], dtype=np.int32)
    starts = starts_of(list(map(len, wordings)))
    identities = (np.uint64(1) << terms.astype(np.uint64)) + np.uint64(7 << 60)
    weights = (terms * 100).astype(np.uint16)

    def results() -> list[list[int]]:
        known, numbers = sorting.distinct_of(identities)
        return [
            known.tolist(),
            numbers.tolist(),
            sorting.repeats_in(terms, starts).tolist(),
            sorting.heaviest_first(weights, starts).tolist(),
            sorting.order_by_term(terms, 10).tolist(),
        ]

    expected = results()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "_MANY", 1)
        patch.setattr(sorting, "_FEWEST_SLOTS", room)
        assert results() == expected
