"""Finds numbers, percentages, money and measures, and gives them comparable values."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from claims.text.alternatives import any_of
from claims.text.dates import DateMention, find_dates
from claims.text.decimals import with_decimal_points
from claims.text.normalise import lowered
from claims.text.number_words import (
    CURRENCY_WORDS,
    FRACTIONS,
    MAGNITUDES,
    MEASURE_WORDS,
    TENS,
    UNITS,
)
from claims.text.numerals import (
    DIGITS,
    FIRST_WORD,
    MAGNITUDE,
    MONEY_MAGNITUDE,
    NUMERAL_BEGINNINGS,
    WORDS,
    read_number,
)
from claims.text.scanning import compiled_later, matches_at
from claims.text.unit_names import signed_currency, written_currency, written_measure

_SIGN = (
    r"(?:(?:US|AU?|CA?|HK|NZ|S|NT|R|CN)?[$€£¥₽₹₩₺₴₪]|\b(?:USD|EUR|GBP|CNY|RMB|RUB|JPY|CHF|INR)\s?)"
)
_PERCENT_WORDS = r"%|per\s?cent\b|pct\b"
_POINT_WORDS = r"(?:percentage|%)[\s-]points?\b|basis[\s-]points?\b|pp\b"
_MONEY_WORDS = (
    r"(?:(?:US|U\.S\.|Hong\sKong|(?-i:[A-Z][a-z]+))\s)?"
    rf"{any_of(CURRENCY_WORDS)}\b|[€£₽₹$]"
)
_PLAIN_MEASURES = any_of(MEASURE_WORDS, blank=r"[\s-]")
_MEASURES = (
    rf"(?:(?:square|sq\.?|cubic)[\s-])?{_PLAIN_MEASURES}"
    r"(?:(?:\s(?:per|an?)\s|/)(?:second|hour|s|h)(?!\w))?"
)
_UNIT = (
    rf"(?:[\s-]?(?P<points>{_POINT_WORDS})|\s?(?P<percent>{_PERCENT_WORDS})"
    rf"|[\s-]?(?P<money>{_MONEY_WORDS})|[\s-]?(?P<measure>{_MEASURES})(?![\w²³]))"
)
_GUARD = r"(?<![\w.:/#@])(?<!\w[-–])(?<!\d,)"
_END = r"(?![\w#]|[.,]\d)"


def _numeral(name: str) -> str:
    return (
        rf"(?:(?P<{name}_digits>{DIGITS})|(?P<{name}_words>\b{WORDS}))"
        rf"(?P<{name}_magnitude>{MAGNITUDE}|{MONEY_MAGNITUDE})?"
    )


_UNITS = ("points", "percent", "money", "measure")
_LOW_PARTS = ("low_digits", "low_words", "low_magnitude", *(f"low_{name}" for name in _UNITS))
_HIGH_PARTS = ("high_sign", "high_digits", "high_words")
_FLAGS = re.IGNORECASE
_single = compiled_later(
    rf"{_GUARD}(?P<minus>[-−](?=[\d.$€£]))?(?:(?P<sign>{_SIGN})\s?)?{_numeral('low')}{_UNIT}?{_END}",
    _FLAGS,
)
_range = compiled_later(
    rf"{_GUARD}(?:(?P<sign>{_SIGN})\s?)?{_numeral('low')}(?:{_UNIT.replace('?P<', '?P<low_')})?"
    rf"(?:\s+to\s+|\s?[-–—]\s?|(?P<conjunction>\s+and\s+))(?:(?P<high_sign>{_SIGN})\s?)?"
    rf"{_numeral('high')}{_UNIT}?{_END}",
    _FLAGS,
)
_fraction = compiled_later(
    r"\b(?:(?P<count>a|one|two|three|four|five|seven)[\s-](?P<part>half|third|quarter|fourth|fifth"
    r"|sixth|eighth|tenth)(?P<plural>s)?|(?P<half>half))\b(?P<whole>\s+(?:of|the|all)\b)?",
    _FLAGS,
)
_SUPERLATIVE_WORDS = """
largest biggest highest lowest smallest longest richest poorest most least best worst
"""
_SUPERLATIVES = frozenset(_SUPERLATIVE_WORDS.split())
_ordinal = compiled_later(
    r"(?<![\w.,])(?:(?-i:No)\.?\s?|#)(?P<ranked>\d{1,4})(?![\w%]|[.,]\d)"
    r"|(?<![\w.,-])(?P<digits>\d{1,3}(?:,\d{3})*)(?:st|nd|rd|th)\b"
    r"|\b(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    rf"(?=[\s-](?:{'|'.join(sorted(_SUPERLATIVES))})\b)",
    _FLAGS,
)
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_ORDINAL_WORDS = {word: value for value, word in enumerate(_RANKS.split(), start=1)}
_ADDRESS_OR_FILE = re.compile(
    r"https?://|www\.|\w\.(?:jpe?g|png|gif|webp|html?|pdf|com|org|net)\b", _FLAGS
)
_ADDRESS_CUE_WORDS = """
http www. .jp .png .gif .webp .htm .pdf .com .org .net
"""
_ADDRESS_CUES = tuple(_ADDRESS_CUE_WORDS.split())
# Times, versions, fractions and decades hold digits that count nothing.
_not_counted = compiled_later(
    r"\b\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\b)?|\b\d+(?:\.\d+){2,}\b|\b\d+/\d+\b|\b(?:1[5-9]|20)\d0s\b",
    _FLAGS,
)
_WORD = re.compile("[a-z]+")
_NUMBER_WORDS = frozenset([*UNITS, *TENS, *MAGNITUDES, *FRACTIONS, *_ORDINAL_WORDS])
_FRACTION_WORDS = frozenset([*FRACTIONS, *(f"{word}s" for word in FRACTIONS)])
# Where the patterns can begin. A class comes first: a search for one is the fastest there is.
_ANY_DIGIT = re.compile(r"\d")
_DIGIT = re.compile(r"\d(?<!\w.)")
_NUMERAL_MARK = re.compile(r"[\d$€£¥₽₹₩₺₴₪](?<!\d.)")
_WORD_START = re.compile(r"[abdefhmnostzABDEFHMNOSTZſ](?<!\w.)")
_RANK_MARK = re.compile(r"[\dN#](?<!\w.)")
_RANK_START = re.compile(r"[\d#eEfFnNsStTſ](?<!\w.)")
# What joins the two ends of a range, with the beginning of the second.
_joint = compiled_later(rf"(?:\s(?:to|and)\s|[-–—])\s*(?:{_SIGN}|[\d.]|{FIRST_WORD})", _FLAGS)
_RANKED = re.compile(r"\d(?:st|nd|rd|th)|#\d|No\.?\s?\d", _FLAGS)
_DIVIDED = re.compile(r"\d(?:[:./]\d|s)", _FLAGS)
# Behind one of these and a blank no sign can stand: none ends so.
_NO_SIGNS = frozenset("aceghijklmnoqstuvwxzACEGHIJKLMNOQSTUVWXZ,;:)")
_BEFORE_NUMERAL = re.compile(rf"(?:[-−.]|{_SIGN}|\s)+\Z", _FLAGS)
_LONGEST_SIGN = 8
# A word character, so that nothing is read next to what was blanked.
_BLANK = "_"


class QuantityKind(StrEnum):
    """What a quantity counts. Only quantities of one kind and unit can contradict each other."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as written (`text == document[start:end]`) and its value, `low` to `high`.

    `unit` is an ISO 4217 code for money, "%" or "percentage points" for percentages, a canonical
    measure such as "km" or "year", or "". `low == high` unless the text gives a range.
    """

    start: int
    end: int
    text: str
    kind: QuantityKind
    low: Decimal
    high: Decimal
    unit: str


def find_quantities(text: str, *, language: str = "en") -> tuple[Quantity, ...]:
    """The quantities of a text, in order and apart.

    Commas group thousands and a point begins decimals, as in English, unless `language` (a BCP-47
    tag) has it the other way; words are read in English only. "Half of" and "two-thirds"
    are percentages, "No.1", "16th" and "third largest" ordinals. The number of a date is no
    quantity, nor are the digits of a name (COVID-19), time or address, nor a lone "one".
    """
    return quantities_among(text, words_of(text), language=language)


def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters: what no pattern needs to be tried without."""
    return frozenset(_WORD.findall(lowered(text)))


