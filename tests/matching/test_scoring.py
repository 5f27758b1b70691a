import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.model import MOST_STANDING
from claims.matching.scoring import (
    SECOND_LOOK,
    Rival,
    apart,
    contradicted,
    forgiven,
    logistic,
    standings,
)
from claims.matching.vocabulary import Flag

shares = st.floats(0, 1)
rivals = st.lists(
    st.builds(
        lambda claim, first, more, log_odds: Rival(claim, first, first + more, log_odds),
        st.integers(1, 4),
        st.integers(0, 6),
        st.integers(0, 2),
        st.floats(-8, 8),
    ),
    max_size=12,
)


@given(shares, st.integers(1, 5))
def test_a_conflict_caps_and_each_further_one_costs(probability: float, conflicts: int) -> None:
    capped = contradicted(probability, conflicts=conflicts)

    assert capped <= SECOND_LOOK
    assert capped <= probability + 1e-8
    assert contradicted(probability, conflicts=conflicts + 1) <= capped
    assert contradicted(probability, conflicts=0) == probability


@given(rivals)
def test_a_standing_is_the_lead_over_the_best_other_claim_of_its_sentences(
    given_rivals: list[Rival],
) -> None:
    for rival, standing in zip(given_rivals, standings(given_rivals), strict=True):
        others = [
            other.log_odds
            for other in given_rivals
            if other.claim != rival.claim
            and other.first <= rival.last
            and other.last >= rival.first
        ]
        lead = rival.log_odds - max(others) if others else MOST_STANDING
        assert standing == pytest.approx(min(max(lead, -MOST_STANDING), MOST_STANDING))


@given(rivals)
def test_what_is_shown_of_a_claim_shares_no_sentence(given_rivals: list[Rival]) -> None:
    shown = [given_rivals[i] for i in apart(given_rivals)]

    seen: set[tuple[int, int]] = set()
    for one in shown:
        sentences = {(one.claim, number) for number in range(one.first, one.last + 1)}
        assert not sentences & seen
        seen |= sentences
    assert {one.claim for one in shown} == {one.claim for one in given_rivals}


def test_the_better_unit_of_a_claim_is_shown_and_the_shorter_of_equals() -> None:
    rivals_of_one = [Rival(1, 0, 1, 2.0), Rival(1, 1, 1, 2.0), Rival(1, 0, 2, 1.0)]

    assert apart(rivals_of_one) == [1]
    assert apart([*rivals_of_one, Rival(1, 0, 0, 9.0)]) == [3, 1]


def test_a_claim_is_shown_at_its_best_hundred_places_and_no_more() -> None:
    repeated = [Rival(1, place, place, place / 100) for place in range(150)]

    assert sorted(apart(repeated)) == list(range(50, 150))


def test_the_logistic_function_survives_any_log_odds() -> None:
    assert logistic(-1e9) < 1e-12
    assert logistic(0.0) == 0.5
    assert logistic(1e9) == pytest.approx(1.0)


NEAR = {"core_coverage": 0.9, "number_agreement": 0.0, "name_agreement": 0.3, "standing": -2.0}
FAR = NEAR | {"core_coverage": 0.3}


def test_what_a_flag_tells_is_not_held_against_nearly_the_same_words() -> None:
    assert forgiven(NEAR, [Flag.NUMBER]) == NEAR | {"number_agreement": 1.0, "standing": 0.0}
    assert forgiven(NEAR, [Flag.PLACE]) == NEAR | {"name_agreement": 1.0, "standing": 0.0}
    assert forgiven(NEAR, []) == NEAR


def test_other_words_are_forgiven_nothing_but_that_the_claim_told_right_fits_better() -> None:
    assert forgiven(FAR, [Flag.NUMBER]) == FAR
    assert forgiven(FAR, [Flag.NEGATION]) == FAR | {"standing": 0.0}
    assert forgiven(FAR, [Flag.NEGATION, Flag.ENTITY]) == FAR
