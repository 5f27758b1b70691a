"""Spellings that count as one word, by language and script, beyond what case folding joins."""

import unicodedata
from collections.abc import Callable
from functools import partial

from claims.text.normalise import fold_text

# Arabic: the lengthening stroke and the short vowels. Cyrillic: ё is mostly printed as е. The dot
# is what is left of a Turkish İ among other letters.
_VARIANTS = dict.fromkeys([0x640, 0x670, *range(0x64B, 0x653)]) | {ord("ё"): "е", 0x307: None}
_TURKISH = frozenset({"tr", "az"})
_TURKISH_CAPITALS = str.maketrans({"İ": "i", "I": "ı"})
# Korean particles, the longer before the shorter.
_PARTICLE_WORDS = """
에서는 에서도 으로는 으로도 에게서 이라고 까지는 부터는 에서 에게 까지 부터 으로 라고 처럼 보다 마다
조차 밖에 에는 에도 와는 과는 은 는 이 가 을 를 의 에 로 와 과 도 만
"""
_PARTICLES = tuple(_PARTICLE_WORDS.split())
_SHORTEST_NOUN = 2


def fold_word(word: str, *, language: str) -> str:
    """A word for comparing, in the spelling that its variants share. Never empty.

    `language` is a primary subtag. Turkish capitals become the right small letters and lose what
    follows an apostrophe, Greek loses its accents (capitals have none), Arabic its short vowels.
    """
    if language in _TURKISH:
        name = word.replace("’", "'").partition("'")[0]
        folded = fold_text(name.translate(_TURKISH_CAPITALS))
        return folded or fold_text(word)
    # Most words need no more than this, and there are many of them.
    if word.isascii() and word.isalnum():
        return word.lower()
    folded = fold_text(word)
    if folded.isascii():
        return folded
    if language == "el":
        folded = _unaccented(folded)
    return folded.translate(_VARIANTS) or folded


def plain_folding(language: str) -> Callable[[str], str]:
    """`fold_word` for words of nothing but Latin letters without accents, of which most are."""
    return partial(fold_word, language=language) if language in _TURKISH else str.lower


def bare_noun(word: str) -> str:
    """A Korean word without the particle at its end."""
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= _SHORTEST_NOUN:
            return word.removesuffix(particle)
    return word


def _unaccented(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(character for character in apart if not unicodedata.combining(character))