def quantities_among(
    text: str,
    words: frozenset[str],
    *,
    language: str,
    dates: Sequence[DateMention] | None = None,
) -> tuple[Quantity, ...]:
    """As `find_quantities`, where `words_of` and perhaps `find_dates` of the text are known."""
    if words.isdisjoint(_NUMBER_WORDS) and not _ANY_DIGIT.search(text):
        return ()
    masked = _without_dates(text, find_dates(text) if dates is None else dates)
    masked = with_decimal_points(masked, language=language.split("-")[0].lower())
    numerals = _numerals(masked, words)
    if not numerals and words.isdisjoint(_NUMBER_WORDS):
        # Most sentences with a figure have it in a date.
        return ()
    starts = _numeral_starts(masked, numerals)
    has_range = len(numerals) > 1 and _joint().search(masked) is not None
    found: list[Quantity] = []
    for find in _FINDERS if has_range else _FINDERS_OF_SINGLES:
        new = list(find(_Page(text, masked, words, starts)))
        masked = _blanked(masked, [(quantity.start, quantity.end) for quantity in new])
        found += new
    return tuple(sorted(found, key=lambda quantity: quantity.start))


class _Page(NamedTuple):
    """A text, the same with what is read already blanked out, its words, and where numerals and
    the signs before them can begin (a blank takes away, so these stay true)."""

    text: str
    masked: str
    words: frozenset[str]
    starts: list[int]


