"""The ranker: which numbers of a pair count how much, as a logistic model with a version.

The shipped one is `data/ranker.json`: it holds the weights, the command that fits them, the data
with its licence, and what was measured. A desk can refit the weights on its own decisions.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SIGNS: Mapping[str, int] = {
    "constant": 0,
    "context_coverage": 1,
    "claim_coverage": 1,
    "core_coverage": 1,
    "full_coverage": 1,
    "sentence_coverage": 1,
    "order": 1,
    "run_share": 1,
    "name_agreement": 1,
    "number_agreement": 1,
    "another_time": -1,
    "token_set": 1,
    "partial": 1,
    "evidence": 1,
    "extra_sentences": -1,
    "ahead": 1,
    "behind": -1,
}
"""The inputs of the model, and the way each may move the probability: 0 is either way."""

MOST_STANDING = 4.0
"""Log odds beyond which a claim is not further ahead of its rivals, or behind them."""
_FILE = Path(__file__).parent / "data" / "ranker.json"
_NO_EVIDENCE = 0.3
"""Added before the logarithm is taken: less than a third of a telling word is as good as none."""
_RUN_OF_NOTE = 8
"""Words in a run beyond which a longer one proves nothing more."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """A version, and a weight for each of `SIGNS`, in log odds.

    `calibration` is the number of the refit on a desk's decisions, 0 for the weights as shipped.
    """

    version: str
    weights: Mapping[str, float]
    calibration: int = 0

    def log_odds(self, components: Mapping[str, float]) -> float:
        """Of a pair by its components, without its standing among rivals if that is not given."""
        values = inputs_of(components)
        return sum(weight * values[name] for name, weight in self.weights.items())


def inputs_of(components: Mapping[str, float]) -> dict[str, float]:
    """The inputs of the model out of a match's components, in the order of `SIGNS`."""
    given = {
        **components,
        "constant": 1.0,
        "full_coverage": components["core_coverage"] * components["context_coverage"],
        "run_share": min(components["longest_run"] / _RUN_OF_NOTE, 1.0),
        "evidence": math.log(components["evidence"] + _NO_EVIDENCE),
        "extra_sentences": components["sentences"] - 1.0,
        "ahead": max(components.get("standing", 0.0), 0.0),
        "behind": max(-components.get("standing", 0.0), 0.0),
    }
    return {name: given[name] for name in SIGNS}


@cache
def shipped_ranker() -> Ranker:
    """The ranker that comes with this version of the engine."""
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    return Ranker(stored["version"], {name: float(stored["weights"][name]) for name in SIGNS})
