"""Turns the features of a pair into a probability, by weights set by hand.

The weights were set by hand, with a logistic regression on the expected matches of the seeds as
orientation, and checked on the restatements of tests/matching. No data that may be used for
research only was touched. The probability orders pairs and separates what to show from what not
to; it is not calibrated.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        # An arbitrary pair of a claim and a sentence is almost never a match.
        "constant": -10.2,
        # What the claim says is in the sentence or its context: the main evidence.
        "context_coverage": 3.0,
        # ... in the sentence itself, and there above all what is said rather than who is named.
        "claim_coverage": 4.0,
        "core_coverage": 4.0,
        # The span says little else.
        "sentence_coverage": 0.2,
        # The same words in sequence are rarely an accident.
        "order": 1.0,
        "run_share": 2.0,
        # The same people and places.
        "name_agreement": 0.5,
        # The same figures; a claim about a number is not restated without one.
        "number_agreement": 2.0,
        # The article gives the date of another event.
        "another_time": -2.0,
        # The strings are alike.
        "token_set": 0.5,
        "partial": 0.2,
        # Each sentence beyond the first gives words more chances to occur by accident.
        "extra_sentence": -0.8,
    }
)

SECOND_LOOK = 0.6
"""The most that a pair may be given whose flags say that it does not mean the same."""
_CONFLICT_COST = 0.4
_LEAD_COST, _MOST_LEAD = 0.1, 4.0
_RUN_OF_NOTE = 8
"""Words in a run beyond which a longer one proves nothing more."""


def probability_of(features: Mapping[str, float], *, sentences: int = 1) -> float:
    """The logistic of the weighted features, 0 to 1, for a unit of so many sentences."""
    values = {
        **features,
        "run_share": min(features["longest_run"] / _RUN_OF_NOTE, 1.0),
        "extra_sentence": sentences - 1.0,
        "constant": 1.0,
    }
    logit = sum(weight * values[name] for name, weight in WEIGHTS.items())
    return 1 / (1 + math.exp(-logit))


def outranked(probability: float, best: float) -> float:
    """The probability of a pair when another claim fits the same unit better.

    A sentence can restate several claims, so the better one costs only a part of its lead in log
    odds.
    """
    lead = min(max(_log_odds(best) - _log_odds(probability), 0.0), _MOST_LEAD)
    return _shifted(probability, -_LEAD_COST * lead)


def contradicted(probability: float, *, conflicts: int) -> float:
    """The probability of a pair in which so many details conflict: never more than `SECOND_LOOK`.

    Each conflict after the first costs a little more, since texts at odds in many ways are not
    about the same.
    """
    if not conflicts:
        return probability
    return min(_shifted(probability, -_CONFLICT_COST * (conflicts - 1)), SECOND_LOOK)


def _shifted(probability: float, log_odds: float) -> float:
    return 1 / (1 + math.exp(-_log_odds(probability) - log_odds))


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))
