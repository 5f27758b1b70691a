"""Raises `date`: a date of the wording stands in the article with another day, month or year.

A part that only one side gives raises nothing, nor does a second date of the article if another
one agrees.
"""

from claims.matching.moments import agree, conflict
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.vocabulary import Flag, FlagReason
from claims.text import DateMention

_BEFORE, _AFTER = 4, 2


def date_flag(pair: Pair) -> FlagReason | None:
    """The first date of the wording that the article gives differently."""
    wording = pair.wording.dates
    span = _in_span(pair)
    unmatched = [d for d in wording if not any(agree(d, other) for other in pair.stretch.dates)]
    free = [d for d in span if not any(agree(other, d) for other in wording)]
    for date in unmatched:
        rivals = [d for d in free if conflict(date, d)]
        alone = len(wording) == len(span) == 1
        for other in rivals:
            if alone or _near(pair.wording, date) & _near(pair.stretch, other):
                explanation = f"The claim says {date.text}, the article says {other.text}."
                return FlagReason(Flag.DATE, date.text, other.text, explanation)
    return None


def _in_span(pair: Pair) -> list[DateMention]:
    """The dates in the span that matched, or within a few words of it."""
    start = pair.stretch.tokens[max(pair.first - _BEFORE, 0)].start
    end = pair.stretch.tokens[min(pair.last + _BEFORE, len(pair.stretch.tokens) - 1)].end
    return [d for d in pair.stretch.dates if d.start < end and d.end > start]


def _near(passage: Passage, date: DateMention) -> set[str]:
    tokens = passage.tokens_in(date.start, date.end)
    around = (
        *passage.terms[max(tokens.start - _BEFORE, 0) : tokens.start],
        *passage.terms[tokens.stop : tokens.stop + _AFTER],
    )
    return set(around) - {""}
