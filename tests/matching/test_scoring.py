import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.scoring import (
    SECOND_LOOK,
    WEIGHTS,
    contradicted,
    outranked,
    probability_of,
)

DERIVED = {"constant", "run_share", "extra_sentence"}
NOTHING = dict.fromkeys(WEIGHTS.keys() - DERIVED, 0.0) | {"longest_run": 0.0}
EVERYTHING = {name: float(WEIGHTS.get(name, 1) > 0) for name in NOTHING} | {"longest_run": 30.0}
shares = st.floats(0, 1)


def test_all_evidence_is_near_certain_and_none_near_impossible() -> None:
    assert probability_of(EVERYTHING) > 0.99
    assert probability_of(NOTHING) < 0.001


@pytest.mark.parametrize("name", sorted(NOTHING.keys() - {"another_time"}))
@given(one=shares, other=shares)
def test_more_evidence_never_makes_a_match_less_probable(
    name: str, one: float, other: float
) -> None:
    less, more = sorted((one, other))

    assert probability_of(NOTHING | {name: less}) <= probability_of(NOTHING | {name: more})


def test_a_longer_window_and_another_time_make_it_less_probable() -> None:
    half = dict.fromkeys(NOTHING, 0.6) | {"another_time": 0.0}

    assert probability_of(half, sentences=3) < probability_of(half)
    assert probability_of(half | {"another_time": 1.0}) < probability_of(half)


@given(shares, st.integers(1, 5))
def test_a_conflict_caps_and_each_further_one_costs(probability: float, conflicts: int) -> None:
    capped = contradicted(probability, conflicts=conflicts)

    assert capped <= SECOND_LOOK
    assert capped <= probability + 1e-8
    assert contradicted(probability, conflicts=conflicts + 1) <= capped
    assert contradicted(probability, conflicts=0) == probability


@given(shares, shares)
def test_a_better_claim_costs_something_but_never_changes_the_order(
    one: float, other: float
) -> None:
    less, more = sorted((one, other))

    assert outranked(less, more) <= less + 1e-8
    assert outranked(less, more) <= outranked(more, more) + 1e-8
    assert outranked(more, more) == pytest.approx(more, abs=1e-8)
