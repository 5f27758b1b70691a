"""Rewords statements as outlets do, at three levels of distance from the original.

Level 1: a slip of the pen and other endings. Level 2: about 30 % of the content words are
exchanged or dropped, a clause is moved, adverbs and an attribution are put in. Level 3: the same
with about 50 %.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from claims.benchmark.inflection import bent_forms, synonyms
from claims.benchmark.lexicon import ADVERBS
from claims.terms import terms_of
from claims.text import tokenize

LEVELS = (1, 2, 3)
CHANGED = {2: 0.3, 3: 0.5}
"""Share of content words that a level exchanges or drops."""
_ATTRIBUTIONS = (
    "According to officials,", "A spokesman said that", "Local media wrote that",
    "Residents were told that", "It was said on Monday that", "In a shared post it says that",
)  # fmt: skip
_VAGUE = ("thing", "group", "place", "matter", "issue", "side", "sort", "affair")
_MOVABLE = frozenset(
    ("in", "on", "after", "because", "by", "during", "while", "before", "from", "under", "near")
)
_DANGLING = frozenset(
    ("a", "an", "the", "its", "their", "all", "of", "to", "in", "on", "for", "with", "from", "by",
     "and", "than", "because", "as", "under", "near", "before", "after", "while", "without", "at")
)  # fmt: skip
"""Words no sentence ends with, lest “a.” is read as an initial."""
_TYPO_LENGTH = 5
"""Letters a word must have for a slip of the pen; shorter ones become other words."""


@dataclass(slots=True)
class _Word:
    """A word with the signs around it; an empty `text` is a word that was dropped."""

    text: str
    after: str
    has_content: bool


def reword(text: str, *, level: int, rng: random.Random) -> str:
    """The statement in other words, ending with a full stop. `level` is 1, 2 or 3."""
    words = _split(text)
    if level == 1:
        _slip(words, rng)
        _bend(words, rng)
    else:
        _exchange(words, CHANGED[level], rng)
        words = _move_clause(words, rng)
        _insert(words, level, rng)
    return _join(words, attribution=_attribution(level, rng))


def content_terms(text: str) -> frozenset[str]:
    """The distinct terms by which a text is found."""
    return frozenset(filter(None, terms_of(tokenize(text))))


def finished(words: Sequence[str]) -> str:
    """The words as the end of a sentence: without those that lead on to a next one, and a stop."""
    last = len(words)
    while last > 1 and words[last - 1].lower().rstrip(",.;:") in _DANGLING:
        last -= 1
    return " ".join(words[:last]).rstrip(" .,;:") + "."


def _split(text: str) -> list[_Word]:
    tokens = tokenize(text)
    terms = terms_of(tokens)
    ends = [*(token.start for token in tokens[1:]), len(text)][: len(tokens)]
    return [
        _Word(token.text, text[token.end : end], bool(term))
        for token, term, end in zip(tokens, terms, ends, strict=True)
    ]


def _slip(words: Sequence[_Word], rng: random.Random) -> None:
    """Swap, double or drop a letter inside of one word."""
    long = [w for w in words if w.has_content and len(w.text) >= _TYPO_LENGTH and w.text.isalpha()]
    if not long:
        return
    word = rng.choice(long)
    at = rng.randrange(1, len(word.text) - 2)
    one, other = word.text[at], word.text[at + 1]
    typo = rng.choice((other + one, one + one + other, other))
    word.text = word.text[:at] + typo + word.text[at + 2 :]


def _bend(words: Sequence[_Word], rng: random.Random) -> None:
    """Give up to two words another ending."""
    forms = bent_forms()
    bendable = [word for word in words if word.text in forms]
    for word in rng.sample(bendable, min(2, len(bendable))):
        word.text = rng.choice(forms[word.text])


def _exchange(words: Sequence[_Word], share: float, rng: random.Random) -> None:
    content = [word for word in words if word.has_content]
    for word in rng.sample(content, round(share * len(content))):
        others = synonyms().get(word.text.lower())
        if others:
            word.text = _like(rng.choice(others), word.text)
        elif rng.random() < 0.5:
            word.text = _like(rng.choice(_VAGUE), word.text)
        else:
            word.text = ""


def _move_clause(words: list[_Word], rng: random.Random) -> list[_Word]:
    """Put what follows the last preposition in front, if it is neither the whole nor one word."""
    starts = [i for i, word in enumerate(words) if i > 2 and word.text in _MOVABLE]
    if not starts or rng.random() < 0.4:
        return words
    front = words[starts[-1] :]
    if not any(word.text for word in front[1:]):
        return words
    front[-1].after = ", "
    return front + words[: starts[-1]]


def _insert(words: Sequence[_Word], level: int, rng: random.Random) -> None:
    for _ in range(level - 1 if words else 0):
        word = words[rng.randrange(len(words))]
        if word.text and word.after == " ":
            word.text = f"{word.text} {rng.choice(ADVERBS)}"


def _attribution(level: int, rng: random.Random) -> str:
    return rng.choice(_ATTRIBUTIONS) if level > 1 and rng.random() < 0.5 else ""


def _join(words: Sequence[_Word], *, attribution: str) -> str:
    body = "".join(word.text + (word.after or " ") for word in words if word.text)
    whole = f"{attribution} {_lower_article(body)}" if attribution else body
    said = finished(whole.split())
    return said[:1].upper() + said[1:]


def _lower_article(body: str) -> str:
    first, _, rest = body.partition(" ")
    return f"{first.lower()} {rest}" if first in {"The", "A", "An", "One", "More"} else body


def _like(word: str, model: str) -> str:
    return word.capitalize() if model[:1].isupper() else word
