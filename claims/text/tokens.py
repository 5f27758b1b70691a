"""Cuts text into words and numbers, each with its folded form, its stem and its offsets."""

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer

from claims.text.combining import COMBINING_MARK
from claims.text.decimals import COMMA_LANGUAGES, ascii_digits, with_decimal_points
from claims.text.function_words import FUNCTION_WORDS
from claims.text.scanning import compiled_later
from claims.text.spelling import bare_noun, fold_word, plain_folding

# Scripts without blanks between words: Chinese and Japanese, Thai and Lao, Burmese, Khmer.
_BY_CHARACTER = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0eff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff"
)
FIRST_UNSPACED = "\u0e01"
"""No text below this begins with a character of a script without blanks."""
_unspaced = compiled_later(f"[{_BY_CHARACTER}]")
_LETTER = rf"[^\W\d_{_BY_CHARACTER}]"
# Python's \w leaves out combining marks, without which Hindi words fall apart.
_WORD_PART = rf"(?:[^\W_{_BY_CHARACTER}]|[\u00ad\u200b-\u200d\u2060]|{COMBINING_MARK})"


@cache
def _token_pattern(apostrophe: str) -> re.Pattern[str]:
    """The pattern of a token; a word goes on behind an apostrophe out of `apostrophe`."""
    return re.compile(
        rf"""
          (?P<symbol>(?:\b(?:US|AU?|CA?|HK|NZ|S|NT|R))?[$€£¥₽₹₩₺₴₪]|[%‰])
        | (?P<initials>(?<!\w)(?:{_LETTER}\.)+(?:{_LETTER}(?!\w)|(?<=\.{_LETTER}\.)))
        | (?P<number>\d+(?:[.,٫٬]\d+)*(?:(?:st|nd|rd|th|s)(?!\w))?)
        | (?P<word>{_LETTER}(?:{_WORD_PART}|[{apostrophe}](?={_LETTER}))*)
        | (?P<character>[{_BY_CHARACTER}]{COMBINING_MARK}*)
        """,
        re.VERBOSE,
    )


_APOSTROPHES = "'’ʼ"
# These write an article or pronoun before an apostrophe: l'eau and dell'acqua are two words.
_ELIDING = frozenset({"fr", "it", "ca", "oc"})
_ELIDED_APOSTROPHES = "ʼ"
# What holds one plain word or number among such marks needs no pattern.
_OPENING, _CLOSING = "\"'([“‘«", ".,;:!?\"')]”’»…"
_POSSESSIVE_ENDINGS = ("'s", "’s")
_PLAIN_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
# In these an apostrophe is no sign of the possessive.
_OTHER_APOSTROPHES = _ELIDING | {"tr", "az"}
# About 6 MB for each language in use, and as much again for what was known before.
_MOST_KNOWN = 16_384
_LONGEST_KNOWN = 40
_POSSESSIVE = re.compile(r"'s?$")
_SYMBOL_NORMS = {"%": "percent", "‰": "permille"}
# Written in capitals these are names, not the pronouns they look like.
_CAPITAL_NAMES = frozenset({"US", "IT", "WHO"})
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish",
}  # fmt: skip


_RULED = frozenset(_SNOWBALL) | _ELIDING | COMMA_LANGUAGES | {"ko", "az"}


class Token(NamedTuple):
    """A word, number or symbol of a text; `text == document[start:end]`.

    `norm` is the folded text without a possessive ending, `stem` its Snowball stem, `is_content`
    whether it is more than a function word.
    """

    text: str
    norm: str
    stem: str
    start: int
    end: int
    is_content: bool


class _Stemmers(threading.local):
    """One stemmer per language and thread: a PyStemmer object must not be shared by threads."""

    def __init__(self) -> None:
        self._by_language: dict[str, Callable[[str], str]] = {}

    def of(self, language: str) -> Callable[[str], str]:
        """What makes the stem of a folded word."""
        if language not in self._by_language:
            name = _SNOWBALL.get(language)
            # Without its own cache, which costs more than stemming anew: words are kept as chunks.
            own = bare_noun if language == "ko" else str
            stem = own if name is None else Stemmer.Stemmer(name, 0).stemWord
            self._by_language[language] = stem
        return self._by_language[language]


_STEMMERS = _Stemmers()
# The fields of a token. Of plain tuples of plain values the garbage collector soon lets go; tokens
# it would walk through again and again.
_Fields = tuple[str, str, str, int, int, bool]
# Language → what stands between blanks → its tokens, at the offsets they have in it.
_KNOWN: dict[str, dict[str, tuple[_Fields, ...]]] = {}
_KNOWN_BEFORE: dict[str, dict[str, tuple[_Fields, ...]]] = {}


def tokenize(text: str, *, language: str = "en") -> list[Token]:
    """Words, numbers, percent and currency signs of a text, in order.

    Hyphenated words are taken apart, numbers keep their decimals and lose their commas, a currency
    sign ("US$") is a token before its number, scripts without blanks are cut by character.
    `language` is a BCP-47 tag; without a Snowball stemmer for it the stem is the norm. No token
    crosses white space, and none depends on what stands beyond it.
    """
    primary = _ruled(language)
    known = _KNOWN.setdefault(primary, {})
    tokens: list[Token] = []
    add, new = tokens.append, tuple.__new__
    offset = 0
    for chunk in text.split():
        offset = text.find(chunk, offset)
        found = known.get(chunk)
        if found is None:
            found = _recall(chunk, primary)
            known = _KNOWN[primary]
        for word, norm, stem, start, end, is_content in found:
            add(new(Token, (word, norm, stem, offset + start, offset + end, is_content)))
        offset += len(chunk)
    return tokens


