"""Refits the ranker on decisions of people, and says whether that made its probabilities truer."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.matching.fitting import (
    Prior,
    bins_of,
    calibration_error,
    fit_logistic,
    log_loss,
    precision_recall,
    probabilities,
)
from claims.matching.model import SIGNS, Ranker, inputs_of

Floats = npt.NDArray[np.float64]
FEWEST, FEWEST_OF_A_KIND = 200, 50
"""Decisions that are needed, and of them confirmed ones and rejected ones."""
_HELD_OUT = 0.3
_STRENGTH, _FREEDOM = 20.0, 1.0
"""How firmly the weights are held to the shipped ones; the constant is held less."""
_LEAST_GAIN = 0.001
"""In nats; for less the same pair is not worth two probabilities."""
_RESAMPLES, _SEED = 1_000, 7
_NEEDED = frozenset({"evidence", "sentences", "standing", "another_time"})
"""Components that the first engine did not store."""


class TooFewDecisions(Exception):
    """A refit would follow chance; the message says what there is and what is needed."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The stored components of a match without conflicts, and whether a person confirmed it."""

    claim: int
    components: Mapping[str, float]
    is_right: bool


@dataclass(frozen=True, slots=True)
class Refit:
    """Weights fitted without the held-out claims, measured on these before and after.

    `gain` is what the mean log loss fell by, `error` its standard error over claims.
    """

    weights: dict[str, float]
    confirmed: int
    rejected: int
    gain: float
    error: float
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def is_better(self) -> bool:
        """Whether the gain is more than chance may have given, and large enough to matter."""
        return self.gain > max(self.error, _LEAST_GAIN)


def is_usable(components: Mapping[str, float]) -> bool:
    """Whether a match was scored by an engine that stored all inputs of this one."""
    return components.keys() >= _NEEDED


def refit(
    present: Ranker, decisions: Sequence[Decision], *, shipped: Ranker, threshold: float
) -> Refit:
    """Fit on the decisions on most claims, measure on the rest beside the present weights.

    The fit starts from the shipped weights, so that doing it again changes nothing. Raises
    TooFewDecisions.
    """
    labels = np.array([one.is_right for one in decisions], dtype=np.float64)
    _refuse_few(labels)
    inputs = np.array([list(inputs_of(one.components).values()) for one in decisions])
    claims = np.array([one.claim for one in decisions])
    held_out = np.array([_is_held_out(one.claim) for one in decisions])
    _refuse_one_sided(labels[held_out], labels[~held_out])
    old = _weights(present)
    new = _fit(_weights(shipped), inputs[~held_out], labels[~held_out])
    before = probabilities(inputs[held_out] @ old)
    after = probabilities(inputs[held_out] @ new)
    judged = labels[held_out]
    saved = log_loss(before, judged) - log_loss(after, judged)
    return Refit(
        {name: round(weight, 6) for name, weight in zip(SIGNS, new.tolist(), strict=True)},
        int(labels.sum()),
        int(len(labels) - labels.sum()),
        float(saved.mean()),
        _standard_error(saved, claims[held_out]),
        _measured(before, judged, threshold),
        _measured(after, judged, threshold),
    )


def _refuse_few(labels: Floats) -> None:
    confirmed = int(labels.sum())
    rejected = len(labels) - confirmed
    if len(labels) < FEWEST or min(confirmed, rejected) < FEWEST_OF_A_KIND:
        raise TooFewDecisions(
            f"There are {confirmed} confirmed and {rejected} rejected matches to learn from. "
            f"Calibrating needs {FEWEST} together and {FEWEST_OF_A_KIND} of each."
        )


def _refuse_one_sided(*parts: Floats) -> None:
    if any(len(part) == 0 or part.min() == part.max() for part in parts):
        raise TooFewDecisions(
            "The decisions are on too few claims: confirmed and rejected matches are needed both "
            "in the part that is fitted and in the part of other claims that is held out."
        )


def _is_held_out(claim: int) -> bool:
    """The same claims every time, so that runs can be compared."""
    digest = hashlib.sha256(str(claim).encode()).digest()
    return digest[0] < 256 * _HELD_OUT


def _weights(ranker: Ranker) -> Floats:
    return np.array([ranker.weights[name] for name in SIGNS])


def _fit(centre: Floats, inputs: Floats, labels: Floats) -> Floats:
    strength = np.full(len(SIGNS), _STRENGTH)
    strength[0] = _FREEDOM
    signs = np.array(list(SIGNS.values()), dtype=np.int8)
    return fit_logistic(inputs, labels, np.ones(len(labels)), Prior(centre, strength, signs))


def _standard_error(values: Floats, claims: npt.NDArray[np.int64]) -> float:
    """Of the mean, by drawing claims with all their decisions again and again."""
    _, numbers = np.unique(claims, return_inverse=True)
    totals = np.bincount(numbers, weights=values)
    counts = np.bincount(numbers)
    rng = np.random.default_rng(_SEED)
    drawn = rng.integers(0, len(totals), (_RESAMPLES, len(totals)))
    means = totals[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    return float(means.std())


def _measured(told: Floats, labels: Floats, threshold: float) -> dict[str, Any]:
    precision, recall = precision_recall(told, labels, threshold)
    return {
        "decisions": len(labels),
        "log_loss": round(float(log_loss(told, labels).mean()), 4),
        "brier": round(float(((told - labels) ** 2).mean()), 4),
        "ece": round(calibration_error(told, labels), 4),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "bins": [
            [one.count, round(one.told, 3), round(one.right, 3)] for one in bins_of(told, labels)
        ],
    }
