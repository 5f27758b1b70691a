"""What a query and one claim have in common: shares of weight, string likeness, numbers, names."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from claims.ranking.words import names_of, numbers_of, stems_of

Floats = npt.NDArray[np.float32]
Weigh = Callable[[str], float]
_MOST_CHARACTERS = 1000
FIELD_FEATURES = (
    "query_covered", "claim_covered", "overlap", "pairs_covered", "rarest",
    "token_set", "partial", "token_sort",
)  # fmt: skip
SHARED_FEATURES = ("numbers_shared", "numbers_missing", "names_shared", "names_missing", "run")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text taken apart for comparing. `text` is in small letters, at most 1,000 characters."""

    text: str
    stems: Sequence[str]
    weights: Mapping[str, float]
    pairs: Set[tuple[str, str]]
    numbers: Set[str]
    names: Set[str]


def read_text(text: str, weigh: Weigh) -> Reading:
    """`weigh` gives the weight (inverse document frequency) of a stem."""
    stems = stems_of(text)
    return Reading(
        text=" ".join(text.lower().split())[:_MOST_CHARACTERS],
        stems=stems,
        weights={stem: weigh(stem) for stem in stems},
        pairs=frozenset(pairwise(stems)),
        numbers=numbers_of(text),
        names=names_of(text),
    )


def field_features(query: Reading, field: Reading) -> list[float]:
    """The features named FIELD_FEATURES, each 0 to 1, except `rarest`: a weight."""
    shared = query.weights.keys() & field.weights.keys()
    weight = sum(field.weights[stem] for stem in shared)
    of_query, of_field = sum(query.weights.values()), sum(field.weights.values())
    return [
        weight / (of_query or 1.0),
        weight / (of_field or 1.0),
        weight / ((of_query + of_field - weight) or 1.0),
        len(query.pairs & field.pairs) / (len(field.pairs) or 1),
        max((field.weights[stem] for stem in shared), default=0.0),
        fuzz.token_set_ratio(query.text, field.text) / 100,
        fuzz.partial_ratio(query.text, field.text) / 100,
        fuzz.token_sort_ratio(query.text, field.text) / 100,
    ]


def shared_features(query: Reading, claim: Reading) -> list[float]:
    """The features named SHARED_FEATURES: what of the claim's numbers and names the query has."""
    return [
        *_share(claim.numbers, query.numbers | set(query.stems)),
        *_share(claim.names, set(query.stems)),
        _longest_run(query.stems, claim.stems) / 8,
    ]


def author_named(author: Set[str], claim: Reading) -> float:
    """The share of an author's name that the claim has: fact checks say who said it."""
    return len(author & claim.weights.keys()) / (len(author) or 1)


def _share(wanted: Set[str], found: Set[str]) -> tuple[float, float]:
    """The shares of `wanted` that are found and that are missing; both 0 when none is wanted."""
    if not wanted:
        return 0.0, 0.0
    share = len(wanted & found) / len(wanted)
    return share, 1 - share


def _longest_run(left: Sequence[str], right: Sequence[str]) -> int:
    """The length of the longest run of stems that both hold."""
    best, row = 0, [0] * (len(right) + 1)
    for stem in left:
        previous = 0
        for i, other in enumerate(right, start=1):
            kept = row[i]
            row[i] = previous + 1 if stem == other else 0
            previous = kept
            best = max(best, row[i])
    return best
