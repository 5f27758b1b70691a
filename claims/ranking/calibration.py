"""How probably the first claim of a ranking is right: a logistic model on what sets it apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.ranking.candidates import CandidateList
from claims.ranking.listwise import softmax

Doubles = npt.NDArray[np.float64]
RIDGE = 1.0
STEPS = 25


@dataclass(frozen=True, slots=True)
class Calibrator:
    """Evidence about a first candidate to the probability that it is right."""

    means: Doubles
    scales: Doubles
    weights: Doubles

    def probability(self, evidence: Doubles) -> float:
        """0 to 1."""
        score = self.weights[0] + ((evidence - self.means) / self.scales) @ self.weights[1:]
        return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def evidence_of(candidates: CandidateList, scores: Doubles) -> Doubles:
    """What is known of the best-scored candidate: its score, share, lead, likeness to the query."""
    order = np.argsort(-scores, kind="stable")
    best = order[0]
    lead = scores[best] - scores[order[min(1, len(order) - 1)]]
    share = softmax(scores)[best]
    own = np.concatenate([candidates.pairs[best], candidates.scores[best]])
    return np.concatenate([[scores[best], lead, share, np.log(share)], own]).astype(np.float64)


def fit_calibrator(evidence: Sequence[Doubles], outcomes: Sequence[bool]) -> Calibrator:
    """Logistic regression by Newton's method. Raises ValueError without any evidence."""
    if not evidence:
        raise ValueError("there is no ranking to calibrate on")
    stacked, right = np.stack(evidence), np.asarray(outcomes, np.float64)
    means, scales = stacked.mean(axis=0), np.maximum(stacked.std(axis=0), 1e-6)
    x = np.hstack([np.ones((len(stacked), 1)), (stacked - means) / scales])
    penalty = RIDGE * np.eye(x.shape[1])
    # The base rate is learnt freely, only the evidence is held back.
    penalty[0, 0] = 1e-3
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (right - told) - penalty @ weights
        curvature = (x * (told * (1 - told))[:, None]).T @ x + penalty
        weights = weights + np.clip(np.linalg.solve(curvature, gradient), -2, 2)
    return Calibrator(means, scales, weights)
