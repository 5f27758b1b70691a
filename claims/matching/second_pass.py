"""The weights of the second pass. They belong to one sentence model: each has its scale of cosines.

`data/meaning.json` holds those of the models that were measured, with the recipe, the data, its
licence and what was measured on topics left out.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claims.matching.scoring import log_odds, logistic

COSINE = "cosine"
"""The component that only a match found by meaning has."""
NEARNESS = "nearness"
"""The component that a match found by its words has once the second pass has looked at it."""
RESTATEMENT = (
    "constant",
    COSINE,
    "context_coverage",
    "number_agreement",
    "name_agreement",
    "standing",
)
"""What counts for a match found by meaning."""
_FILE = Path(__file__).parent / "data" / "meaning.json"
SUREST = 1e-4
"""Probabilities nearer to 0 or 1 than this are taken as this, as in the fit."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Log odds: a constant, so much for each of the first pass's, and for a cosine of 1."""

    constant: float
    words: float
    nearness: float

    def probability(self, words: float, nearness: float) -> float:
        """Of a match with the probability `words` by the first pass, and a cosine."""
        odds = log_odds(words, surest=SUREST)
        return logistic(self.constant + self.words * odds + self.nearness * nearness)


@dataclass(frozen=True, slots=True)
class ModelWeights:
    """What a model's cosine says of what the words propose, and (by `RESTATEMENT`, in log odds)
    of what they do not."""

    opinion: Opinion
    restatement: Mapping[str, float]


@cache
def shipped_weights() -> Mapping[str, ModelWeights]:
    """The weights that come with this version, by the sentence model's name without its hash."""
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    return {
        name: ModelWeights(Opinion(**one["opinion"]), dict(one["restatement"]))
        for name, one in stored["models"].items()
    }


def weights_of(encoder: str) -> ModelWeights | None:
    """The weights for an encoder by its name, None for one that nobody has measured."""
    return shipped_weights().get(model_of(encoder))


def model_of(encoder: str) -> str:
    """The name of an encoder without the hash over its files."""
    return encoder.partition("@")[0]
