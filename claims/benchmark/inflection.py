"""Bends the regular nouns and verbs of the lexicon, and undoes it."""

import re
from collections.abc import Callable
from functools import cache
from itertools import chain, product

from claims.benchmark.lexicon import ADJECTIVES, NOUNS, VERBS

_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
_SOFT_Y = re.compile(r"[^aeiou]y$")
_ONE_SYLLABLE = re.compile(r"^[^aeiouy]*[aeiou][bdgmnpt]$")


def plural(word: str) -> str:
    """Of a noun; the same ending makes the third person of a verb."""
    if _SOFT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _HISSING.search(word) else "s")


def past(word: str) -> str:
    """The past form of a regular verb."""
    if word.endswith("e"):
        return word + "d"
    if _SOFT_Y.search(word):
        return word[:-1] + "ied"
    return word + (word[-1] if _ONE_SYLLABLE.search(word) else "") + "ed"


def ongoing(word: str) -> str:
    """The -ing form of a regular verb."""
    if word.endswith("e") and not word.endswith("ee"):
        return word[:-1] + "ing"
    return word + (word[-1] if _ONE_SYLLABLE.search(word) else "") + "ing"


def _unbent(word: str) -> str:
    return word


_OF_NOUNS: tuple[Callable[[str], str], ...] = (_unbent, plural)
_OF_VERBS: tuple[Callable[[str], str], ...] = (_unbent, plural, past, ongoing)


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """By word form in lower case: the same form of the other words of its groups."""
    nouns, verbs = product(NOUNS, _OF_NOUNS), product(VERBS, _OF_VERBS)
    table: dict[str, tuple[str, ...]] = {}
    for group, bend in chain(nouns, verbs, product(ADJECTIVES, _OF_NOUNS[:1])):
        forms = tuple(bend(word) for word in group)
        for form in forms:
            others = tuple(other for other in forms if other != form)
            table[form] = table.get(form, ()) + others
    return table


@cache
def bent_forms() -> dict[str, tuple[str, ...]]:
    """By word form in lower case: the other forms of the same word."""
    table: dict[str, tuple[str, ...]] = {}
    for groups, bends in ((NOUNS, _OF_NOUNS), (VERBS, _OF_VERBS)):
        for word in (word for group in groups for word in group):
            forms = tuple(bend(word) for bend in bends)
            table |= {form: tuple(o for o in forms if o != form) for form in forms}
    return table
