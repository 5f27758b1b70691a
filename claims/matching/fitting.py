"""Fits logistic models with signs that must hold, and measures how true probabilities are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_STEPS, _CLOSE_ENOUGH = 200, 1e-9
_LARGEST = 30.0
_BINS = 10
_DRAWS, _SEED = 200, 11


@dataclass(frozen=True, slots=True)
class Prior:
    """What weights are held to: `centre`, the more the higher `strength` of each is.

    `signs`: 1 keeps a weight from going below 0, -1 from going above, 0 leaves it free.
    """

    centre: Floats
    strength: Floats
    signs: npt.NDArray[np.int8]


def fit_logistic(inputs: Floats, labels: Floats, counts: Floats, prior: Prior) -> Floats:
    """The most probable weights; a row counts as often as `counts` says.

    Newton's method on the weights that are free to move, with steps cut so that the loss falls.
    The result depends on nothing but the arguments.
    """
    weights = _allowed(prior.centre, prior.signs)
    loss = _objective(weights, inputs, labels, counts, prior)
    for _ in range(_STEPS):
        step = _step(weights, inputs, labels, counts, prior)
        size, better = 1.0, weights
        while size > _CLOSE_ENOUGH:
            better = _allowed(weights + size * step, prior.signs)
            now = _objective(better, inputs, labels, counts, prior)
            if now < loss:
                break
            size /= 2
        else:
            return weights
        done = loss - now < _CLOSE_ENOUGH * (1 + abs(loss))
        weights, loss = better, now
        if done:
            return weights
    return weights


def probabilities(log_odds: Floats) -> Floats:
    """The logistic function, kept from 0 and 1."""
    told: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -_LARGEST, _LARGEST)))
    return told


def log_loss(told: Floats, labels: Floats) -> Floats:
    """For each probability, in nats."""
    safe = np.clip(told, 1e-9, 1 - 1e-9)
    loss: Floats = -(labels * np.log(safe) + (1 - labels) * np.log(1 - safe))
    return loss


@dataclass(frozen=True, slots=True)
class Bin:
    """Of `count` pairs whose probability is in a tenth: the mean of it, and the share of right."""

    count: int
    told: float
    right: float


def bins_of(told: Floats, labels: Floats) -> list[Bin]:
    """The tenths of the scale that hold a pair."""
    places = np.minimum((told * _BINS).astype(np.intp), _BINS - 1)
    found = []
    for place in range(_BINS):
        inside = places == place
        if inside.any():
            bin_told, right = float(told[inside].mean()), float(labels[inside].mean())
            found.append(Bin(int(inside.sum()), bin_told, right))
    return found


def calibration_error(told: Floats, labels: Floats) -> float:
    """The expected calibration error (ECE) over ten bins of equal width, 0 without pairs."""
    bins = bins_of(told, labels)
    count = sum(one.count for one in bins)
    return sum(one.count * abs(one.told - one.right) for one in bins) / max(count, 1)


def chance_error(told: Floats) -> float:
    """The calibration error that true probabilities would show on so few pairs, on average."""
    rng = np.random.default_rng(_SEED)
    drawn = (rng.random(len(told)) < told for _ in range(_DRAWS))
    draws = (calibration_error(told, labels.astype(np.float64)) for labels in drawn)
    return sum(draws) / _DRAWS


def precision_recall(
    told: Floats, labels: Floats, threshold: float, *, wanted: int | None = None
) -> tuple[float, float]:
    """Of the pairs shown at a threshold; `wanted` is how many there were to find."""
    shown = told >= threshold
    right = float(labels[shown].sum())
    total = float(labels.sum()) if wanted is None else wanted
    return right / max(int(shown.sum()), 1), right / max(total, 1)


def _allowed(weights: Floats, signs: npt.NDArray[np.int8]) -> Floats:
    kept = np.where(signs > 0, np.maximum(weights, 0), weights)
    projected: Floats = np.where(signs < 0, np.minimum(kept, 0), kept)
    return projected


def _objective(
    weights: Floats, inputs: Floats, labels: Floats, counts: Floats, prior: Prior
) -> float:
    log_odds = inputs @ weights
    loss = counts @ (np.logaddexp(0, log_odds) - labels * log_odds)
    held = prior.strength @ (weights - prior.centre) ** 2 / 2
    return float(loss + held)


def _step(weights: Floats, inputs: Floats, labels: Floats, counts: Floats, prior: Prior) -> Floats:
    """Newton's step for the weights that do not press against their bound."""
    told = probabilities(inputs @ weights)
    slope = inputs.T @ (counts * (told - labels)) + prior.strength * (weights - prior.centre)
    bend = (inputs * (counts * told * (1 - told))[:, None]).T @ inputs + np.diag(prior.strength)
    pressed = (weights == 0) & (prior.signs * slope > 0)
    step = np.zeros(len(weights))
    free = np.flatnonzero(~pressed)
    step[free] = -np.linalg.solve(bend[np.ix_(free, free)] + 1e-9 * np.eye(len(free)), slope[free])
    return step


def folds_of(groups: Sequence[str], count: int) -> npt.NDArray[np.intp]:
    """A fold for each row, so that a group is in one only; groups are dealt out in their order."""
    number = {name: i % count for i, name in enumerate(sorted(set(groups)))}
    return np.array([number[group] for group in groups], dtype=np.intp)
