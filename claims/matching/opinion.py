"""What the second pass makes of a match that the words proposed: how near the two are in meaning.

Words that two texts share by accident, or for want of another way to speak of the subject, are what
the first pass cannot tell from a restatement. The cosine of two vectors tells much of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from claims.encoding import Encoder
from claims.matching.scoring import FORGIVEN, SECOND_LOOK
from claims.matching.second_pass import NEARNESS, Opinion, weights_of
from claims.matching.vocabulary import ProposedMatch

Vector = npt.NDArray[np.floating]


def with_opinions(
    proposed: Sequence[ProposedMatch], vectors: Mapping[int, Vector], encoder: Encoder
) -> list[ProposedMatch]:
    """The matches, each with the probability of both passes where there is an opinion.

    `vectors`: those of wordings by their key, of any length. A match whose wording has none, and
    every match if the encoder was never measured, stays as it is.
    """
    weights = weights_of(encoder.name)
    known = [match for match in proposed if match.wording in vectors]
    if weights is None or not known:
        return list(proposed)
    spans = iter(encoder.encode([match.text for match in known]))
    return [
        second_opinion(match, cosine(next(spans), vectors[match.wording]), weights.opinion)
        if match.wording in vectors
        else match
        for match in proposed
    ]


def second_opinion(match: ProposedMatch, nearness: float, opinion: Opinion) -> ProposedMatch:
    """The match with the probability of both passes; a conflict in it still keeps it down."""
    probability = opinion.probability(match.probability, nearness)
    if any(reason.flag in FORGIVEN for reason in match.flags):
        probability = min(probability, SECOND_LOOK)
    components = {**match.components, NEARNESS: round(nearness, 4)}
    return replace(match, probability=probability, components=components)


def cosine(one: Vector, other: Vector) -> float:
    """Of two vectors; 0 where one has no direction."""
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / lengths if lengths else 0.0
