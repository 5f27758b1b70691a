"""Whether a claim speaks of the time at which a post appeared: its month, its year, or another."""

import re
from collections.abc import Set
from dataclasses import dataclass

from claims.text import find_dates

MOMENT_FEATURES = ("same_month", "same_year", "years_before", "years_after")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""The first three letters of each month."""
# A gap of more years says no more.
_MOST_YEARS = 5
# Looser than a date: what nothing marks as a year may be one, and costs little if it is none.
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Moments:
    """The years and the months, as (year, first three letters), that a text names."""

    years: Set[int]
    months: Set[tuple[int, str]]


def moments_of(text: str) -> Moments:
    """The moments of an English text."""
    return Moments(
        frozenset(int(year) for year in _YEAR.findall(text)),
        frozenset(
            (date.year, MONTHS[date.month - 1])
            for date in find_dates(text)
            if date.year is not None and date.month is not None
        ),
    )


def moment_features(months: Set[tuple[int, str]], claim: Moments) -> list[float]:
    """The features named MOMENT_FEATURES, 0 to 1; all 0 if either side tells no time."""
    if not months or not claim.years:
        return [0.0] * len(MOMENT_FEATURES)
    gap = min((year - posted for year in claim.years for posted, _ in months), key=abs)
    return [
        float(bool(months & claim.months)),
        float(gap == 0),
        min(max(-gap, 0), _MOST_YEARS) / _MOST_YEARS,
        min(max(gap, 0), _MOST_YEARS) / _MOST_YEARS,
    ]
