"""Posts and claims as search terms: cleaned text, stems, character grams, numbers and names."""

import re
from collections.abc import Sequence
from functools import lru_cache

from claims.text import tokenize

GRAM = 4
_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|\b(?:t\.co|bit\.ly)/)\S*")
_GLUED_LINK = re.compile(r"(?<=\S)(?=https?://|pic\.twitter\.com/)")
# "— Name (@handle) January 6, 2020" at the end of an embedded post says who wrote it and when.
_SIGNATURE = re.compile(
    r"\s*[—–-]{1,2}\s*(?P<author>[^—–]{0,80}?)\(@\w{1,20}\)(?:\s*[^\W\d]+ \d{1,2}, \d{4})?\s*$"
)
_TAG = re.compile(r"[#@](\w+)")
_JOINT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|_")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?:“\"]\s)(?<!^)\b[A-Z][\w’'-]+")
_POSSESSIVE = re.compile(r"['’]s?$")


def clean_post(text: str) -> str:
    """A post as a sentence: no links, no signature, hashtags and handles as words."""
    text = _SIGNATURE.sub("", _without_links(text))
    text = _TAG.sub(lambda tag: split_joints(tag[1]), text)
    return " ".join(text.split())


def author_of(text: str) -> str:
    """The name in a post's signature, "" without one: who a claim is said to come from."""
    signature = _SIGNATURE.search(_without_links(text))
    return signature["author"].strip() if signature else ""


def split_joints(name: str) -> str:
    """A name written as one word, such as FreeTrams2021 or free_trams, as several."""
    return _JOINT.sub(" ", name)


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


def _without_links(text: str) -> str:
    return _LINK.sub(" ", _GLUED_LINK.sub(" ", text)).strip()


@lru_cache(maxsize=500_000)
def _content_stem(word: str) -> str:
    """The stem of a word in small letters, "" for a function word."""
    tokens = tokenize(_POSSESSIVE.sub("", word))
    return tokens[0].stem if len(tokens) == 1 and tokens[0].is_content else ""
