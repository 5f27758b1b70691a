import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ranking.folds import claim_folds

RELEVANT = st.lists(st.sets(st.integers(0, 30), min_size=1, max_size=3), min_size=1, max_size=30)


@given(RELEVANT, st.integers(0, 3))
def test_no_claim_is_on_both_sides(relevant: list[set[int]], seed: int) -> None:
    try:
        folds = claim_folds(relevant, folds=2, seed=seed)
    except ValueError:
        return
    sides = [
        {claim for claims, f in zip(relevant, folds, strict=True) if f == fold for claim in claims}
        for fold in (0, 1)
    ]
    assert not sides[0] & sides[1]
    assert all(sides)


def test_queries_joined_by_a_third_stay_together() -> None:
    folds = claim_folds([{1}, {2}, {1, 2}, {3}], folds=2, seed=0)
    assert folds[0] == folds[1] == folds[2] != folds[3]


def test_too_few_queries_are_refused() -> None:
    with pytest.raises(ValueError, match="1 groups"):
        claim_folds([{1}, {1}], folds=2, seed=0)
