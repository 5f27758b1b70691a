import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.matching.fitting import (
    Prior,
    bins_of,
    calibration_error,
    chance_error,
    fit_logistic,
    folds_of,
    log_loss,
    precision_recall,
    probabilities,
)

FREE = np.zeros(3, dtype=np.int8)


def made(weights: list[float], *, rows: int = 4000, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Inputs, the first of them constant, and labels drawn with the probabilities of weights."""
    rng = np.random.default_rng(seed)
    inputs = np.column_stack([np.ones(rows), rng.normal(size=(rows, len(weights) - 1))])
    told = probabilities(inputs @ np.array(weights))
    return inputs, (rng.random(rows) < told).astype(np.float64)


def prior(signs: np.ndarray = FREE, *, strength: float = 1e-6) -> Prior:
    return Prior(np.zeros(len(signs)), np.full(len(signs), strength), signs)


def test_finds_the_weights_that_made_the_labels() -> None:
    inputs, labels = made([-0.5, 1.0, -2.0])

    found = fit_logistic(inputs, labels, np.ones(len(labels)), prior())

    assert found == pytest.approx([-0.5, 1.0, -2.0], abs=0.2)


def test_the_slope_of_the_loss_is_zero_at_the_end() -> None:
    inputs, labels = made([0.3, 1.0, 0.5], rows=300)

    found = fit_logistic(inputs, labels, np.ones(len(labels)), prior(strength=2.0))

    slope = inputs.T @ (probabilities(inputs @ found) - labels) + 2.0 * found
    assert slope == pytest.approx(np.zeros(3), abs=1e-3)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([-1, 0, 1]), min_size=3, max_size=3), st.integers(0, 50))
def test_signs_hold_and_nothing_allowed_fits_better(signs: list[int], seed: int) -> None:
    inputs, labels = made([0.2, 1.0, -1.0], rows=200, seed=seed)
    wanted = prior(np.array(signs, dtype=np.int8), strength=0.5)

    found = fit_logistic(inputs, labels, np.ones(len(labels)), wanted)

    def loss(weights: np.ndarray) -> float:
        told = log_loss(probabilities(inputs @ weights), labels).sum()
        return float(told + 0.25 * weights @ weights)

    assert all(weight * sign >= 0 for weight, sign in zip(found, signs, strict=True))
    for index in range(3):
        for step in (-0.01, 0.01):
            other = found.copy()
            other[index] += step
            if other[index] * signs[index] >= 0:
                assert loss(found) <= loss(other) + 1e-6


def test_a_firm_prior_keeps_its_centre_and_counts_weigh_rows() -> None:
    inputs, labels = made([0.0, 1.0, 1.0], rows=100)
    centre = np.array([0.1, -0.2, 0.3])
    firm = fit_logistic(inputs, labels, np.ones(100), Prior(centre, np.full(3, 1e9), FREE))
    twice = fit_logistic(
        np.vstack([inputs, inputs]), np.append(labels, labels), np.ones(200), prior()
    )

    assert firm == pytest.approx(centre, abs=1e-5)
    assert fit_logistic(inputs, labels, np.full(100, 2.0), prior()) == pytest.approx(
        twice, abs=1e-6
    )


def test_the_calibration_error_is_the_mean_gap_of_ten_bins() -> None:
    told = np.array([0.05, 0.05, 0.95, 0.95, 1.0])
    labels = np.array([0.0, 1.0, 1.0, 1.0, 1.0])

    assert [one.count for one in bins_of(told, labels)] == [2, 3]
    assert calibration_error(told, labels) == pytest.approx((2 * 0.45 + 3 * (0.1 / 3)) / 5)
    assert calibration_error(np.zeros(0), np.zeros(0)) == 0.0


def test_precision_and_recall_of_what_is_shown() -> None:
    told = np.array([0.9, 0.8, 0.4])
    labels = np.array([1.0, 0.0, 1.0])

    assert precision_recall(told, labels, 0.5) == (0.5, 0.5)
    assert precision_recall(told, labels, 0.5, wanted=4) == (0.5, 0.25)
    assert precision_recall(told, labels, 0.99) == (0.0, 0.0)


def test_a_group_is_in_one_fold() -> None:
    groups = ["b", "a", "c", "a", "b"]

    folds = folds_of(groups, 2)

    assert len({(group, int(fold)) for group, fold in zip(groups, folds, strict=True)}) == 3
    assert set(folds.tolist()) == {0, 1}


def test_true_probabilities_show_an_error_by_chance_that_shrinks_with_more_pairs() -> None:
    few, many = np.linspace(0.05, 0.95, 40), np.linspace(0.05, 0.95, 4000)

    assert 0.05 < chance_error(few) < 0.2
    assert chance_error(many) < 0.02
    assert chance_error(np.array([0.0, 1.0])) == 0.0
