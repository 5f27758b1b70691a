"""Whether a claim speaks of the time at which a post appeared: its month, its year, or another."""

import re
from collections.abc import Set
from dataclasses import dataclass

MOMENT_FEATURES = ("same_month", "same_year", "years_before", "years_after")
# A gap of more years says no more.
_MOST_YEARS = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# “January 6, 2020”, “6 January 2020”, “Jan. 2020”, “January of 2020”.
_MONTH = re.compile(
    r"\b(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?(?: \d{1,2})?,?(?: of)? "
    r"(?P<year>(?:19|20)\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class Moments:
    """The years and the months, as (year, first three letters), that a text names."""

    years: Set[int]
    months: Set[tuple[int, str]]


def moments_of(text: str) -> Moments:
    """The moments of an English text."""
    return Moments(
        frozenset(int(year) for year in _YEAR.findall(text)),
        frozenset((int(each["year"]), each["month"][:3]) for each in _MONTH.finditer(text)),
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
