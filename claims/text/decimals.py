"""Decimal commas and points: which of the two a number's separators are, by language."""

import re
import unicodedata

# Languages that write 1.300,5 or 1 300,5 where English writes 1,300.5.
_COMMA_LANGUAGE_TAGS = """
af az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk lt lv mk nb nl nn no pl pt
ro ru sk sl sq sr sv tr uk uz vi
"""
COMMA_LANGUAGES = frozenset(_COMMA_LANGUAGE_TAGS.split())
_SEPARATED = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)+(?![.,]?\d)")
# Thousands in threes; a number that begins with 0 has none.
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|[1-9]\d{0,2}(?:,\d{3})+")
_ONE_COMMA = re.compile(r"\d+,\d+")
_EXCHANGED = str.maketrans(".,", ",.")


def with_decimal_points(text: str, *, language: str) -> str:
    """The text, of the same length, with its numbers separated as in English.

    "1.300,5" becomes "1,300.5" and "3,4" becomes "3.4" where `language` writes them so; "1.300"
    and "1,300" are both thousands there, and "3.4" stays as it is, as do dates and versions.
    """
    if language not in COMMA_LANGUAGES:
        return text
    return _SEPARATED.sub(lambda found: _exchanged(found[0]), text)


def _exchanged(number: str) -> str:
    if _GROUPED.fullmatch(number):
        return number.translate(_EXCHANGED) if "." in number else number
    return number.translate(_EXCHANGED) if _ONE_COMMA.fullmatch(number) else number


def ascii_digits(number: str) -> str:
    """A number in the digits and separators of ASCII: Arabic, Indian and other digits are read."""
    if number.isascii():
        return number
    plain = number.replace("٬", ",").replace("٫", ".")
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
