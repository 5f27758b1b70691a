"""Judges pairs beside one another: who else fits the same sentences, and which of them is shown."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from claims.matching.model import MOST_STANDING
from claims.matching.vocabulary import Flag

SECOND_LOOK = 0.6
"""The most that a pair may be given whose flags say that it does not mean the same."""
_CONFLICT_COST = 0.4
_NEARLY_SAME = 0.7
"""Share of what a claim says, names and figures aside, from which a detail is forgiven."""
_LENGTH_COST = 0.05
"""What a longer unit must be ahead of a shorter one for each sentence, so that spans stay short."""

MOST_OF_A_CLAIM = 100
"""Places of a document at which one claim is shown: who repeats it more often has said it."""


class Rival(NamedTuple):
    """A claim for sentences `first` to `last` (inclusive), and how much speaks for it."""

    claim: int
    first: int
    last: int
    log_odds: float


def standings(rivals: Sequence[Rival]) -> list[float]:
    """How far each is ahead of the best other claim for any of its sentences, in log odds.

    Below 0 it is behind. Without another claim it is as far ahead as anything can be.
    """
    by_sentence: dict[int, list[Rival]] = defaultdict(list)
    for rival in rivals:
        for sentence in range(rival.first, rival.last + 1):
            by_sentence[sentence].append(rival)
    tops = {sentence: _two_best(here) for sentence, here in by_sentence.items()}
    return [_standing(rival, tops) for rival in rivals]


def apart(rivals: Sequence[Rival]) -> list[int]:
    """Indexes of what is shown: for each claim its best units that share no sentence.

    At most `MOST_OF_A_CLAIM` of each.
    """
    by_claim: dict[int, list[int]] = defaultdict(list)
    for index, rival in enumerate(rivals):
        by_claim[rival.claim].append(index)
    shown = []
    for indexes in by_claim.values():
        taken: set[int] = set()
        own: list[int] = []
        for index in sorted(indexes, key=lambda i: _preference(rivals[i])):
            sentences = set(range(rivals[index].first, rivals[index].last + 1))
            if not sentences & taken:
                taken |= sentences
                own.append(index)
        shown += own[:MOST_OF_A_CLAIM]
    return shown


FORGIVEN: Mapping[Flag, Mapping[str, float]] = MappingProxyType(
    {
        Flag.NUMBER: {"number_agreement": 1.0},
        Flag.DATE: {"another_time": 0.0},
        Flag.PLACE: {"name_agreement": 1.0},
        Flag.ENTITY: {"name_agreement": 1.0},
        Flag.NEGATION: {},
        Flag.ROLE: {},
    }
)
"""The flags of details that conflict, and the components that hold the same against a pair."""


def forgiven(components: Mapping[str, float], flags: Collection[Flag]) -> dict[str, float]:
    """The components of a pair without what its flags tell the reviewer already.

    A pair that says the same in nearly the same words is to be shown if it would be with the
    detail in which it differs. Nor is it held against it, or against a claim that is only denied,
    that another claim fits better: that one may be the same claim told right.
    """
    eased = dict(components)
    is_nearly_same = bool(flags) and eased["core_coverage"] >= _NEARLY_SAME
    if is_nearly_same or set(flags) == {Flag.NEGATION}:
        eased["standing"] = max(eased.get("standing", 0.0), 0.0)
    for flag in flags if is_nearly_same else ():
        eased |= FORGIVEN[flag]
    return eased


def contradicted(probability: float, *, conflicts: int) -> float:
    """The probability of a pair in which so many details conflict: never more than `SECOND_LOOK`.

    Each conflict after the first costs a little more, since texts at odds in many ways are not
    about the same.
    """
    if not conflicts:
        return probability
    shifted = logistic(log_odds(probability) - _CONFLICT_COST * (conflicts - 1))
    return min(shifted, SECOND_LOOK)


def logistic(log_odds: float) -> float:
    """The probability, 0 to 1."""
    return 1 / (1 + math.exp(-min(max(log_odds, -30.0), 30.0)))


def log_odds(probability: float, *, surest: float = 1e-9) -> float:
    """Of a probability, which is taken as `surest` where it is nearer to 0 or 1."""
    bounded = min(max(probability, surest), 1 - surest)
    return math.log(bounded / (1 - bounded))


def _two_best(rivals: Iterable[Rival]) -> list[Rival]:
    """The best two of different claims."""
    best: dict[int, Rival] = {}
    for rival in rivals:
        if rival.claim not in best or rival.log_odds > best[rival.claim].log_odds:
            best[rival.claim] = rival
    return sorted(best.values(), key=lambda rival: -rival.log_odds)[:2]


def _standing(rival: Rival, tops: dict[int, list[Rival]]) -> float:
    others = [
        other.log_odds
        for sentence in range(rival.first, rival.last + 1)
        for other in tops[sentence]
        if other.claim != rival.claim
    ]
    if not others:
        return MOST_STANDING
    return min(max(rival.log_odds - max(others), -MOST_STANDING), MOST_STANDING)


def _preference(rival: Rival) -> tuple[float, int]:
    """Sorts the best first; ties go to the earlier unit."""
    cost = _LENGTH_COST * (rival.last - rival.first + 1)
    return (cost - logistic(rival.log_odds), rival.first)