def _numerals(masked: str, words: frozenset[str]) -> list[int]:
    """Where digits, number words and the signs of currencies begin."""
    numerals = _found_at(_NUMERAL_MARK, masked)
    if not words.isdisjoint(_NUMBER_WORDS):
        numerals = chain(numerals, numeral_words(masked))
    return list(numerals)


def _numeral_starts(masked: str, numerals: Iterable[int]) -> list[int]:
    """The numerals and what may stand before them; nothing begins with a blank."""
    starts: set[int] = set()
    for numeral in numerals:
        if masked[numeral - 1 : numeral] == " " and masked[numeral - 2 : numeral - 1] in _NO_SIGNS:
            starts.add(numeral)
            continue
        before = _BEFORE_NUMERAL.search(masked, max(0, numeral - _LONGEST_SIGN), numeral)
        first = before.start() if before else numeral
        starts.update(i for i in range(first, numeral + 1) if not masked[i].isspace())
    return sorted(starts)


def digit_starts(text: str) -> Iterator[int]:
    """Where digits begin that follow no letter or digit."""
    return _found_at(_DIGIT, text)


def numeral_words(text: str) -> Iterator[int]:
    """Where words begin that may begin a number."""
    for start in _found_at(_WORD_START, text):
        beginning = text[start : start + 3].lower()
        if beginning in NUMERAL_BEGINNINGS or not beginning.isascii():
            yield start


def _without_dates(text: str, dates: Iterable[DateMention]) -> str:
    """The text with dates and uncounted digits blanked out, of the same length."""
    masked = text
    if any(map(lowered(text).__contains__, _ADDRESS_CUES)):
        words = re.finditer(r"\S+", text)
        masked = _blanked(text, [m.span() for m in words if _ADDRESS_OR_FILE.search(m[0])])
    spans = [(date.start, date.end) for date in dates]
    if _DIVIDED.search(masked):
        digits = _found_at(_DIGIT, masked)
        spans += [found.span() for found in matches_at(_not_counted(), masked, digits)]
    return _blanked(masked, spans)


