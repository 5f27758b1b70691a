"""Finds dates, as far as a text gives them."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written (`text == document[start:end]`); a part the text does not give is `None`.

    `month` and `day` count from 1, `weekday` from 0 for Monday. `end_day` is the last day of a range of days.
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
    """The dates of a text, in order."""
    return tuple(
        DateMention(m.start(), m.end(), m[0], int(m[0]), None, None, None, None)
        for m in re.finditer(r"\b(?:19|20)\d\d\b", text)
    )
