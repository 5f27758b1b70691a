"""Decides which wordings are compared with which units of a document."""

from collections.abc import Iterator, Mapping
from itertools import chain

import numpy as np

from claims.matching.index import DEFAULT_THETA, ClaimIndex, Weights
from claims.matching.reading import Reading
from claims.matching.units import Unit, quote_units, sentence_units

_WINDOW_GAIN = 0.12
"""Share of a wording's weight that a longer window must add to its parts to be looked at."""


def find_candidates(reading: Reading, index: ClaimIndex) -> Iterator[tuple[Unit, int]]:
    """Pairs of a unit and the position of a wording in the reading's language."""
    is_spoken = index.is_in(reading.language)
    parts: dict[tuple[int, int], Weights] = {}
    for unit in sentence_units(reading.document):
        here = index.found_in(_terms(reading, unit))
        reached = set(index.reached(_gained(unit, here, parts, index), theta=DEFAULT_THETA))
        if unit.length == 1:
            reached.update(index.phrases_in(reading.sentences[unit.first].terms))
            # Only windows that end with this sentence or the one before are still to be asked for.
            parts = {key: found for key, found in parts.items() if key[1] == unit.last - 1}
        parts[unit.first, unit.last] = here
        yield from ((unit, position) for position in sorted(reached) if is_spoken[position])
    for unit in quote_units(reading.document):
        for candidate in index.candidates(reading.passage(unit).tokens):
            if is_spoken[candidate.position]:
                yield unit, candidate.position


def _terms(reading: Reading, unit: Unit) -> Iterator[str]:
    return chain.from_iterable(reading.sentences[i].terms for i in range(unit.first, unit.last + 1))


def _gained(
    unit: Unit, here: Weights, parts: Mapping[tuple[int, int], Weights], index: ClaimIndex
) -> Weights:
    """What was found, 0 where a window finds hardly more of a wording than its parts do."""
    if unit.length == 1:
        return here
    best = np.maximum(parts[unit.first, unit.last - 1], parts[unit.first + 1, unit.last])
    return np.where(here >= best + _WINDOW_GAIN * index.totals, here, 0)
