"""Quantities with comparable values, and when two of them agree.

Two values agree when they are equal after conversion of the unit, when one lies in the range of
the other, or when one is the other rounded: to at least two significant digits and by at most 2
per cent, by 5 per cent if either side says "about" or the like. Whole numbers under 1,000 are
counts and are not taken as rounded unless so marked.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from types import MappingProxyType

from claims.terms import HEDGES
from claims.text import DateMention, Quantity, QuantityKind, Token, find_quantities

_BEFORE, _AFTER, _COUNTED = 5, 6, 4
_ROUNDED, _HEDGED = Decimal("0.02"), Decimal("0.05")
_SMALL_COUNT = 1000
_COMPARABLE = 0.6
"""Credit for a quantity that is given with another value: the pair must be shown, with its flag."""
_ONLY_ONE = re.compile(r"(?i)\b(?:(?:only|just|exactly)\s+(?:a\s+)?(?:one|single)|a\s+single)\b")
_AT_LEAST = frozenset({"more", "over", "above", "exceeding", "least"})
_AT_MOST = frozenset({"less", "fewer", "under", "below", "most"})
_MOST_QUANTITIES = 30
"""Quantities of each side that are looked at; the rest of a table or list is left alone."""

# Measures that convert into each other: unit to its base and factor.
_BASES: Mapping[str, tuple[str, Decimal]] = MappingProxyType(
    {
        "mm": ("m", Decimal("0.001")),
        "cm": ("m", Decimal("0.01")),
        "m": ("m", Decimal(1)),
        "km": ("m", Decimal(1000)),
        "in": ("m", Decimal("0.0254")),
        "ft": ("m", Decimal("0.3048")),
        "yd": ("m", Decimal("0.9144")),
        "mi": ("m", Decimal("1609.344")),
        "g": ("g", Decimal(1)),
        "kg": ("g", Decimal(1000)),
        "ton": ("g", Decimal(1_000_000)),
        "lb": ("g", Decimal("453.59237")),
        "%": ("share", Decimal("0.01")),
    }
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity in its base unit, with its tokens, the terms near it and the terms it counts.

    `bound` is 1 for "more than", -1 for "less than", else 0.
    """

    quantity: Quantity
    tokens: range
    base: str
    low: Decimal
    high: Decimal
    near: frozenset[str]
    counted: frozenset[str]
    is_hedged: bool
    bound: int


def measure(
    text: str, tokens: Sequence[Token], terms: Sequence[str], dates: Sequence[DateMention]
) -> tuple[Measured, ...]:
    """The quantities of a text that are no part of a date, in order."""
    found = sorted((*find_quantities(text), *_single(text)), key=lambda quantity: quantity.start)
    undated = (q for q in found if not any(d.start < q.end and q.start < d.end for d in dates))
    return tuple(_measure(q, tokens, terms) for q in islice(undated, _MOST_QUANTITIES))


def _measure(quantity: Quantity, tokens: Sequence[Token], terms: Sequence[str]) -> Measured:
    first = bisect_right(tokens, quantity.start, key=lambda token: token.end)
    own = range(first, max(first, bisect_left(tokens, quantity.end, key=lambda token: token.start)))
    before = terms[max(own.start - _BEFORE, 0) : own.start]
    after = terms[own.stop : own.stop + _AFTER]
    lead = {tokens[i].norm for i in range(max(own.start - 3, 0), own.stop)}
    base, factor = _BASES.get(quantity.unit, (quantity.unit, Decimal(1)))
    return Measured(
        quantity,
        own,
        base,
        quantity.low * factor,
        quantity.high * factor,
        frozenset((*before, *after)) - {""},
        frozenset(after[:_COUNTED]) - {""},
        bool(lead & HEDGES),
        bool(lead & _AT_LEAST) - bool(lead & _AT_MOST),
    )


def _single(text: str) -> Iterator[Quantity]:
    """Where "only one" and the like count; elsewhere "one" counts nothing."""
    for match in _ONLY_ONE.finditer(text):
        one = Decimal(1)
        yield Quantity(*match.span(), match[0], QuantityKind.NUMBER, one, one, "")


def are_comparable(one: Measured, other: Measured) -> bool:
    """Whether two quantities may stand for the same: money, shares, lengths, counts of one noun."""
    kinds = {one.quantity.kind, other.quantity.kind}
    if kinds == {QuantityKind.NUMBER}:
        return bool(one.counted & other.counted)
    freely = {QuantityKind.MONEY}, {QuantityKind.PERCENT}
    return len(kinds) == 1 and (one.base == other.base or kinds in freely)


def agree(one: Measured, other: Measured) -> bool:
    """Whether two quantities state the same, rounding allowed for."""
    if one.base != other.base:
        return False
    if (
        one.low <= other.low <= other.high <= one.high
        or other.low <= one.low <= one.high <= other.high
    ):
        return True
    if one.low != one.high or other.low != other.high:
        return False
    return _is_rounding(one, other)


def _is_rounding(one: Measured, other: Measured) -> bool:
    largest = max(abs(one.low), abs(other.low))
    difference = abs(one.low - other.low) / largest if largest else Decimal(0)
    if one.is_hedged or other.is_hedged:
        return difference <= _HEDGED
    is_count = all(
        q.low == q.low.to_integral_value() and q.low < _SMALL_COUNT for q in (one, other)
    )
    if is_count or difference > _ROUNDED:
        return False
    coarse, fine = sorted((one.low, other.low), key=_significant_digits)
    digits = _significant_digits(coarse)
    return 2 <= digits < _significant_digits(fine) and _rounded(fine, digits) == coarse


def _significant_digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _rounded(value: Decimal, digits: int) -> Decimal:
    return Decimal(f"{value:.{digits - 1}e}")


def agreement(ours: Sequence[Measured], theirs: Sequence[Measured]) -> float:
    """The share of our quantities that they give too, 0 to 1; 1 if there are none."""
    if not ours:
        return 1.0
    credit = sum(
        1.0
        if any(agree(q, o) for o in theirs)
        else _COMPARABLE * any(are_comparable(q, o) for o in theirs)
        for q in ours
    )
    return credit / len(ours)
