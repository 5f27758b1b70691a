"""Raises `date`: a date of the wording stands in the article with another day, month or year.

A part that only one side gives raises nothing, nor does a second date of the article if another
one agrees, or one that the article gives by its distance from another ("two days later").
"""

from collections.abc import Sequence

from claims.matching.moments import (
    MOST_DATES,
    Period,
    agree,
    conflict,
    derived_dates,
    find_named_dates,
    find_periods,
    outside,
    periods_conflict,
)
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.vocabulary import Flag, FlagReason
from claims.text import DateMention

_BEFORE, _AFTER = 4, 2
_REACH = 6
"""Words around the span within which a date belongs to it."""


def date_flag(pair: Pair) -> FlagReason | None:
    """The first date of the wording that the article gives differently."""
    wording = _dates(pair.wording)
    if not wording:
        return None
    stretch = _dates(pair.stretch)
    span = _in_span(pair, stretch)
    given = [*stretch, *derived_dates(pair.stretch.text, stretch)]
    meant = [*wording, *derived_dates(pair.wording.text, wording)]
    unmatched = [d for d in wording if not any(agree(d, other) for other in given)]
    if len(meant) > len(wording) and any(agree(m, o) for m in meant[len(wording) :] for o in given):
        return None
    free = [d for d in span if not any(agree(other, d) for other in meant)]
    for date in unmatched:
        for other in (d for d in free if conflict(date, d)):
            alone = len(wording) == len(span) == 1
            if alone or _near(pair.wording, date) & _near(pair.stretch, other):
                return _reason(date.text, other.text)
    return _period_reason(pair, span)


def _dates(passage: Passage) -> list[DateMention]:
    """The dates of a text with its feast days and decades, each stretch once."""
    named = find_named_dates(passage.text)
    plain = [
        d for d in passage.dates if not any(d.start < h.end and h.start < d.end for h in named)
    ]
    return sorted((*plain, *named), key=lambda date: date.start)[:MOST_DATES]


def _period_reason(pair: Pair, dates: Sequence[DateMention]) -> FlagReason | None:
    """A quarter, half or season of the wording that the article gives differently."""
    ours, theirs = find_periods(pair.wording.text), find_periods(pair.stretch.text)
    for period in ours:
        if theirs and all(periods_conflict(period, other) for other in theirs):
            return _reason(period.text, theirs[0].text)
        if not theirs and (rivals := _months_outside(period, dates)):
            return _reason(period.text, rivals[0].text)
    for period in theirs if not ours else ():
        months = [d for d in _dates(pair.wording) if d.month is not None]
        kept = any(agree(d, other) for d in months for other in dates if other.month is not None)
        if months and not kept and all(outside(period, d) for d in months):
            return _reason(months[0].text, period.text)
    return None


def _months_outside(period: Period, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates with a month, if all of them lie outside a period."""
    months = [d for d in dates if d.month is not None]
    return months if all(outside(period, d) for d in months) else []


def _reason(ours: str, theirs: str) -> FlagReason:
    explanation = f"The claim says {ours}, the article says {theirs}."
    return FlagReason(Flag.DATE, ours, theirs, explanation)


def _in_span(pair: Pair, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates in the span that matched, or within a few words of it."""
    start = pair.stretch.tokens[max(pair.first - _REACH, 0)].start
    end = pair.stretch.tokens[min(pair.last + _REACH, len(pair.stretch.tokens) - 1)].end
    return [d for d in dates if d.start < end and d.end > start]


def _near(passage: Passage, date: DateMention) -> set[str]:
    tokens = passage.tokens_in(date.start, date.end)
    around = (
        *passage.terms[max(tokens.start - _BEFORE, 0) : tokens.start],
        *passage.terms[tokens.stop : tokens.stop + _AFTER],
    )
    return set(around) - {""}
