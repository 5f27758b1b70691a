"""Finds dates in English text, as far as the text gives them; resolves no "yesterday"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.text.normalise import lowered
from claims.text.scanning import compiled_later, matches_at

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTH_NAMES, start=1)}
_WEEKDAY_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_WEEKDAY_NAMES)}

_FULL_MONTH = "|".join(f"{name}|{name.upper()}" for name in _MONTH_NAMES)
_MONTH = rf"\b(?P<month>{_FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = "(?P<weekday>" + "|".join(_WEEKDAY_NAMES) + ")"
_WEEKDAY_BEFORE = rf"(?:\b{_WEEKDAY},?\s+(?:the\s+)?)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_LAST_DAY = r"(?:\s*(?:-|–|—|to|until|and|&)\s*(?P<end_day>\d{1,2})(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_NOT_IN_NUMBER = r"(?<![\w.,/$€£-])"
_NUMBER_ENDS = r"(?![\w/%]|[.,:]\d|-\w)"
_MAYBE_YEAR = rf"(?:,?\s+{_YEAR}{_NUMBER_ENDS})?"
_YEARS = r"(?:[-–/]\d\d(?:\d\d)?)?"
_TEMPORAL = (
    r"(?i:in|since|until|till|by|from|of|for|during|through|before|after|around|between|last|this"
    r"|next|late|early|mid|and|to|the|throughout|circa|year)"
)
_MAYBE_TEMPORAL = rf"(?P<temporal>\b{_TEMPORAL}[\s-]+)?"
# Only the word before tells these months from a verb.
_AMBIGUOUS_MONTHS = frozenset({"may", "mar"})
# Without a temporal word before it, only a number from this range is read as a year.
_LIKELY_YEARS = range(1990, 2036)

# Most complete first: a stretch of text belongs to the first pattern that takes it. Beside each
# stands what it can begin with, a digit, a year, a month, a weekday, or a temporal word before
# those, and what must stand somewhere in the text: one of these, or a mark.
_PATTERNS = tuple(
    (beginnings, frozenset(needs), compiled_later(pattern))
    for beginnings, needs, pattern in (
        ("y", "y-", rf"{_NOT_IN_NUMBER}{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d){_NUMBER_ENDS}"),
        ("dy", "y", rf"{_NOT_IN_NUMBER}(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}(?!\d)"),
        ("dy", "y/", rf"{_NOT_IN_NUMBER}(?P<first>\d\d?)/(?P<second>\d\d?)/{_YEAR}{_NUMBER_ENDS}"),
        (
            "wdy",
            "dm",
            rf"{_WEEKDAY_BEFORE}{_NOT_IN_NUMBER}{_DAY}{_LAST_DAY}\s+(?:of\s+)?{_MONTH}{_MAYBE_YEAR}",
        ),
        ("wm", "dm", rf"{_WEEKDAY_BEFORE}{_MONTH}\s+{_DAY}{_LAST_DAY}{_NUMBER_ENDS}{_MAYBE_YEAR}"),
        ("wm", "dm", rf"{_WEEKDAY_BEFORE}{_MONTH}\s+{_DAY}{_NUMBER_ENDS}{_MAYBE_YEAR}"),
        ("m", "my", rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}{_NUMBER_ENDS}"),
        ("ty", "y", rf"{_MAYBE_TEMPORAL}{_NOT_IN_NUMBER}{_YEAR}{_YEARS}{_NUMBER_ENDS}"),
        ("w", "w", rf"\b{_WEEKDAY}\b"),
        ("tm", "m", rf"{_MAYBE_TEMPORAL}{_MONTH}(?!\w)"),
    )
)
_MARKS = frozenset("-/")
_YEAR_DIGITS = re.compile(r"(?:1[5-9]|20)\d\d")
_START = re.compile(r"[\dJFMASONDTW](?<!\w.)")
_PREFIXES = (
    {name[:3]: "m" for name in _MONTH_NAMES}
    | {name[:3].upper(): "m" for name in _MONTH_NAMES}
    | {name[:3]: "w" for name in _WEEKDAY_NAMES}
)
_LONGEST_TEMPORAL = 11
_TEMPORAL_WORD = re.compile(rf"\b{_TEMPORAL}\Z")
_COUNTED = re.compile(
    r"[\s-]*(?:percent|per\s?cent|hundred|thousand|million|billion|trillion|bn|km|kg|tons?|tonnes?"
    r"|met(?:er|re)s?|miles?|dollars?|euros?|pounds?|yuan|rubles?|roubles?|USD|EUR|GBP|people|men"
    r"|women|children|soldiers|troops|jobs|cases|deaths|homes|households|years|days|hours)\b"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written (`text == document[start:end]`); a part the text does not give is `None`.

    `month` and `day` count from 1, `weekday` from 0 for Monday. `end_day` is the last day of a
    range of days ("March 20-23" has day 20 and end_day 23).
    """

    start: int
    end: int
    text: str
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    end_day: int | None


