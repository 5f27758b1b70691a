import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.model import SIGNS, Ranker, inputs_of, shipped_ranker
from claims.matching.vocabulary import COMPONENTS

NOTHING = dict.fromkeys(COMPONENTS, 0.0) | {"sentences": 1.0}
EVERYTHING = dict.fromkeys(COMPONENTS, 1.0) | {
    "another_time": 0.0,
    "evidence": 6.0,
    "longest_run": 30.0,
    "standing": 4.0,
}
FALLING = {"another_time", "sentences"}
BESIDE = {"rank"}


def test_all_evidence_is_near_certain_and_none_near_impossible() -> None:
    assert shipped_ranker().log_odds(EVERYTHING) > 3
    assert shipped_ranker().log_odds(NOTHING) < -4


@pytest.mark.parametrize("name", sorted(COMPONENTS.keys() - FALLING - BESIDE))
@given(one=st.floats(0, 1), other=st.floats(0, 1), others=st.floats(0, 1))
def test_more_evidence_never_makes_a_match_less_probable(
    name: str, one: float, other: float, others: float
) -> None:
    less, more = sorted((one, other))
    rest = dict.fromkeys(COMPONENTS, others) | {"sentences": 1.0}

    assert shipped_ranker().log_odds(rest | {name: less}) <= (
        shipped_ranker().log_odds(rest | {name: more}) + 1e-9
    )


@pytest.mark.parametrize("name", sorted(FALLING))
def test_another_time_and_more_sentences_never_make_it_more_probable(name: str) -> None:
    values = dict.fromkeys(COMPONENTS, 0.6) | {"sentences": 1.0, "another_time": 0.0}

    assert shipped_ranker().log_odds(values | {name: 3.0}) <= shipped_ranker().log_odds(values)


def test_the_shipped_weights_have_the_signs_that_they_must_have() -> None:
    weights = shipped_ranker().weights

    assert weights.keys() == SIGNS.keys()
    assert all(weights[name] * sign >= 0 for name, sign in SIGNS.items())


def test_a_pair_alone_needs_no_standing_and_a_stored_one_gives_the_same() -> None:
    ranker = Ranker("test", dict.fromkeys(SIGNS, 1.0))
    alone = {name: value for name, value in EVERYTHING.items() if name != "standing"}
    stored = json.loads(json.dumps(EVERYTHING))

    assert ranker.log_odds(EVERYTHING) == pytest.approx(ranker.log_odds(alone) + 4.0)
    assert inputs_of(stored) == inputs_of(EVERYTHING)
    assert list(inputs_of(stored)) == list(SIGNS)
