import pytest

from claims.ranking.metrics import calibration_error, rank_measures, threshold_table


def test_measures_of_a_query_with_one_right_claim() -> None:
    measures = rank_measures([4, 9, 7], {9})
    assert measures["MAP@1"] == 0
    assert measures["MAP@5"] == measures["MRR"] == 0.5
    assert measures["R@1"] == 0
    assert measures["R@5"] == measures["R@50"] == measures["S@10"] == 1


def test_measures_of_a_query_with_two_right_claims() -> None:
    measures = rank_measures([1, 5, 2, 8], {1, 2})
    assert measures["MAP@1"] == 1
    assert measures["MAP@5"] == pytest.approx((1 + 2 / 3) / 2)
    assert measures["R@1"] == 0.5


def test_a_claim_that_is_not_ranked_counts_nothing() -> None:
    assert set(rank_measures([1, 2], {3}).values()) == {0}


def test_calibration_error_is_the_gap_between_told_and_came() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0)
    assert calibration_error([1.0, 1.0], [True, False]) == pytest.approx(0.5)
    assert calibration_error([], []) == 0


def test_recall_counts_only_what_could_be_found() -> None:
    rows = threshold_table([0.95, 0.9, 0.2, 0.6], [True, False, True, True], findable=3)
    by_threshold = {row["threshold"]: row for row in rows}
    assert by_threshold[0.9]["precision"] == 0.5
    assert by_threshold[0.9]["recall"] == pytest.approx(1 / 3)
    assert by_threshold[0.5]["shown"] == 3
