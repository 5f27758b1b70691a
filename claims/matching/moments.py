"""Compares dates that may be given in part only: a year, a month and day, a weekday."""

from collections.abc import Sequence

from claims.text import DateMention

_PARTS = ("year", "month", "day", "weekday")


def _shared(one: DateMention, other: DateMention) -> list[str]:
    return [p for p in _PARTS if getattr(one, p) is not None and getattr(other, p) is not None]


def agree(one: DateMention, other: DateMention) -> bool:
    """Whether two dates share a part and contradict each other in none."""
    return bool(_shared(one, other)) and not conflict(one, other)


def conflict(one: DateMention, other: DateMention) -> bool:
    """Whether two dates give a part differently; ranges of days only if they do not overlap."""
    for part in _shared(one, other):
        if part == "day":
            if not _days_overlap(one, other):
                return True
        elif getattr(one, part) != getattr(other, part):
            return True
    return False


def _days_overlap(one: DateMention, other: DateMention) -> bool:
    if one.day is None or other.day is None:
        return True
    return one.day <= (other.end_day or other.day) and other.day <= (one.end_day or one.day)


def is_another_time(dates: Sequence[DateMention], others: Sequence[DateMention]) -> bool:
    """Whether the others give the month of another time and none of them agrees with the dates."""
    months = [d for d in dates if d.month is not None]
    theirs = [d for d in others if d.month is not None]
    contradicted = any(conflict(d, o) for d in months for o in theirs)
    return contradicted and not any(agree(d, o) for d in dates for o in others)
