import numpy as np
import pytest

from claims.ranking.listwise import fit_listwise, softmax


def lists(count: int, seed: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Queries whose right candidate is the one with the highest first plus half second feature."""
    rng = np.random.default_rng(seed)
    features = [rng.normal(size=(8, 3)).astype(np.float32) for _ in range(count)]
    marks = []
    for x in features:
        worth = x[:, 0] + x[:, 1] / 2
        marks.append(worth == worth.max())
    return features, marks


def test_the_ranker_learns_what_makes_a_claim_right() -> None:
    ranker = fit_listwise(*lists(200, seed=1), ridge=1.0)
    features, marks = lists(100, seed=2)
    found = [
        bool(right[ranker.scores(x).argmax()]) for x, right in zip(features, marks, strict=True)
    ]
    assert np.mean(found) > 0.9
    assert ranker.weights[0] > ranker.weights[1] > 5 * abs(ranker.weights[2])


def test_it_minimises_its_loss() -> None:
    features, marks = lists(30, seed=3)
    ranker = fit_listwise(features, marks, ridge=5.0)

    def loss(weights: np.ndarray) -> float:
        total = 2.5 * weights @ weights
        for x, right in zip(features, marks, strict=True):
            scores = ((x - ranker.means) / ranker.scales) @ weights
            total -= np.log(softmax(scores)[right]).mean()
        return float(total)

    rng = np.random.default_rng(4)
    best = loss(ranker.weights)
    assert all(best <= loss(ranker.weights + rng.normal(scale=0.05, size=3)) for _ in range(20))


def test_constant_features_and_unmatched_lists_do_no_harm() -> None:
    features, marks = lists(20, seed=5)
    features = [np.hstack([x, np.ones((8, 1), np.float32)]) for x in features]
    ranker = fit_listwise([*features, features[0]], [*marks, np.zeros(8, bool)])
    assert np.isfinite(ranker.weights).all()


def test_nothing_to_learn_from_is_refused() -> None:
    with pytest.raises(ValueError, match="no query has a right claim"):
        fit_listwise([np.ones((3, 2), np.float32)], [np.zeros(3, bool)])
