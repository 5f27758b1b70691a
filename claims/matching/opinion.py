"""What the second pass makes of a match that the words proposed: how near the two are in meaning.

Words that two texts share by accident, or for want of another way to speak of the subject, are what
the first pass cannot tell from a restatement. The cosine of two vectors tells much of it. Its scale
is another one for each sentence model, so the weights belong to a model and are fitted for it
(`data/opinions.json` says how, and what was measured); of another model no opinion is heard.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claims.encoding import Encoder
from claims.matching.scoring import FORGIVEN, SECOND_LOOK, logistic
from claims.matching.vocabulary import ProposedMatch

NEARNESS = "nearness"
"""The component that a match found by its words has once the second pass has looked at it."""
Vector = npt.NDArray[np.floating]
_FILE = Path(__file__).parent / "data" / "opinions.json"
_SUREST = 1e-4
"""Probabilities nearer to 0 or 1 than this are taken as this, as in the fit."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Log odds: a constant, so much for each of the first pass's, and for a cosine of 1."""

    constant: float
    words: float
    nearness: float

    def probability(self, words: float, nearness: float) -> float:
        """Of a match with the probability `words` by the first pass, and a cosine."""
        return logistic(self.constant + self.words * log_odds(words) + self.nearness * nearness)


@cache
def shipped_opinions() -> Mapping[str, Opinion]:
    """The weights that come with this version, by the sentence model's name without its hash."""
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    return {name: Opinion(**one["weights"]) for name, one in stored["models"].items()}


def opinion_of(encoder: str) -> Opinion | None:
    """The weights for an encoder by its name, None for one that nobody has measured."""
    return shipped_opinions().get(model_of(encoder))


def model_of(encoder: str) -> str:
    """The name of an encoder without the hash over its files."""
    return encoder.partition("@")[0]


def with_opinions(
    proposed: Sequence[ProposedMatch], vectors: Mapping[int, Vector], encoder: Encoder
) -> list[ProposedMatch]:
    """The matches, each with the probability of both passes where there is an opinion.

    `vectors`: those of wordings by their key, of any length. A match whose wording has none, and
    every match if the encoder was never measured, stays as it is.
    """
    opinion = opinion_of(encoder.name)
    known = [match for match in proposed if match.wording in vectors]
    if opinion is None or not known:
        return list(proposed)
    spans = encoder.encode([match.text for match in known])
    nearness = {
        (match.wording, match.start): cosine(span, vectors[match.wording])
        for match, span in zip(known, spans, strict=True)
    }
    return [
        second_opinion(match, nearness[match.wording, match.start], opinion)
        if match.wording in vectors
        else match
        for match in proposed
    ]


def cosine(one: Vector, other: Vector) -> float:
    """Of two vectors; 0 where one has no direction."""
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / lengths if lengths else 0.0


def second_opinion(match: ProposedMatch, nearness: float, opinion: Opinion) -> ProposedMatch:
    """The match with the probability of both passes; a conflict in it still keeps it down."""
    probability = opinion.probability(match.probability, nearness)
    if any(reason.flag in FORGIVEN for reason in match.flags):
        probability = min(probability, SECOND_LOOK)
    components = {**match.components, NEARNESS: round(nearness, 4)}
    return replace(match, probability=probability, components=components)


def log_odds(probability: float) -> float:
    """Of a probability, kept from 0 and 1."""
    bounded = min(max(probability, _SUREST), 1 - _SUREST)
    return math.log(bounded / (1 - bounded))
