"""Raises `number`: a quantity of the wording stands in the article with another value or unit.

A quantity that only one side gives raises nothing.
"""

from collections.abc import Sequence
from decimal import Decimal

from claims.matching.measured import Measured, agree, are_comparable
from claims.matching.pair import Pair
from claims.matching.vocabulary import Flag, FlagReason


def number_flag(pair: Pair) -> FlagReason | None:
    """The first quantity of the wording that the article gives differently."""
    wording, stretch = pair.wording.quantities, pair.stretch.quantities
    unmatched = [q for q in wording if not any(agree(q, other) for other in stretch)]
    free = [q for q in stretch if not any(agree(other, q) for other in wording)]
    for quantity in unmatched:
        rivals = [q for q in free if are_comparable(quantity, q)]
        best = max(rivals, key=lambda q: _closeness(quantity, q), default=None)
        if best is not None and _conflicts(
            pair, quantity, best, alone=len(unmatched) == len(rivals) == 1
        ):
            return _reason(quantity, best)
    return _bound_reason(wording, stretch)


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
    ours, theirs = one.quantity.text, other.quantity.text
    return FlagReason(
        Flag.NUMBER, ours, theirs, f"The claim says {ours}, the article says {theirs}."
    )


def _bound_reason(wording: Sequence[Measured], stretch: Sequence[Measured]) -> FlagReason | None:
    """The same figure, but "more than" on one side and "less than" on the other."""
    for one in wording:
        for other in stretch:
            if one.bound * other.bound < 0 and agree(one, other):
                words = {1: "at least", -1: "at most"}
                ours, theirs = (f"{words[q.bound]} {q.quantity.text}" for q in (one, other))
                return FlagReason(
                    Flag.NUMBER, ours, theirs, f"The claim says {ours}, the article says {theirs}."
                )
    return None
