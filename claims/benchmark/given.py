"""Claims and articles out of text that was given; recombined when it is not enough."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_SENTENCE_WORDS = (4, 60)
_HELD_BACK = 8
"""One sentence in so many is kept for articles and never becomes a claim."""
_JOINT = re.compile(
    r" (?=(?:and|or|but|because|while|after|before|when|that|which|who|with|without|for|in|on|at|"
    r"by|from|under|during|of|to|as)\b)"
)
_TRIES = 40
"""Recombinations tried for each claim asked for before the text counts as used up."""


class TextRefused(Exception):
    """The given text cannot be used; the message is one sentence for people."""


class GivenText:
    """Sentences of a file: one a line, or the field `text` of each line of a .jsonl file."""

    def __init__(self, path: Path, *, seed: int) -> None:
        sentences = _read(path)
        random.Random(seed).shuffle(sentences)  # noqa: S311 # repeatable, not secret
        self._articles = sentences[::_HELD_BACK]
        self._claims = [s for i, s in enumerate(sentences) if i % _HELD_BACK]
        self._name, self._seed = path.name, seed
        if not self._claims:
            raise TextRefused(f"{path.name} holds only {len(sentences)} sentence: give more.")

    def claims(self, count: int) -> Iterator[str]:
        """Sentences as they stand, then recombined ones. Raises TextRefused if they are too few."""
        yield from self._claims[:count]
        missing = count - len(self._claims)
        if missing > 0:
            yield from self._recombined(missing)

    def background(self, number: int, count: int) -> list[str]:
        """Sentences that are no claims, in the order of chance."""
        rng = random.Random(f"{self._seed} {number}")  # noqa: S311 # repeatable, not secret
        return rng.choices(self._articles, k=count)

    def _recombined(self, count: int) -> Iterator[str]:
        rng = random.Random(self._seed + 1)  # noqa: S311 # repeatable, not secret
        heads, tails = _halves(self._claims)
        seen = set(self._claims)
        for _ in range(count * _TRIES if heads else 0):
            text = f"{rng.choice(heads)} {rng.choice(tails)}"
            if text not in seen:
                seen.add(text)
                yield text
                count -= 1
            if not count:
                return
        raise TextRefused(
            f"{self._name} is too little text for so many different claims: "
            f"{len(seen):,} could be made of it."
        )


def _read(path: Path) -> list[str]:
    """The distinct sentences of usable length. Raises TextRefused without any."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise TextRefused(f"{path} cannot be read: {reason}.") from error
    if path.suffix == ".jsonl":
        lines = [_text_of(line, f"{path.name}:{i}") for i, line in enumerate(lines, 1) if line]
    low, high = _SENTENCE_WORDS
    sentences = (" ".join(line.split()) for line in lines)
    usable = list(dict.fromkeys(s for s in sentences if low <= s.count(" ") + 1 <= high))
    if not usable:
        raise TextRefused(f"{path} holds no sentence of {low} to {high} words.")
    return usable


def _text_of(line: str, place: str) -> str:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise TextRefused(f"{place} is not JSON.") from error
    text = record.get("text") if isinstance(record, dict) else None
    if not isinstance(text, str):
        raise TextRefused(f"{place} has no field “text” with a text.")
    return text


def _halves(sentences: Sequence[str]) -> tuple[list[str], list[str]]:
    """Beginnings and ends of sentences that can be cut before a function word in their middle."""
    heads, tails = [], []
    for sentence in sentences:
        joints = [found.start() for found in _JOINT.finditer(sentence)]
        inner = [at for at in joints if len(sentence) / 4 < at < len(sentence) * 3 / 4]
        if inner:
            at = inner[len(inner) // 2]
            heads.append(sentence[:at])
            tails.append(sentence[at + 1 :])
    return heads, tails
