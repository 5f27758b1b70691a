"""Cuts text into words and numbers, each with its folded form, its stem and its offsets."""

import re
import threading
from dataclasses import dataclass

import Stemmer

from claims.text.function_words import FUNCTION_WORDS
from claims.text.marks import COMBINING_MARKS
from claims.text.normalise import fold

_BY_CHARACTER = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_LETTER = rf"[^\W\d_{_BY_CHARACTER}]"
# Python's \w leaves out combining marks, without which Hindi or Thai words fall apart.
_WORD_PART = rf"(?:[^\W_{_BY_CHARACTER}]|[{COMBINING_MARKS}\u00ad\u200b-\u200d\u2060])"
_TOKEN = re.compile(
    rf"""
      (?P<symbol>(?:\b(?:US|AU?|CA?|HK|NZ|S|NT|R))?[$€£¥₽₹₩₺₴₪]|[%‰])
    | (?P<initials>(?<!\w)(?:{_LETTER}\.)+(?:{_LETTER}(?!\w)|(?<=\.{_LETTER}\.)))
    | (?P<number>\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th|s)(?!\w))?)
    | (?P<word>{_LETTER}{_WORD_PART}*(?:['’ʼ]{_LETTER}{_WORD_PART}*)*)
    | (?P<character>[{_BY_CHARACTER}])
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"'s?$")
_SYMBOL_NORMS = {"%": "percent", "‰": "permille"}
# Written in capitals these are names, not the pronouns they look like.
_CAPITAL_NAMES = frozenset({"US", "IT", "WHO"})
_SNOWBALL = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish",
    "fi": "finnish", "fr": "french", "hu": "hungarian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
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
        self._by_language: dict[str, Stemmer.Stemmer] = {}

    def stem(self, word: str, *, language: str) -> str:
        name = _SNOWBALL.get(language)
        if name is None:
            return word
        if language not in self._by_language:
            self._by_language[language] = Stemmer.Stemmer(name)
        return str(self._by_language[language].stemWord(word))


_STEMMERS = _Stemmers()


def tokenize(text: str, *, language: str = "en") -> list[Token]:
    """Words, numbers, percent and currency signs of a text, in order.

    Hyphenated words are taken apart, numbers keep their decimals and lose their commas, a currency
    sign ("US$") is a token before its number, Chinese and Japanese are cut by character. `language`
    is a BCP-47 tag; without a Snowball stemmer for it the stem is the norm.
    """
    primary = language.split("-")[0].lower()
    function_words = FUNCTION_WORDS.get(primary, frozenset())
    tokens = []
    for match in _TOKEN.finditer(text):
        norm = _norm(match)
        is_content = norm not in function_words or match[0] in _CAPITAL_NAMES
        stem = _STEMMERS.stem(norm, language=primary)
        tokens.append(Token(match[0], norm, stem, match.start(), match.end(), is_content))
    return tokens


def _norm(match: re.Match[str]) -> str:
    # Most words need no more than this, and there are many of them.
    is_plain = match[0].isascii() and match[0].isalnum()
    folded = match[0].lower() if is_plain else fold(match[0]).text
    if match["number"]:
        return folded.replace(",", "")
    if match["initials"]:
        return folded.replace(".", "")
    if match["symbol"]:
        return _SYMBOL_NORMS.get(folded, folded[-1])
    return _POSSESSIVE.sub("", folded) or folded
