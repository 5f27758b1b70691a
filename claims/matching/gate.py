"""The first, cheap judgement of a reached pair: whether it is worth a close comparison.

A logistic over what the index counts. Its weights are fitted on the training corpus with the ranker
(`claims/matching/data/gate.json`): nearly all pairs that the ranker would show pass, and of those
that share some words by accident hardly any, however many wordings there are.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.index import Reached

Floats = npt.NDArray[np.float64]

GATE_FEATURES = ("constant", "coverage", "unit_coverage", "matched_words", "surprise")
"""In the order of the columns of `gate_features`."""
_FILE = Path(__file__).parent / "data" / "gate.json"
_PRIOR_WORDINGS = 50
FEW_WORDINGS = 2_000
"""Among so few hardly anything is reached by accident: to compare all costs next to nothing."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Weights by the order of `GATE_FEATURES`, and the log odds from which a pair passes."""

    weights: tuple[float, ...]
    cut: float


OPEN_GATE = Gate((0.0,) * len(GATE_FEATURES), -math.inf)
"""Lets everything pass."""


@cache
def shipped_gate() -> Gate:
    """The gate that comes with this version of the engine."""
    return read_gate(json.loads(_FILE.read_text(encoding="utf-8")))


def read_gate(stored: Mapping[str, Any]) -> Gate:
    """The gate out of what its file holds."""
    return Gate(tuple(stored["weights"][name] for name in GATE_FEATURES), stored["cut"])


def passes(reached: Reached, wordings: int, gate: Gate) -> npt.NDArray[np.bool_]:
    """Which pairs, reached among so many wordings, are compared word by word."""
    if wordings < FEW_WORDINGS:
        return np.ones(len(reached), dtype=np.bool_)
    log_odds = gate_features(reached, wordings) @ np.array(gate.weights)
    worth: npt.NDArray[np.bool_] = log_odds >= gate.cut
    return worth


def gate_features(reached: Reached, wordings: int) -> Floats:
    """A row for each pair, a column for each of `GATE_FEATURES`.

    `surprise` sets the matched weight against the weight of a word that a single wording has: an
    accident that is rare among a thousand wordings is an everyday one among a million.
    """
    found = np.maximum(reached.found.astype(np.float64), 1e-6)
    rarest = math.log1p(wordings + _PRIOR_WORDINGS)
    features = np.empty((len(found), len(GATE_FEATURES)))
    features[:, 0] = 1.0
    features[:, 1] = found / np.maximum(reached.total, 1e-6)
    features[:, 2] = found / np.maximum(reached.unit_weight, 1e-6)
    features[:, 3] = np.log(np.maximum(reached.matched, 1))
    features[:, 4] = np.log(found / rarest)
    return features
