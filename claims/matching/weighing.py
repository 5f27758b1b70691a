"""How much each word of a text tells: the weights of terms, asked of the index many at a time."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from claims.index import Index
from claims.terms import lightness

_MOST_KEPT = 50_000
"""Terms kept, about 5 MB: as many as some hundred articles have."""
_UNSEEN = "\x00"
"""A term that no wording has, and so as heavy as one that a single wording has."""
_YEARS = range(1500, 2100)
_YEAR = 0.4
"""The share of its weight that a number keeps which may be a year."""


class TermWeights:
    """Inverse document frequencies in nats, those of light words lessened.

    Safe to share between threads.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._kept: dict[str, float] = {"": 0.0}

    def of(self, terms: Sequence[str]) -> list[float]:
        """The weight of each term, 0 for ""."""
        kept = self._kept
        try:
            return [kept[term] for term in terms]
        except KeyError:
            kept = self.learn(terms)
            return [kept[term] for term in terms]

    def learn(self, terms: Iterable[str]) -> dict[str, float]:
        """The weights by term, those not yet known asked for in one go."""
        wanted = set(terms)
        kept = self._kept
        missing = [term for term in wanted if term not in kept]
        if not missing:
            return kept
        if len(kept) + len(missing) > _MOST_KEPT:
            # A new dictionary: another thread may be reading the old one.
            kept = {"": 0.0} | {term: kept[term] for term in wanted if term in kept}
        weights = self._index.weights(missing)
        kept.update((t, w * share_of(t)) for t, w in zip(missing, weights, strict=True))
        self._kept = kept
        return kept

    @cached_property
    def rarest(self) -> float:
        """The weight of a term that a single wording has."""
        return self._index.weight(_UNSEEN)


def share_of(term: str) -> float:
    """The share of its weight that a term keeps, 0.3 to 1: dates and titles say little."""
    return _YEAR if term.isdecimal() and int(term[:5]) in _YEARS else lightness(term)
