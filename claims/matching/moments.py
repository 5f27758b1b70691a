"""Compares dates that may be given in part only: a year, a month and day, a quarter, a weekday."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.text import DateMention, lowered

_PARTS = ("year", "month", "day", "weekday")
_YEAR_RANGE = re.compile(r"\b(\d{4})[-–/](\d{4}|\d\d)(?!\d)")
_STAGES = {"early": (1, 5), "mid": (4, 6), "late": (8, 5)}
_RANKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PERIOD = re.compile(
    r"\b(?:(?P<rank>first|second|third|fourth|last)\s(?P<part>quarter|half)"
    r"|Q(?P<quarter>[1-4])|(?P<season>spring|summer|autumn|fall|winter)|(?P<stage>early|mid|late))[\s-]?"
    r"\s?(?:,|(?:of|in)\s(?:the\s(?:year|season)\s)?)?\s?(?P<year>(?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)
_DECADE = re.compile(r"\b(?:1[5-9]|20)\d0s\b")
_HOLIDAYS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year's day": (1, 1), "new year's eve": (12, 31), "valentine's day": (2, 14),
    "halloween": (10, 31),
}  # fmt: skip
_HOLIDAY = re.compile(
    rf"\b(?:{'|'.join(_HOLIDAYS)})\b(?:,?\s(?P<year>(?:1[5-9]|20)\d\d))?", re.IGNORECASE
)
_COUNTS = {
    "the": 1,
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "ten": 10,
}
_SHIFT = re.compile(
    r"\b(?P<count>the|an?|one|two|three|four|five|ten|\d{1,2})\s(?P<unit>day|week|month|year)s?\s"
    r"(?P<way>later|earlier|after|before)\b"
    r"|\bthe\s(?P<next>next|following|previous|preceding)\s(?P<step>day|week|month|year)\b"
    r"|\bthe\seve\sof\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7}
MOST_DATES = 60
"""Dates of each side that are compared; the rest of a calendar or table is left alone."""
_MONTHS_IN_SEASON = 4
"""A season is given a month more than it has, since its borders are a matter of opinion."""


@dataclass(frozen=True, slots=True)
class Period:
    """A part of a year as written: its year and months (1 to 12), over its end if it is winter."""

    start: int
    end: int
    text: str
    year: int
    months: frozenset[int]


def find_periods(text: str) -> tuple[Period, ...]:
    """Quarters, halves and seasons of a year, in order."""
    return tuple(
        Period(*m.span(), m[0], int(m["year"]), _months(m)) for m in _PERIOD.finditer(text)
    )


def _months(match: re.Match[str]) -> frozenset[int]:
    if match["season"]:
        first, length = _SEASONS[lowered(match["season"])], _MONTHS_IN_SEASON
    elif match["stage"]:
        first, length = _STAGES[lowered(match["stage"])]
    else:
        length = 6 if lowered(match["part"] or "") == "half" else 3
        rank = int(match["quarter"] or _RANKS[lowered(match["rank"])]) or 12 // length
        first = (rank - 1) * length + 1
    return frozenset((month - 1) % 12 + 1 for month in range(first, first + length))


def find_named_dates(text: str) -> tuple[DateMention, ...]:
    """Feast days that have a fixed date, and decades with their first year, in order."""
    days = (
        DateMention(
            *m.span(), m[0], int(m["year"]) if m["year"] else None, *_day_of(m[0]), None, None
        )
        for m in _HOLIDAY.finditer(text)
    )
    decades = (
        DateMention(*m.span(), m[0], int(m[0][:4]), None, None, None, None)
        for m in _DECADE.finditer(text)
    )
    return tuple(sorted((*days, *decades), key=lambda date: date.start))


def _day_of(written: str) -> tuple[int, int]:
    lower = lowered(written).replace("’", "'")
    return next(day for name, day in _HOLIDAYS.items() if lower.startswith(name))


def derived_dates(text: str, dates: Sequence[DateMention]) -> Iterator[DateMention]:
    """The dates that a text gives by their distance from another: "two days later"."""
    for match in _SHIFT.finditer(text) if dates else ():
        unit = lowered(match["unit"] or match["step"] or "day")
        back = lowered(match["way"] or match["next"] or "before") in {
            "earlier", "before", "previous", "preceding",
        }  # fmt: skip
        count = lowered(match["count"] or "the")
        steps = int(count) if count.isdigit() else _COUNTS[count]
        for date in dates:
            shifted = _shifted(date, unit, -steps if back else steps)
            if shifted is not None:
                yield shifted


def _shifted(date: DateMention, unit: str, steps: int) -> DateMention | None:
    """A date so many steps later, `None` if it does not say enough to tell."""
    if date.year is None:
        return None
    if unit == "year":
        return replace(date, year=date.year + steps)
    if unit == "month" and date.month is not None:
        months = 12 * date.year + date.month - 1 + steps
        return replace(date, year=months // 12, month=months % 12 + 1, day=None)
    return _shifted_by_days(date, steps * _DAYS.get(unit, 0))


def _shifted_by_days(date: DateMention, days: int) -> DateMention | None:
    if date.month is None or date.day is None or not days:
        return None
    try:
        day = datetime.date(date.year or 1, date.month, date.day) + datetime.timedelta(days)
    except (ValueError, OverflowError):
        return None
    return replace(date, year=day.year, month=day.month, day=day.day, weekday=None, end_day=None)


def _shared(one: DateMention, other: DateMention) -> list[str]:
    return [p for p in _PARTS if getattr(one, p) is not None and getattr(other, p) is not None]


def agree(one: DateMention, other: DateMention) -> bool:
    """Whether two dates share a part and contradict each other in none."""
    return bool(_shared(one, other)) and not conflict(one, other)


def conflict(one: DateMention, other: DateMention) -> bool:
    """Whether two dates give a part differently; ranges only if they do not overlap."""
    for part in _shared(one, other):
        if part == "day":
            if not _days_overlap(one, other):
                return True
        elif part == "year":
            if not _years_overlap(one, other):
                return True
        elif getattr(one, part) != getattr(other, part):
            return True
    return False


def periods_conflict(one: Period, other: Period) -> bool:
    """Whether two parts of years have less than half of the shorter in common."""
    shared = len(one.months & other.months)
    return one.year != other.year or 2 * shared < min(len(one.months), len(other.months))


def outside(period: Period, date: DateMention) -> bool:
    """Whether a date lies in another year or month than a part of a year, as far as it says."""
    if date.year is not None and date.year != period.year:
        # Winter ends in the next year.
        return not (period.months & {12} and period.months & {1} and date.year == period.year + 1)
    return date.month is not None and date.month not in period.months


def _years_overlap(one: DateMention, other: DateMention) -> bool:
    (low, high), (low_there, high_there) = _years(one), _years(other)
    return low <= high_there and low_there <= high


def _years(date: DateMention) -> tuple[int, int]:
    """The first and last year: 2018 and 2019 for "2018/19", 1980 and 1989 for "1980s"."""
    year = date.year or 0
    if date.text.endswith("0s"):
        return year, year + 9
    written = _YEAR_RANGE.search(date.text)
    if written is None or int(written[1]) != year:
        return year, year
    last = int(written[2]) if len(written[2]) == 4 else year - year % 100 + int(written[2])
    return year, max(last, year)


def _days_overlap(one: DateMention, other: DateMention) -> bool:
    if one.day is None or other.day is None:
        return True
    return one.day <= (other.end_day or other.day) and other.day <= (one.end_day or one.day)


def is_another_time(dates: Sequence[DateMention], others: Sequence[DateMention]) -> bool:
    """Whether the others give the month of another time and none of them agrees with the dates."""
    dates, others = dates[:MOST_DATES], others[:MOST_DATES]
    months = [d for d in dates if d.month is not None]
    theirs = [d for d in others if d.month is not None]
    contradicted = any(conflict(d, o) for d in months for o in theirs)
    return contradicted and not any(agree(d, o) for d in dates for o in others)
