"""Texts as search terms: stems, character grams, numbers and names."""

import re
from collections.abc import Sequence
from functools import lru_cache

from claims.text import tokenize

GRAM = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?:“\"]\s)(?<!^)\b[A-Z][\w’'-]+")
_POSSESSIVE = re.compile(r"['’]s?$")


def stems_of(text: str) -> list[str]:
    """The stems of the content words and numbers of an English text, in order."""
    return [stem for word in _WORD.findall(text) if (stem := _content_stem(word.lower()))]


def character_grams(text: str) -> list[str]:
    """Overlapping runs of GRAM characters inside each word, word borders as blanks."""
    grams = []
    for word in _WORD.findall(text):
        padded = f" {word.lower()} "
        if len(padded) <= GRAM:
            grams.append(padded)
        else:
            grams.extend(padded[i : i + GRAM] for i in range(len(padded) - GRAM + 1))
    return grams


def numbers_of(text: str) -> frozenset[str]:
    """The numbers written in digits, without thousands separators."""
    return frozenset(number.replace(",", "") for number in _NUMBER.findall(text))


def names_of(text: str) -> frozenset[str]:
    """The stems of the words written with a capital inside a sentence."""
    return frozenset(stem for word in _NAME.findall(text) if (stem := _content_stem(word.lower())))


def passages_of(text: str, *, window: int) -> list[str]:
    """The lines of a text, short ones joined, until each has about `window` words."""
    passages: list[str] = []
    words: list[str] = []
    for line in text.splitlines():
        words += line.split()
        if len(words) >= window:
            passages.append(" ".join(words))
            words = []
    return [*passages, " ".join(words)] if words else passages


def joined(parts: Sequence[str]) -> str:
    """Fields as one text, each closed by a mark."""
    filled = [part.strip() for part in parts if part.strip()]
    return " ".join(part if part[-1] in ".!?" else part + "." for part in filled)


@lru_cache(maxsize=500_000)
def _content_stem(word: str) -> str:
    """The stem of a word in small letters, "" for a function word."""
    tokens = tokenize(_POSSESSIVE.sub("", word))
    return tokens[0].stem if len(tokens) == 1 and tokens[0].is_content else ""
