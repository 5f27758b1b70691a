"""The weights of terms, asked of the index many at a time and kept."""

from collections.abc import Sequence

from claims.index import Index

_MOST_KEPT = 50_000
UNSEEN = "\x00"
"""A term that no wording has, and so as heavy as one that a single wording has."""


class TermWeights:
    """Inverse document frequencies in nats; safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._kept: dict[str, float] = {"": 0.0}

    def of(self, terms: Sequence[str]) -> list[float]:
        """The weight of each term, 0 for ""."""
        kept = self._kept
        missing = [term for term in set(terms) if term not in kept]
        if missing:
            if len(kept) > _MOST_KEPT:
                # A new dictionary: another thread may be reading the old one.
                kept = self._kept = {"": 0.0} | {t: kept[t] for t in terms if t in kept}
            kept.update(zip(missing, self._index.weights(missing), strict=True))
        return [kept[term] for term in terms]
