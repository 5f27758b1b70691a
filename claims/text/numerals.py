"""Reads a number in digits, in English words or in both: "1,300", "1.05 million"."""

import re
from decimal import Decimal

from claims.text.alternatives import any_of
from claims.text.normalise import lowered
from claims.text.number_words import LETTER_MAGNITUDES, MAGNITUDES, TENS, UNITS

_ROUND = "hundred|dozen|thousand|million|billion|trillion"
_WORDS = [*UNITS, *TENS, *_ROUND.split("|")]
_WORD = any_of(_WORDS)
_BLANK = "[ \\t\\n\u00a0\u202f]"
_LONG_MAGNITUDES = any_of(MAGNITUDES.keys() - LETTER_MAGNITUDES, blank=_BLANK)
# No number ends among its digits, so those of a plain one are never given back one by one.
DIGITS = (
    r"(?:\d{1,3}(?:(?:,|[\u00a0\u202f\u2009])\d{3})+(?!\d)(?:\.\d+)?"
    r"|(?>\d+(?:\.\d+)?)|(?>\.\d+))"
)
_ARTICLE = rf"half{_BLANK}+a{_BLANK}+|an?{_BLANK}+(?=(?:{_ROUND})\b)"
# At most ten words: no number is longer, and a text of nothing but number words stays linear.
WORDS = rf"(?:{_ARTICLE})?{_WORD}(?:(?:{_BLANK}+and{_BLANK}+|[\s-]+){_WORD}){{0,9}}\b"
MAGNITUDE = rf"(?:{_BLANK}?-?{_LONG_MAGNITUDES}\b)"
_BLANKS = " \t\n\u00a0\u202f"
# How such words begin: the first three characters, in small letters.
NUMERAL_BEGINNINGS = (
    frozenset(word[:3] for word in [*_WORDS, "half"])
    | {f"an{blank}" for blank in _BLANKS}
    | {f"a{blank}{letter}" for blank in _BLANKS for letter in _BLANKS + "hdtmb"}
)
# The first word of such words, or the first two.
FIRST_WORD = rf"(?:{_WORD}|half|an?{_BLANK}+(?:{_ROUND})\b)"
MONEY_MAGNITUDE = r"(?:[kKmMbB]\b)"


def read_number(digits: str | None, words: str | None, magnitude: str | None) -> Decimal:
    """The value of a numeral: its digits or its words, times its magnitude."""
    value = _digits_value(digits) if digits else _words_value(words or "")
    if magnitude:
        value *= MAGNITUDES[" ".join(lowered(magnitude).strip(" -\t\n\u00a0\u202f").split())]
    return value


def _digits_value(digits: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", digits))


def _words_value(words: str) -> Decimal:
    total, current = Decimal(0), Decimal(0)
    for word in re.findall(r"[a-z]+", lowered(words)):
        if word == "half":
            current = Decimal("0.5")
        elif word in UNITS or word in TENS:
            current += UNITS.get(word, 0) or TENS.get(word, 0)
        elif word in {"hundred", "dozen"}:
            current = (current or 1) * MAGNITUDES[word]
        elif word in MAGNITUDES:
            # "Five thousand million" multiplies, "two million five thousand" adds.
            if total and not current and total < MAGNITUDES[word]:
                total *= MAGNITUDES[word]
            else:
                total += (current or 1) * MAGNITUDES[word]
            current = Decimal(0)
    return total + current