def _found_at(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    return (found.start() for found in pattern.finditer(text))


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{_BLANK * (end - start)}{text[end:]}"
    return text


def _fractions(page: _Page) -> Iterator[Quantity]:
    if page.words.isdisjoint(_FRACTION_WORDS):
        return
    for match in matches_at(_fraction(), page.masked, _found_at(_WORD_START, page.masked)):
        if not match["whole"] and not match["plural"]:
            continue
        part = FRACTIONS[lowered(match["half"] or match["part"])]
        count = match["count"] or "one"
        share = round(100 * part * UNITS.get(lowered(count), 1), 2)
        end = match.start("whole") if match["whole"] else match.end()
        yield _quantity(page.text, (match.start(), end), QuantityKind.PERCENT, (share, share), "%")


def _ordinals(page: _Page) -> Iterator[Quantity]:
    has_superlative = not page.words.isdisjoint(_SUPERLATIVES)
    if not has_superlative and not _RANKED.search(page.masked):
        return
    start = _RANK_START if has_superlative else _RANK_MARK
    for match in matches_at(_ordinal(), page.masked, _found_at(start, page.masked)):
        digits = (match["ranked"] or match["digits"] or "").replace(",", "")
        rank = Decimal(digits or _ORDINAL_WORDS[lowered(match["word"])])
        yield _quantity(page.text, match.span(), QuantityKind.ORDINAL, (rank, rank), "")


def _ranges(page: _Page) -> Iterator[Quantity]:
    for match in matches_at(_range(), page.masked, page.starts):
        before = page.masked[max(0, match.start() - 10) : match.start()].lower().rstrip()
        kind, unit = _unit(match)
        low, high = _range_values(match, kind)
        if _differ_in_unit(match) or (match["conjunction"] and not before.endswith("between")):
            continue
        if before.endswith("from"):
            # "from 3 to 4 percent" tells of a change between two percentages.
            end = max(match.end(name) for name in _LOW_PARTS)
            yield _quantity(page.text, (match.start(), end), kind, (low, low), unit)
            start = next(match.start(name) for name in _HIGH_PARTS if match[name])
            yield _quantity(page.text, (start, match.end()), kind, (high, high), unit)
        elif low <= high:
            yield _quantity(page.text, match.span(), kind, (low, high), unit)


def _differ_in_unit(match: re.Match[str]) -> bool:
    low, high = _written_unit(match, "low_"), _written_unit(match, "")
    return (low is not None and low != high) or (bool(match["high_sign"]) and not match["sign"])


def _range_values(match: re.Match[str], kind: QuantityKind) -> tuple[Decimal, Decimal]:
    """Both ends of a range; in "3 to 4 million" the magnitude counts for both."""
    low, high = _value(match, "low", kind), _value(match, "high", kind)
    written_high = read_number(match["high_digits"], match["high_words"], None)
    if match["high_magnitude"] and not match["low_magnitude"] and low <= written_high:
        low *= read_number("1", None, match["high_magnitude"])
    return low, high


def _singles(page: _Page) -> Iterator[Quantity]:
    for match in matches_at(_single(), page.masked, page.starts):
        kind, unit = _unit(match)
        is_pronoun = lowered(match["low_words"] or "") == "one" and not match["low_magnitude"]
        if kind is QuantityKind.NUMBER and is_pronoun:
            continue
        value = _value(match, "low", kind)
        value = -value if match["minus"] else value
        yield _quantity(page.text, match.span(), kind, (value, value), unit)


def _quantity(
    text: str,
    span: tuple[int, int],
    kind: QuantityKind,
    values: tuple[Decimal, Decimal],
    unit: str,
) -> Quantity:
    return Quantity(*span, text[slice(*span)], kind, *values, unit)


def _unit(match: re.Match[str]) -> tuple[QuantityKind, str]:
    groups = match.groupdict()
    sign = groups["sign"] or groups.get("high_sign")
    if sign:
        return QuantityKind.MONEY, signed_currency(sign)
    written = _written_unit(match, "")
    if written is not None:
        return written
    is_metres = groups["low_magnitude"] == "m"
    return (QuantityKind.MEASURE, "m") if is_metres else (QuantityKind.NUMBER, "")


def _written_unit(match: re.Match[str], prefix: str) -> tuple[QuantityKind, str] | None:
    if match[prefix + "points"]:
        return QuantityKind.PERCENT, "percentage points"
    if match[prefix + "percent"]:
        return QuantityKind.PERCENT, "%"
    if match[prefix + "money"]:
        return QuantityKind.MONEY, written_currency(match[prefix + "money"])
    if match[prefix + "measure"]:
        return QuantityKind.MEASURE, written_measure(match[prefix + "measure"])
    return None


def _value(match: re.Match[str], name: str, kind: QuantityKind) -> Decimal:
    magnitude = match[f"{name}_magnitude"]
    if magnitude == "m" and kind is QuantityKind.MEASURE:
        magnitude = None
    value = read_number(match[f"{name}_digits"], match[f"{name}_words"], magnitude)
    return value / 100 if "basis" in lowered(match["points"] or "") else value


_FINDERS_OF_SINGLES = (_fractions, _ordinals, _singles)
_FINDERS = (_fractions, _ordinals, _ranges, _singles)
"""The kinds of quantities, in the order in which they take what they find out of the text."""
