"""Raises `number`: a quantity of the wording stands in the article with another value or unit.

A quantity that only one side gives raises nothing.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from claims.matching.measured import Measured, agree, are_comparable
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.vocabulary import Flag, FlagReason
from claims.terms import lightness
from claims.text import QuantityKind

_COMPARED = frozenset(
    {("instead", "of"), ("rather", "than"), ("up", "from"), ("down", "from"), ("compared", "with")}
    | {("compared", "to"), ("against", "only"), ("but", "not")}
)
_RATE_REACH = 5
_FARTHEST_STEP = 2
"""Words between two figures of which one grew into the other: "from 20 to 25"."""
_PER = frozenset({"a", "an", "per", "each", "every"})
_RATES = frozenset({"hour", "day", "night", "week", "month", "year"})
_ADVERBS = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "annually": "year",
    "yearly": "year",
}  # fmt: skip
_RANKS_WORDS = """
first second third fourth fifth sixth seventh eighth ninth tenth
"""
_RANKS = frozenset(_RANKS_WORDS.split())
_PARTS_WORDS = """
quarter half of the and to in time
"""
_PARTS = frozenset(_PARTS_WORDS.split())


def number_flag(pair: Pair) -> FlagReason | None:
    """The first quantity or rank of the wording that the article gives differently."""
    return _quantity_reason(pair) or _rank_reason(pair)


def _quantity_reason(pair: Pair) -> FlagReason | None:
    wording = pair.wording.quantities
    if not wording:
        return None
    stretch = pair.stretch.quantities
    unmatched = _unmatched(wording, stretch)
    free = [q for q in _unmatched(stretch, wording) if not _is_baseline(pair.stretch, q)]
    for quantity in unmatched:
        rivals = [q for q in free if are_comparable(quantity, q)]
        best = max(rivals, key=lambda q: _closeness(quantity, q), default=None)
        if best is not None and _conflicts(
            pair, quantity, best, alone=len(unmatched) == len(rivals) == 1
        ):
            return _reason(quantity, best)
    return _recount(unmatched, free) or _bound_reason(wording, stretch) or _rate_reason(pair)


def _unmatched(ours: Sequence[Measured], theirs: Sequence[Measured]) -> list[Measured]:
    """Our quantities that they do not give: neither as such nor as a difference of two."""
    return [
        q
        for q in ours
        if not any(agree(q, other) for other in theirs) and not _is_difference(q, theirs)
    ]


def _is_baseline(passage: Passage, one: Measured) -> bool:
    """Whether it is what another figure is compared with: "instead of four months"."""
    lead = [t.norm for t in passage.tokens[max(one.tokens.start - 2, 0) : one.tokens.start]]
    return tuple(lead) in _COMPARED


def _is_difference(one: Measured, others: Sequence[Measured]) -> bool:
    """Whether it is by how much two quantities that follow each other differ: "from 20 to 25"."""
    return any(
        high.tokens.start - low.tokens.stop <= _FARTHEST_STEP
        and low.quantity.kind is high.quantity.kind is one.quantity.kind
        and abs(high.quantity.low - low.quantity.low) == one.quantity.low
        for low, high in pairwise(others)
    )


def _recount(unmatched: Sequence[Measured], free: Sequence[Measured]) -> FlagReason | None:
    """The only plain number left over on each side, if it stands among the same words."""
    ours = [q for q in unmatched if q.quantity.kind is QuantityKind.NUMBER]
    theirs = [q for q in free if q.quantity.kind is QuantityKind.NUMBER]
    if len(ours) != 1:
        return None
    rivals = [q for q in theirs if _told(q) & _told(ours[0])]
    return _reason(ours[0], rivals[0]) if len(rivals) == 1 else None


def _told(one: Measured) -> set[str]:
    """The words around a number that say something: no dates, no other numbers."""
    return {t for t in one.near if lightness(t) == 1 and not t[:1].isdigit()}


def _closeness(one: Measured, other: Measured) -> tuple[int, int, Decimal]:
    same_unit = int(one.quantity.unit == other.quantity.unit)
    return same_unit, len(one.near & other.near), -abs(one.low - other.low)


def _conflicts(pair: Pair, one: Measured, other: Measured, *, alone: bool) -> bool:
    """Comparable quantities conflict if they are the only ones, or stand among the same words."""
    if alone or one.near & other.near:
        return True
    left = pair.wording.tokens_in(one.quantity.start, one.quantity.end)
    right = pair.stretch.tokens_in(other.quantity.start, other.quantity.end)
    return pair.anchors(left, right) > 0


def _reason(one: Measured, other: Measured) -> FlagReason:
    return _reason_of(one.quantity.text, other.quantity.text)


def _reason_of(ours: str, theirs: str) -> FlagReason:
    explanation = f"The claim says {ours}, the article says {theirs}."
    return FlagReason(Flag.NUMBER, ours, theirs, explanation)


def _bound_reason(wording: Sequence[Measured], stretch: Sequence[Measured]) -> FlagReason | None:
    """The same figure, but "more than" on one side and "less than" on the other."""
    for one in wording:
        for other in stretch:
            if one.bound * other.bound < 0 and agree(one, other):
                words = {1: "at least", -1: "at most"}
                ours, theirs = (f"{words[q.bound]} {q.quantity.text}" for q in (one, other))
                return _reason_of(ours, theirs)
    return None


def _rate_reason(pair: Pair) -> FlagReason | None:
    """The same figure "a month" on one side and "a year" on the other."""
    for one in pair.wording.quantities:
        rate = _rate(pair.wording, one)
        for other in pair.stretch.quantities if rate else ():
            other_rate = _rate(pair.stretch, other)
            if other_rate and other_rate != rate and agree(one, other):
                return _reason_of(
                    f"{one.quantity.text} a {rate}", f"{other.quantity.text} a {other_rate}"
                )
    return None


def _rate(passage: Passage, one: Measured) -> str:
    """The time that a quantity is told for, "" if none."""
    following = passage.tokens[one.tokens.stop : one.tokens.stop + _RATE_REACH]
    for lead, unit in pairwise(following):
        if lead.norm in _PER and unit.norm in _RATES:
            return unit.norm
    return next((_ADVERBS[t.norm] for t in following if t.norm in _ADVERBS), "")


def _rank_reason(pair: Pair) -> FlagReason | None:
    """ "Second" for "third" before the same word."""
    ours = list(_ranks(pair.wording))
    theirs = list(_ranks(pair.stretch)) if ours else []
    for rank, noun in ours:
        others = {r for r, n in theirs if n == noun}
        if others and rank not in others:
            return _reason_of(f"{rank} {noun}", f"{min(others)} {noun}")
    return None


def _ranks(passage: Passage) -> Iterator[tuple[str, str]]:
    """Ordinal words and the stem of what they count; fractions and parts of a year aside."""
    for token, follower in pairwise(passage.tokens):
        if token.norm in _RANKS and follower.norm not in _PARTS and follower.norm.isalpha():
            yield token.norm, follower.stem
