import numpy as np

from claims.ranking.relative import fused, ranks, relative_features


def test_ranks_are_given_by_column() -> None:
    scores = np.array([[0.1, 3], [0.9, 2], [0.5, 1]], np.float32)
    assert ranks(scores).T.tolist() == [[2, 0, 1], [0, 1, 2]]


def test_the_best_is_seen_against_the_second_and_the_rest_against_the_best() -> None:
    gap, lead, reciprocal, _ = relative_features(np.array([[4], [2], [0]], np.float32)).T
    assert gap.tolist() == [0, -2, -4]
    np.testing.assert_allclose(lead, [0.5, -0.5, -1], atol=1e-5)
    np.testing.assert_allclose(reciprocal, [1, 1 / 2, 1 / 3])


def test_one_candidate_alone_leads_by_nothing() -> None:
    assert relative_features(np.array([[4]], np.float32)).tolist() == [[0, 0, 1, 0]]


def test_fusion_prefers_what_several_channels_rank_high() -> None:
    scores = np.array([[9, 9, 0], [8, 8, 8], [0, 0, 9]], np.float32)
    assert fused(scores).argmax() == 1 or fused(scores).argmax() == 0
    assert fused(scores).argmin() == 2
