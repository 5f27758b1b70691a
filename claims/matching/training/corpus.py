"""Reads the restatement corpus, and makes of it the documents that the ranker is fitted on."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
_PAIRS_A_DOCUMENT = 4
_SEED = 5
_CHUNK = (1, 2, 2, 3)
"""Neighbouring words that a crossed claim takes from one place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start:end` of a text, what they are to a claim, by its index in the half.

    `kind`: light, medium, heavy (restatements), differs (one detail conflicts), unrelated.
    """

    start: int
    end: int
    claim: int
    kind: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """An article, `is_plain` if nothing was put into it after it was written."""

    name: str
    text: str
    marks: tuple[Mark, ...]
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Half:
    """One half of the corpus: texts and topics of its claims, its pairs and articles as stored."""

    claims: tuple[str, ...]
    topics: tuple[str, ...]
    pairs: tuple[Mapping[str, Any], ...]
    articles: tuple[Mapping[str, Any], ...]
    numbers: Mapping[str, int]


def read_half(name: str) -> Half:
    """`train` or `test`."""
    claims = [row for row in _rows("claims") if row["half"] == name]
    numbers = {row["id"]: i for i, row in enumerate(claims)}
    return Half(
        tuple(row["text"] for row in claims),
        tuple(row["topic"] for row in claims),
        tuple(row for row in _rows("pairs") if row["claim"] in numbers),
        tuple(row for row in _rows("articles") if row["half"] == name),
        numbers,
    )


def marked_texts(half: Half) -> Iterator[MarkedText]:
    """The articles as they are, then the sentences of the other pairs put into the articles.

    Half of these are joined, because one sentence can restate two claims, and both are right.
    """
    kinds = {(p["claim"], p["sentence"]): p.get("level", p["label"]) for p in half.pairs}
    planted = {(s["claim"], s["sentence"]) for a in half.articles for s in a["planted"]}
    for article in half.articles:
        yield _marked(article["id"], article["text"], article["planted"], half.numbers, kinds)
    rest = [pair for pair in half.pairs if (pair["claim"], pair["sentence"]) not in planted]
    rng = random.Random(_SEED)  # noqa: S311 # repeatable, not secret
    rng.shuffle(rest)
    for number in range(0, len(rest), _PAIRS_A_DOCUMENT):
        article = half.articles[number // _PAIRS_A_DOCUMENT % len(half.articles)]
        pairs = rest[number : number + _PAIRS_A_DOCUMENT]
        text = _put_in(article["text"], _half_joined([p["sentence"] for p in pairs]), rng)
        name = f"{article['id']}+{number}"
        yield _marked(name, text, [*article["planted"], *pairs], half.numbers, kinds)


def crossed_claims(half: Half, count: int) -> Iterator[str]:
    """Statements about nothing, of words that stand in the claims and the pairs of a half.

    They reach what real articles say by accident, as other claims of a large desk do.
    """
    rng = random.Random(_SEED)  # noqa: S311 # repeatable, not secret
    texts = [*half.claims, *(pair["sentence"] for pair in half.pairs)]
    sources = [text.rstrip(".").split() for text in texts]
    for _ in range(count):
        length, words = rng.randrange(8, 22), list[str]()
        while len(words) < length:
            source = rng.choice(sources)
            start = rng.randrange(len(source))
            words += source[start : start + rng.choice(_CHUNK)]
        yield f"{' '.join(words)}."


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (_FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _half_joined(sentences: Sequence[str]) -> list[str]:
    """The first two by themselves, the others as one sentence."""
    rest = "; ".join(sentence.rstrip(".") for sentence in sentences[2:])
    return [*sentences[:2], *([f"{rest}."] if rest else [])]


def _put_in(text: str, sentences: Sequence[str], rng: random.Random) -> str:
    """Each sentence as a paragraph somewhere after the first one."""
    paragraphs = text.split("\n\n")
    for sentence in sentences:
        paragraphs.insert(rng.randrange(1, len(paragraphs) + 1), sentence)
    return "\n\n".join(paragraphs)


def _marked(
    name: str,
    text: str,
    pairs: Sequence[Mapping[str, Any]],
    numbers: Mapping[str, int],
    kinds: Mapping[tuple[str, str], str],
) -> MarkedText:
    marks = []
    for pair in pairs:
        sentence = pair["sentence"].rstrip(".")
        start = text.index(sentence)
        kind = kinds[pair["claim"], pair["sentence"]]
        end = start + len(sentence)
        marks.append(Mark(start, end, numbers[pair["claim"]], kind))
    return MarkedText(name, text, tuple(marks), "+" not in name)