def tokenize_chunks(chunks: Sequence[str], *, language: str = "en") -> list[tuple[Token, ...]]:
    """The tokens of texts without white space, each with offsets of its own."""
    primary, new = _ruled(language), tuple.__new__
    known = _KNOWN.setdefault(primary, {})
    found = [known.get(chunk) or _recall(chunk, primary) for chunk in chunks]
    return [tuple([new(Token, fields) for fields in tokens]) for tokens in found]


def are_plain(chunks: Iterable[str]) -> list[bool]:
    """Which texts without white space are a word of two or more letters of ASCII."""
    return [chunk.isascii() and chunk.isalpha() and len(chunk) > 1 for chunk in chunks]


def word_forms(
    words: Iterable[str], *, language: str = "en"
) -> tuple[list[str], list[str], list[bool]]:
    """The norms of plain words, their stems, and which are words of content.

    The same as in their tokens, for a fifth of the time.
    """
    primary = _ruled(language)
    norms = list(map(plain_folding(primary), words))
    functional = FUNCTION_WORDS.get(primary, frozenset())
    is_content = [
        norm not in functional or word in _CAPITAL_NAMES
        for norm, word in zip(norms, words, strict=True)
    ]
    return norms, list(map(_STEMMERS.of(primary), norms)), is_content


def shifted(tokens: Iterable[Token], shift: int) -> list[Token]:
    """The tokens of a text, where that stands `shift` characters into another one."""
    new = tuple.__new__
    return [
        new(Token, (text, norm, stem, start + shift, end + shift, is_content))
        for text, norm, stem, start, end, is_content in tokens
    ]


def is_unspaced(token: Token) -> bool:
    """Whether a token is one character of a script that writes no blanks between words."""
    return token.text >= FIRST_UNSPACED and _unspaced().match(token.text) is not None


def _ruled(language: str) -> str:
    """The primary subtag of a language with rules of its own, "" for all the others together."""
    primary = language.split("-")[0].lower()
    return primary if primary in _RULED else ""


def _recall(chunk: str, language: str) -> tuple[_Fields, ...]:
    """The tokens of a chunk, kept for the next time unless it is too long to come again."""
    tokens = _KNOWN_BEFORE.get(language, {}).get(chunk)
    if tokens is None:
        tokens = _read(chunk, language)
    if len(_KNOWN[language]) >= _MOST_KNOWN:
        # What is still in use comes back from here at its next turn.
        _KNOWN_BEFORE[language] = _KNOWN[language]
        _KNOWN[language] = {}
    if len(chunk) <= _LONGEST_KNOWN:
        _KNOWN[language][chunk] = tokens
    return tokens


def _read(chunk: str, language: str) -> tuple[_Fields, ...]:
    bare = chunk.lstrip(_OPENING)
    word = bare.rstrip(_CLOSING)
    norm = _plain_norm(word, language)
    if not norm:
        return _read_closely(chunk, language)
    start = len(chunk) - len(bare)
    _, stem, is_content = _form_of(word, norm, language)
    return ((word, norm, stem, start, start + len(word), is_content),)


def _plain_norm(word: str, language: str) -> str:
    """The norm of what is plainly one word or number, "" of all else."""
    if word.isascii() and word.isalpha():
        return plain_folding(language)(word) if len(word) > 1 else ""
    if _PLAIN_NUMBER.fullmatch(word):
        return with_decimal_points(word, language=language).replace(",", "")
    if word.endswith(_POSSESSIVE_ENDINGS) and language not in _OTHER_APOSTROPHES:
        owner = word[:-2]
        return owner.lower() if owner.isascii() and owner.isalpha() else ""
    return ""


def _read_closely(chunk: str, language: str) -> tuple[_Fields, ...]:
    pattern = _token_pattern(_ELIDED_APOSTROPHES if language in _ELIDING else _APOSTROPHES)
    return tuple(
        _fields(match[0], match.lastgroup or "", match.start(), language)
        for match in pattern.finditer(chunk)
    )


def _fields(text: str, kind: str, start: int, language: str) -> _Fields:
    # A chunk of Chinese may be a page long: then it is its characters that come again.
    form = _character_form if kind == "character" else _form
    norm, stem, is_content = form(text, kind, language)
    return text, norm, stem, start, start + len(text), is_content


def _form(text: str, kind: str, language: str) -> tuple[str, str, bool]:
    """Norm, stem and whether it is a word of content."""
    return _form_of(text, _norm(text, kind, language), language)


def _form_of(text: str, norm: str, language: str) -> tuple[str, str, bool]:
    is_content = norm not in FUNCTION_WORDS.get(language, ()) or text in _CAPITAL_NAMES
    return norm, _STEMMERS.of(language)(norm), is_content


_character_form = lru_cache(4096)(_form)


def _norm(text: str, kind: str, language: str) -> str:
    folded = fold_word(text, language=language)
    if kind == "number":
        return with_decimal_points(ascii_digits(folded), language=language).replace(",", "")
    if kind == "initials":
        return folded.replace(".", "")
    if kind == "symbol":
        return _SYMBOL_NORMS.get(folded, folded[-1])
    return _POSSESSIVE.sub("", folded) or folded
