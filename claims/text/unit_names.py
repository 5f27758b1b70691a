"""The canonical name of a unit or currency, however it is written."""

import re

from claims.text.normalise import lowered
from claims.text.number_words import CURRENCY_SIGNS, CURRENCY_WORDS, MEASURE_WORDS

_PER = re.compile(r"\s(?:per|an?)\s(?=second|hour|s\b|h\b)")
_POWERS = {"square": "²", "sq": "²", "cubic": "³"}
_DOLLARS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD",
    "hong": "HKD", "singapore": "SGD",
}  # fmt: skip


def written_measure(written: str) -> str:
    """A measure after a number: "square kilometres" is km², "miles an hour" mi/h."""
    words = _PER.sub("/", lowered(written)).replace("-", " ")
    words, _, per = words.partition("/") if words not in MEASURE_WORDS else (words, "", "")
    power = _POWERS.get(words.split()[0].rstrip("."), "")
    plain = words.split(maxsplit=1)[1] if power else words
    return MEASURE_WORDS[" ".join(plain.split())] + power + (f"/{per[0]}" if per else "")


def written_currency(written: str) -> str:
    """The ISO 4217 code of a currency after a number; "fijian dollar" where none is known."""
    *before, word = lowered(written).split()
    if before and word.startswith("dollar"):
        return _DOLLARS.get(before[0], f"{before[0]} dollar")
    return CURRENCY_WORDS.get(word) or CURRENCY_SIGNS[word]


def signed_currency(sign: str) -> str:
    """That of a sign or code before a number: "RMB 5" is in CNY, as "5 yuan" is."""
    small = lowered(sign).strip()
    return CURRENCY_SIGNS.get(small) or CURRENCY_WORDS.get(small) or small.upper()
