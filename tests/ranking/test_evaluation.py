"""Queries are judged with and without their right claims, also where these are all there is."""

import numpy as np

from claims.ranking import CandidateList, FusionModel, fit_model, judge


def listed(count: int, *, best: int) -> CandidateList:
    scores = np.zeros((count, 2), np.float32)
    scores[best] = 1.0
    return CandidateList(np.arange(count), scores, scores.copy())


def test_every_second_query_is_asked_without_its_right_claims() -> None:
    lists = [listed(3, best=1)] * 4

    judged = judge(FusionModel(), lists, [frozenset({1})] * 4)

    assert judged.findable == 2
    assert sorted(judged.outcomes) == [False, False, True, True]
    assert judged.summary()["MAP@1"] == 1.0


def test_where_all_claims_are_right_nothing_is_found_without_them() -> None:
    lists = [listed(1, best=0)] * 2

    judged = judge(FusionModel(), lists, [frozenset({0})] * 2)

    assert sorted(zip(judged.probabilities, judged.outcomes, strict=True)) == [
        (0.0, False),
        (1.0, True),
    ]


def test_a_ranker_is_fitted_also_where_all_claims_of_a_query_are_right() -> None:
    one = listed(2, best=0)
    lists = [CandidateList(np.array([i, 100 + i]), one.scores, one.pairs) for i in range(10)]
    right = [frozenset({0, 100}), *(frozenset({i}) for i in range(1, 10))]

    model = fit_model(lists, right)

    assert model.rank(lists[1]).claims.tolist() == [1, 101]
