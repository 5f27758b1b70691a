"""Reaches the wordings that share enough rare words with a text; decides nothing about them.

IDF containment: a wording is reached when the summed weight of its terms found in the text is at
least theta × (its total weight + K). K, worth a few rare words, stops short wordings from
matching everything. Every wording is looked at through postings, so the result equals an
exhaustive scan.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from claims.matching.names import capitals_inside
from claims.matching.vocabulary import KnownWording
from claims.terms import terms_of
from claims.text import Token, tokenize

DEFAULT_THETA = 0.25
"""Low, because a rewrite shares a third of the words, and the score decides."""
SHORT_WORDING = 4
"""A wording with fewer content terms than this is reached by its phrase only."""
_PHRASE_GAP = 3
"""Words that may stand between two terms of a phrase: room for "do not"."""
_K_IN_RARE_TERMS = 1.0
_PRIOR_CLAIMS = 50
"""Stands for claims not written yet: with a few claims no word is known to be common."""
_UNITS_PER_NAT = 1000

Weights = npt.NDArray[np.int64]
"""One weight per wording, in thousandths of a nat."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A wording reached from a text: its position in the index, the share of it found (0..1)."""

    position: int
    coverage: float


class ClaimIndex:
    """Wordings, searchable by their words. Immutable once built; safe to share between threads."""

    def __init__(self, wordings: Sequence[KnownWording]) -> None:
        self.wordings = tuple(wordings)
        tokenized = [tokenize(w.text, language=w.language) for w in self.wordings]
        terms = [terms_of(tokens) for tokens in tokenized]
        self._set_weights(terms)
        self._set_postings(terms)
        self._set_phrases(terms)
        self.name_words = _name_words(self.wordings, tokenized)
        self._languages = np.array([_primary(w.language) for w in self.wordings], dtype=object)

    @classmethod
    def build(cls, wordings: Iterable[KnownWording]) -> "ClaimIndex":
        """An index over wordings, in the order given."""
        return cls(tuple(wordings))

    def __len__(self) -> int:
        return len(self.wordings)

    @property
    def languages(self) -> tuple[str, ...]:
        """The primary language subtags of the wordings."""
        return tuple(sorted(set(self._languages)))

    def is_in(self, language: str) -> npt.NDArray[np.bool_]:
        """Which wordings are in a language."""
        return np.asarray(self._languages == language, dtype=bool)

    def weight(self, term: str) -> float:
        """The inverse document frequency of a term among the wordings, in nats."""
        return self._nats.get(term, self._rarest / _UNITS_PER_NAT)

    def candidates(
        self, tokens: Sequence[Token], *, theta: float = DEFAULT_THETA
    ) -> list[Candidate]:
        """The wordings reached from a text, in index order. `theta` is in 0..1."""
        terms = terms_of(tokens)
        found = self.found_in(terms)
        coverage = {p: float(found[p] / self.totals[p]) for p in self.reached(found, theta=theta)}
        coverage |= dict.fromkeys(self.phrases_in(terms), 1.0)
        return [Candidate(position, share) for position, share in sorted(coverage.items())]

    def found_in(self, terms: Iterable[str]) -> Weights:
        """The weight of each wording that these terms make up, in thousandths of a nat."""
        identities = sorted({self._identities[term] for term in terms if term in self._identities})
        found = np.zeros(len(self.wordings), dtype=np.int64)
        for identity in identities:
            # A wording occurs once in the postings of a term, so plain indexing adds up rightly.
            found[self._postings[identity]] += self._weights[identity]
        return found

    def reached(self, found: Weights, *, theta: float) -> list[int]:
        """Positions of the wordings of which enough was found; short ones have their phrases."""
        is_enough = (found > 0) & (found >= theta * (self.totals + self._k)) & ~self._is_short
        return [int(position) for position in np.flatnonzero(is_enough)]

    def phrases_in(self, terms: Sequence[str]) -> Iterator[int]:
        """Positions of the short wordings whose terms stand in a text, in order and close together.

        A single term is no statement; it is found only where it stands alone, as a heading or
        quote.
        """
        stands_alone = sum(map(bool, terms)) == 1
        for start, term in enumerate(terms):
            for phrase, position in self._phrases.get(term, ()):
                if (len(phrase) > 1 or stands_alone) and _follows(terms, start, phrase):
                    yield position

    def _set_weights(self, terms: Sequence[Sequence[str]]) -> None:
        frequency = Counter(term for one in terms for term in set(one) if term)
        count = len(self.wordings) + _PRIOR_CLAIMS
        self._identities = {term: i for i, term in enumerate(sorted(frequency))}
        self._weights = np.array(
            [_units(count, frequency[term]) for term in self._identities], dtype=np.int64
        )
        self._rarest = _units(count, 1)
        self._nats: dict[str, float] = {
            term: units / _UNITS_PER_NAT
            for term, units in zip(self._identities, self._weights.tolist(), strict=True)
        }
        self._k = int(_K_IN_RARE_TERMS * self._rarest)

    def _set_postings(self, terms: Sequence[Sequence[str]]) -> None:
        lists: list[list[int]] = [[] for _ in self._identities]
        self.totals = np.zeros(len(self.wordings), dtype=np.int64)
        self._is_short = np.zeros(len(self.wordings), dtype=bool)
        for position, one in enumerate(terms):
            distinct = {term for term in one if term}
            self._is_short[position] = len(distinct) < SHORT_WORDING
            for term in distinct:
                lists[self._identities[term]].append(position)
                self.totals[position] += self._weights[self._identities[term]]
        self._postings = [np.array(one, dtype=np.intp) for one in lists]

    def _set_phrases(self, terms: Sequence[Sequence[str]]) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for position, one in enumerate(terms):
            phrase = tuple(term for term, _ in groupby(filter(None, one)))
            if self._is_short[position] and phrase:
                self._phrases.setdefault(phrase[0], []).append((phrase, position))


def _follows(terms: Sequence[str], start: int, phrase: Sequence[str]) -> bool:
    """Whether a phrase begins at a word, with at most a few words between any two of its terms."""
    at = start
    for term in phrase[1:]:
        near = range(at + 1, min(at + 2 + _PHRASE_GAP, len(terms)))
        at = next((i for i in near if terms[i] == term), -1)
        if at < 0:
            return False
    return True


def _units(count: int, frequency: int) -> int:
    return round(_UNITS_PER_NAT * math.log(1 + count / frequency))


def _primary(language: str) -> str:
    return language.split("-")[0].lower()


def _name_words(
    wordings: Sequence[KnownWording], tokenized: Sequence[Sequence[Token]]
) -> frozenset[str]:
    """Folded words that are names somewhere in the wordings and common words nowhere."""
    capitals: set[str] = set()
    lower: set[str] = set()
    for wording, tokens in zip(wordings, tokenized, strict=True):
        capitals |= capitals_inside(wording.text, tokens)
        lower |= {t.norm for t in tokens if t.text[0].islower()}
    return frozenset(capitals - lower)