def find_dates(text: str) -> tuple[DateMention, ...]:
    """The dates of a text, in order and apart.

    Read are day and month in either English order, ISO dates, dd.mm.yyyy, months and years, years
    alone, months alone and weekdays. Of dd/mm/yyyy only the year is kept when day and month could
    be exchanged. A four-digit number is a year unless something is counted with it.
    """
    starts = _starts(text)
    there = {kind for _, kind in starts}
    if there <= {"d"}:
        return ()
    if "y" in there:
        there |= {"d", *_MARKS.intersection(text)}
    taken = bytearray(len(text))
    found = []
    for beginnings, needs, pattern in _PATTERNS:
        if not needs <= there:
            continue
        for match in matches_at(pattern(), text, _starts_of(beginnings, text, starts)):
            mention = _mention(text, match)
            if mention is not None and not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _starts(text: str) -> list[tuple[int, str]]:
    """Where digits, years, months and weekdays may begin, and which it is: "d", "y", "m" or "w"."""
    starts = []
    for found in _START.finditer(text):
        start = found.start()
        if found[0].isdecimal():
            starts.append((start, "y" if _YEAR_DIGITS.match(text, start) else "d"))
            continue
        kind = _PREFIXES.get(text[start : start + 3])
        if kind is not None:
            starts.append((start, kind))
    return starts


def _starts_of(kinds: str, text: str, starts: Sequence[tuple[int, str]]) -> Iterator[int]:
    """The starts of these kinds in order; "t" stands for the temporal words before them, too."""
    for start, kind in starts:
        if kind in kinds:
            if kinds[0] == "t":
                yield from _temporal_before(text, start)
            yield start


def _temporal_before(text: str, start: int) -> Iterator[int]:
    end = start
    while end and (text[end - 1] == "-" or text[end - 1].isspace()):
        end -= 1
    if end < start:
        word = _TEMPORAL_WORD.search(text, max(0, end - _LONGEST_TEMPORAL), end)
        if word is not None:
            yield word.start()


def _mention(text: str, match: re.Match[str]) -> DateMention | None:
    groups = match.groupdict()
    if "first" in groups:
        day, month = _slashed(int(groups["first"]), int(groups["second"]))
    else:
        day, month = _number(groups.get("day")), _month(groups.get("month"))
    year, end_day = _number(groups.get("year")), _number(groups.get("end_day"))
    is_day = all(value is None or 1 <= value <= 31 for value in (day, end_day))
    if not is_day or (month is not None and not 1 <= month <= 12):
        return None
    if end_day is not None and end_day <= (day or 0):
        return None
    if "temporal" in groups and not _is_dated(text, match):
        return None
    start = match.end("temporal") if groups.get("temporal") else match.start()
    weekday = _WEEKDAY_NUMBERS.get(lowered(groups.get("weekday") or "")[:3])
    written = text[start : match.end()]
    return DateMention(start, match.end(), written, year, month, day, weekday, end_day)


def _is_dated(text: str, match: re.Match[str]) -> bool:
    """Whether a lone year or month is one, and no count and no verb."""
    groups = match.groupdict()
    is_temporal = groups["temporal"] is not None
    if groups.get("year"):
        if _COUNTED.match(text, match.end()):
            return False
        return is_temporal or int(groups["year"]) in _LIKELY_YEARS
    return is_temporal or lowered(groups["month"])[:3] not in _AMBIGUOUS_MONTHS


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if written.isdigit() else _MONTH_NUMBERS[lowered(written)[:3]]


def _slashed(first: int, second: int) -> tuple[int | None, int | None]:
    """Day and month of first/second, where only one order is possible."""
    if first > 12:
        return first, second
    if second > 12:
        return second, first
    return (first, second) if first == second else (None, None)
