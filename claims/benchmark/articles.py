"""Articles of unrelated text in which rewordings of known claims are planted."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from claims.benchmark.rewording import LEVELS, content_terms, finished, reword

SENTENCES = 40
"""Sentences of an article, planted ones included."""
PLANTED_FROM = 10_000
"""Claims are planted out of the first so many, so that recall is comparable at every size."""
FEWEST_TERMS = 4
"""Content words of a planted claim; shorter ones are searched as phrases, not by their words."""
_TRAILING = ("while", "and", "as", "although")
_PARAGRAPH = 5
_TRIES = 50


class Text(Protocol):
    """Where claims and unrelated sentences come from."""

    def claims(self, count: int) -> Iterator[str]:
        """Distinct statements."""

    def background(self, number: int, count: int) -> list[str]:
        """Sentences of the article of that number."""


@dataclass(frozen=True, slots=True)
class Planted:
    """The claim at an index of the list of claims, reworded at a level.

    The sentence is `text[start:end]` of the article.
    """

    claim: int
    level: int
    start: int
    end: int

    def touches(self, start: int, end: int) -> bool:
        """Whether it shares a character with a span of the article."""
        return start < self.end and end > self.start


@dataclass(frozen=True, slots=True)
class PlantedArticle:
    """`text` in paragraphs, and what is planted in it, in reading order."""

    text: str
    planted: tuple[Planted, ...]

    @property
    def unrelated(self) -> str:
        """Its first paragraph: of that nothing is planted."""
        return self.text.partition("\n\n")[0]


def make_articles(
    claims: Sequence[str], text: Text, *, count: int, seed: int, first: int = 0
) -> Iterator[PlantedArticle]:
    """Articles of 40 sentences with one planted rewording of each level.

    Half of the planted sentences trail an unrelated clause. The unrelated text is the background of
    the numbers from `first` on.
    """
    rng = random.Random(seed)  # noqa: S311 # repeatable, not secret
    for number in range(count):
        sentences = text.background(first + number, SENTENCES + len(LEVELS))
        yield _plant(claims, _choose(claims, rng), sentences, rng)


def _choose(claims: Sequence[str], rng: random.Random) -> list[int]:
    """As many claims as there are levels, fewer only where few have enough content words."""
    known = min(len(claims), PLANTED_FROM)
    drawn = rng.sample(range(known), min(known, _TRIES))
    usable = (i for i in drawn if len(content_terms(claims[i])) >= FEWEST_TERMS)
    return list(islice(usable, len(LEVELS)))


def _plant(
    claims: Sequence[str], chosen: Sequence[int], sentences: list[str], rng: random.Random
) -> PlantedArticle:
    tails = sentences[SENTENCES:]
    sentences = sentences[:SENTENCES]
    places: dict[int, tuple[int, int]] = {}
    free = rng.sample(range(_PARAGRAPH, SENTENCES), len(chosen))
    for place, claim, level, tail in zip(free, chosen, LEVELS, tails, strict=False):
        said = reword(claims[claim], level=level, rng=rng)
        sentences[place] = _trail(said, tail, rng) if rng.random() < 0.5 else said
        places[place] = claim, level
    return _laid_out(sentences, places)


def _trail(said: str, tail: str, rng: random.Random) -> str:
    """The sentence with the first words of an unrelated one behind it."""
    words = tail.rstrip(".").split()[: rng.randrange(6, 11)]
    first = words[0].lower() if words[0] in {"The", "A", "An", "One", "More"} else words[0]
    return f"{said.rstrip('.')}, {rng.choice(_TRAILING)} {finished([first, *words[1:]])}"


def _laid_out(sentences: Sequence[str], places: dict[int, tuple[int, int]]) -> PlantedArticle:
    pieces: list[str] = []
    planted = []
    length = 0
    for number, sentence in enumerate(sentences):
        if number:
            pieces.append("\n\n" if number % _PARAGRAPH == 0 else " ")
            length += len(pieces[-1])
        if number in places:
            planted.append(Planted(*places[number], length, length + len(sentence)))
        pieces.append(sentence)
        length += len(sentence)
    return PlantedArticle("".join(pieces), tuple(planted))
