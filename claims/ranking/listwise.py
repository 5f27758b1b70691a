"""A linear ranker fitted to whole result lists: softmax over each query's candidates."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
RIDGE = 10.0
STEPS = 15
HALVINGS = 12
_GOOD_ENOUGH = 1e-5


@dataclass(frozen=True, slots=True)
class ListwiseRanker:
    """Scores candidates by a weighted sum of standardised features."""

    means: Doubles
    scales: Doubles
    weights: Doubles

    def scores(self, features: Floats) -> Doubles:
        """One score for each row of features[candidates, features]; higher is better."""
        return np.asarray(((features - self.means) / self.scales) @ self.weights, np.float64)


@dataclass(frozen=True, slots=True)
class _Problem:
    """All lists one below the other: rows of list q begin at `starts[q]`."""

    x: Doubles
    target: Doubles
    starts: npt.NDArray[np.intp]
    ridge: float

    def shares(self, weights: Doubles) -> tuple[Doubles, float]:
        """The softmax of each list, and the loss that is minimised."""
        scores = self.x @ weights
        lengths = np.diff(np.append(self.starts, len(scores)))
        tops = np.maximum.reduceat(scores, self.starts)
        powers = np.exp(scores - np.repeat(tops, lengths))
        sums = np.add.reduceat(powers, self.starts)
        loss = float((tops + np.log(sums)).sum() - self.target @ scores)
        return powers / np.repeat(sums, lengths), loss + self.ridge * float(weights @ weights) / 2

    def newton_step(self, weights: Doubles, shares: Doubles) -> Doubles:
        gradient = self.x.T @ (self.target - shares) - self.ridge * weights
        weighted = self.x * shares[:, None]
        means = np.add.reduceat(weighted, self.starts, axis=0)
        curvature = self.x.T @ weighted - means.T @ means + self.ridge * np.eye(len(weights))
        return np.asarray(np.linalg.solve(curvature, gradient), np.float64)


def fit_listwise(
    lists: Sequence[Floats], relevant: Sequence[npt.NDArray[np.bool_]], *, ridge: float = RIDGE
) -> ListwiseRanker:
    """Fit by Newton's method on the summed cross-entropy of the lists plus `ridge`·|w|²/2.

    `lists[q]` is [candidates, features], `relevant[q]` marks its right candidates. Lists without a
    right candidate teach nothing and are left out. Raises ValueError when that leaves none.
    """
    taught = [(x, marks) for x, marks in zip(lists, relevant, strict=True) if marks.any()]
    if not taught:
        raise ValueError("no query has a right claim among its candidates")
    stacked = np.concatenate([x for x, _ in taught]).astype(np.float64)
    means = stacked.mean(axis=0)
    scales = np.maximum(stacked.std(axis=0), 1e-6)
    problem = _Problem(
        x=(stacked - means) / scales,
        target=np.concatenate([marks / marks.sum() for _, marks in taught]),
        starts=np.cumsum([0] + [len(x) for x, _ in taught[:-1]]),
        ridge=ridge,
    )
    return ListwiseRanker(means, scales, _minimised(problem))


def softmax(scores: Doubles) -> Doubles:
    """Shares that sum to one."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), np.float64)


def _minimised(problem: _Problem) -> Doubles:
    weights = np.zeros(problem.x.shape[1])
    shares, loss = problem.shares(weights)
    for _ in range(STEPS):
        step = problem.newton_step(weights, shares)
        # A full step may overshoot: it is halved until it lowers the loss.
        for _ in range(HALVINGS):
            shares, lower = problem.shares(weights + step)
            if lower <= loss:
                break
            step = step / 2
        weights = weights + step
        if loss - lower < _GOOD_ENOUGH * len(problem.starts):
            break
        loss = lower
    return weights
