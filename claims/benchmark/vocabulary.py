"""The words statements are made of, by word class, each class with its own skew.

A few hundred real words carry the head of each class and invented ones its tail, as names, brands
and technical terms do in the news. Weights fall with rank by Zipf's law as Mandelbrot wrote it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

import numpy as np
import numpy.typing as npt

from claims.benchmark import inflection, lexicon

Ids = npt.NDArray[np.int32]
TOPICS = 60
"""Subjects a statement can have; its rarer words come from the share of its subject."""
_ON_TOPIC = 0.35
"""Share of words that keep to the subject."""


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words `first` to `first + len(cumulated)` of the vocabulary, the most frequent one first.

    `cumulated` is the running share of each, ending with 1.
    """

    first: int
    cumulated: npt.NDArray[np.float64]

    def draw(self, topics: Ids, rng: np.random.Generator) -> Ids:
        """A word id for each topic given."""
        ranks = np.searchsorted(self.cumulated, rng.random(len(topics)), side="right")
        at_home = ranks - ranks % TOPICS + topics
        size = len(self.cumulated)
        keeps = (rng.random(len(topics)) < _ON_TOPIC) & (ranks >= TOPICS) & (at_home < size)
        ranks = np.minimum(np.where(keeps, at_home, ranks), size - 1)
        return (self.first + ranks).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words as an array of str, and the classes by the symbol that templates use."""

    words: npt.NDArray[np.object_]
    classes: Mapping[str, WordClass]
    literals: Mapping[str, int]
    """Word ids of the words that templates write out."""


def make_vocabulary(literals: Sequence[str], *, seed: int) -> Vocabulary:
    """The same seed gives the same words in the same order."""
    rng = np.random.default_rng([seed, 1])
    invented = _Inventor(rng)
    words = list(dict.fromkeys(literals))
    known = {word: number for number, word in enumerate(words)}
    classes = {}
    for symbol, members, exponent, offset in _members(invented, rng):
        classes[symbol] = WordClass(len(words), _zipf(len(members), exponent, offset))
        words += members
    return Vocabulary(np.array(words, dtype=object), classes, known)


def _members(
    invented: "_Inventor", rng: np.random.Generator
) -> Iterator[tuple[str, list[str], float, float]]:
    """Symbol, words from frequent to rare, exponent and offset of their skew."""
    nouns = _by_rank(lexicon.NOUNS, rng)
    verbs = _by_rank(lexicon.VERBS, rng)
    terms = invented.words(lexicon.TERM_ENDINGS, 16_000)
    yield "N", nouns + terms, 1.12, 8
    yield "Ns", [inflection.plural(word) for word in nouns + terms], 1.12, 8
    yield "V", verbs, 0.8, 8
    yield "Vd", [inflection.past(word) for word in verbs], 0.8, 8
    yield "Vs", [inflection.plural(word) for word in verbs], 0.8, 8
    yield "Vg", [inflection.ongoing(word) for word in verbs], 0.8, 8
    adjectives = _by_rank(lexicon.ADJECTIVES, rng)
    yield "A", adjectives + invented.words(lexicon.ADJECTIVE_ENDINGS, 6_000), 1.15, 7
    yield "R", list(lexicon.ADVERBS), 0.7, 2
    yield "F", [word.title() for word in invented.words(("a", "o", "is", "e"), 3_000)], 1.1, 10
    yield "L", [w.title() for w in invented.words(lexicon.SURNAME_ENDINGS, 70_000)], 1.02, 30
    towns = [word.title() for word in invented.words(lexicon.TOWN_ENDINGS, 25_000)]
    yield "P", list(lexicon.PLACES) + towns, 1.05, 6
    brands = [word.title() for word in invented.words(("ex", "on", "is", "ara"), 20_000)]
    bodies = rng.choice(lexicon.BODIES, len(brands))
    yield "O", [f"{brand} {body}" for brand, body in zip(brands, bodies, strict=True)], 1.05, 16
    yield "Q", _numbers(rng), 0.9, 20
    shares = [str(n) for n in range(2, 96)] + [f"{n / 10:.1f}" for n in range(11, 400)]
    yield "C", shares, 0.9, 12
    yield "Y", [str(year) for year in range(2026, 1950, -1)], 0.9, 4
    yield "D", [str(day) for day in range(1, 32)], 0.1, 4
    yield "M", [lexicon.MONTHS[i] for i in rng.permutation(12)], 0.3, 4


def _by_rank(groups: Sequence[Sequence[str]], rng: np.random.Generator) -> list[str]:
    """First words of groups before second ones: the commoner synonym is the more frequent."""
    shuffled = [groups[i] for i in rng.permutation(len(groups))]
    columns = zip_longest(*shuffled)
    return list(dict.fromkeys(word for word in chain.from_iterable(columns) if word))


def _numbers(rng: np.random.Generator) -> list[str]:
    """Numbers as the news write them: small ones, round ones, decimals, odd ones."""
    small = [str(n) for n in range(2, 100)]
    decimals = [f"{n / 10:.1f}" for n in range(11, 400)]
    large = [f"{n:,}" for n in rng.integers(1_000, 900_000, 6_000)]
    return small + [f"{n}00" for n in range(1, 100)] + decimals + list(dict.fromkeys(large))


def _zipf(count: int, exponent: float, offset: float) -> npt.NDArray[np.float64]:
    weights = (np.arange(1, count + 1) + offset) ** -exponent
    return np.cumsum(weights / weights.sum())


class _Inventor:
    """Makes words nobody uses, each once."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._seen: set[str] = set()

    def words(self, endings: Sequence[str], count: int) -> list[str]:
        made: list[str] = []
        while len(made) < count:
            fresh = dict.fromkeys(self._batch(endings, count))
            made += [word for word in fresh if word not in self._seen and len(word) > 3]
            self._seen.update(made)
        return made[:count]

    def _batch(self, endings: Sequence[str], count: int) -> Iterator[str]:
        def pick(parts: Sequence[str]) -> list[str]:
            return [parts[i] for i in self._rng.integers(0, len(parts), count)]

        middles = [*lexicon.CODAS, *("" for _ in range(6))]
        parts = (lexicon.ONSETS, lexicon.VOWELS, middles, lexicon.LINKS, endings)
        return map("".join, zip(*map(pick, parts), strict=True))
