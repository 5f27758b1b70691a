"""Quantities with comparable values, and when two of them agree.

Two values agree when they are equal after conversion of the unit, when one lies in the range of
the other, or when one is the other rounded: to at least two significant digits and by at most 2
per cent, by 5 per cent if either side says "about" or the like. Whole numbers under 1,000 are
counts and are not taken as rounded unless so marked.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from types import MappingProxyType

from claims.terms import HEDGES
from claims.text import TIMES, DateMention, Quantity, QuantityKind, Token

_BEFORE, _AFTER, _COUNTED = 5, 6, 4
_ROUNDED, _HEDGED, _CONVERTED = Decimal("0.02"), Decimal("0.1"), Decimal("0.015")
_SMALL_COUNT = 1000
_NEAR_BOUND = Decimal("1.25")
"""How far beyond "more than 3,000" a figure may lie and still be what that speaks of."""
_COMPARABLE = 0.6
"""Credit for a quantity that is given with another value: the pair must be shown, with its flag."""
_ONLY_ONE = re.compile(r"(?i)\b(?:(?:only|just|exactly)\s+(?:a\s+)?(?:one|single)|a\s+single)\b")
_WEIGHING = re.compile(r"(?i)\b(?:weigh\w*|heavy|heavier|light(?:er)?|shed)\b(?=.*\bpounds?\b)")
_AT_LEAST = frozenset(
    {"more", "over", "above", "exceeding", "exceeded", "exceeds", "exceed", "least", "beyond"}
    | {"surpassed", "topped", "upwards"}
)
_AT_MOST = frozenset({"less", "fewer", "under", "below", "most", "up"})
_LEVELS = frozenset({"to", "at", "of", "from"})
"""Before a share these tell where it stands, not by how much it changed."""
_MOST_QUANTITIES = 30
"""Quantities of each side that are looked at; the rest of a table or list is left alone."""

_LENGTHS = {
    "mm": "0.001", "cm": "0.01", "m": "1", "km": "1000", "in": "0.0254", "ft": "0.3048",
    "yd": "0.9144", "mi": "1609.344", "nmi": "1852", "ly": "9.4607e15",
}  # fmt: skip
_SIZES = {
    "gram": {"mg": "0.001", "gram": "1", "kg": "1000", "ton": "1e6", "kt": "1e9", "Mt": "1e12",
             "lb": "453.59237", "oz": "28.3495"},
    "m²": {"ha": "1e4", "acre": "4046.8564"},
    "m³": {"litre": "0.001", "ml": "1e-6", "hl": "0.1", "gallon": "0.003785412",
           "barrel": "0.158987"},
    "m/s": {"km/h": "0.2777778", "mph": "0.44704", "knot": "0.514444"},
    "W": {"W": "1", "kW": "1e3", "MW": "1e6", "GW": "1e9", "TW": "1e12"},
    "bit": {"kbit": "1e3", "Mbit": "1e6", "Gbit": "1e9", "Tbit": "1e12"},
    "byte": {"MB": "1e6", "GB": "1e9", "TB": "1e12"},
    "kWh": {"kWh": "1", "MWh": "1e3", "GWh": "1e6", "TWh": "1e9"},
    "second": {"second": "1", "minute": "60", "hour": "3600", "day": "86400", "week": "604800",
               "fortnight": "1209600", "month": "2629746", "year": "31556952",
               "decade": "315569520", "century": "3155695200"},
    "share": {"%": "0.01", TIMES: "0.01"},
}  # fmt: skip


def _bases() -> Mapping[str, tuple[str, Decimal]]:
    """Measures that convert into each other: unit to its base and factor."""
    bases = {
        unit: (base, Decimal(f)) for base, units in _SIZES.items() for unit, f in units.items()
    }
    for unit, factor in _LENGTHS.items():
        for power, exponent in (("", 1), ("²", 2), ("³", 3)):
            bases[unit + power] = ("m" + power, Decimal(factor) ** exponent)
        for per, seconds in (("h", 3600), ("s", 1)):
            bases[f"{unit}/{per}"] = ("m/s", Decimal(factor) / seconds)
    return MappingProxyType(bases)


_BASES = _bases()
_FAHRENHEIT_OFFSET, _FAHRENHEIT_STEP = Decimal(32), Decimal(5) / 9


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity in its base unit, with its tokens, the terms near it and the terms it counts.

    `bound` is 1 for "more than", -1 for "less than", else 0; `is_level` is set after "to" and the
    like, where a share is no change.
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
    is_level: bool


def measure(
    text: str,
    tokens: Sequence[Token],
    terms: Sequence[str],
    quantities: Sequence[Quantity],
    *,
    dates: Sequence[DateMention],
) -> tuple[Measured, ...]:
    """The quantities of a text that are no part of a date, in order."""
    found = sorted((*quantities, *_single(text)), key=lambda quantity: quantity.start)
    if not found:
        return ()
    undated = list(_undated(found, dates))
    is_weighing = any(q.unit == "GBP" for q in undated) and _WEIGHING.search(text) is not None
    read = (_as_weight(q) if is_weighing else q for q in undated)
    return tuple(_measure(q, tokens, terms) for q in islice(read, _MOST_QUANTITIES))


def _undated(quantities: Sequence[Quantity], dates: Sequence[DateMention]) -> Iterator[Quantity]:
    """The quantities, in order, that no date touches; the dates are in order and apart."""
    for quantity in quantities:
        after = bisect_right(dates, quantity.start, key=lambda date: date.end)
        if after == len(dates) or dates[after].start >= quantity.end:
            yield quantity


def _measure(quantity: Quantity, tokens: Sequence[Token], terms: Sequence[str]) -> Measured:
    first = bisect_right(tokens, quantity.start, key=lambda token: token.end)
    own = range(first, max(first, bisect_left(tokens, quantity.end, key=lambda token: token.start)))
    before = terms[max(own.start - _BEFORE, 0) : own.start]
    after = terms[own.stop : own.stop + _AFTER]
    lead = {tokens[i].norm for i in range(max(own.start - 3, 0), own.stop)}
    base, low, high = _in_base(quantity)
    return Measured(
        quantity,
        own,
        base,
        low,
        high,
        frozenset((*before, *after)) - {""},
        frozenset(after[:_COUNTED]) - {""},
        bool(lead & HEDGES),
        _bound(lead),
        bool(own.start) and tokens[own.start - 1].norm in _LEVELS,
    )


def _bound(lead: Set[str]) -> int:
    at_most = lead & (_AT_MOST if "to" in lead else _AT_MOST - {"up"})
    return bool(lead & _AT_LEAST) - bool(at_most)


def _in_base(quantity: Quantity) -> tuple[str, Decimal, Decimal]:
    if quantity.unit == "°F":
        low, high = (
            (value - _FAHRENHEIT_OFFSET) * _FAHRENHEIT_STEP
            for value in (quantity.low, quantity.high)
        )
        return "°C", low, high
    plain, _, per = quantity.unit.partition("/")
    base, factor = _BASES.get(quantity.unit) or _BASES.get(plain, (plain, Decimal(1)))
    if quantity.unit not in _BASES and per:
        base = f"{base}/{per}"
    return base, quantity.low * factor, quantity.high * factor


def _as_weight(quantity: Quantity) -> Quantity:
    """Pounds as a weight, in a text that speaks of weight."""
    if quantity.unit != "GBP" or not quantity.text.lower().endswith(("pound", "pounds")):
        return quantity
    return replace(quantity, unit="lb", kind=QuantityKind.MEASURE)


def _single(text: str) -> Iterator[Quantity]:
    """Where "only one" and the like count; elsewhere "one" counts nothing."""
    small = text.lower()
    if "one" not in small and "single" not in small and small.isascii():
        return
    for match in _ONLY_ONE.finditer(text):
        one = Decimal(1)
        yield Quantity(*match.span(), match[0], QuantityKind.NUMBER, one, one, "")


def are_comparable(one: Measured, other: Measured) -> bool:
    """Whether two quantities may stand for the same: money, shares, lengths, counts of one noun."""
    kinds = {one.quantity.kind, other.quantity.kind}
    if kinds == {QuantityKind.NUMBER}:
        return bool(one.counted & other.counted)
    units = {one.quantity.unit, other.quantity.unit}
    if TIMES in units and (len(units) == 1 or one.is_level or other.is_level):
        # "Doubled" and "halved" are opposites; "doubled" and "to 40 per cent" do not compare.
        return len(units) == 1 and _is_halving(one) == _is_halving(other)
    freely = {QuantityKind.MONEY}, {QuantityKind.PERCENT}
    return len(kinds) == 1 and (one.base == other.base or kinds in freely)


def _is_halving(one: Measured) -> bool:
    return one.quantity.text.lower().startswith("hal")


def agree(one: Measured, other: Measured) -> bool:
    """Whether two quantities state the same, rounding allowed for."""
    if one.base != other.base:
        return _are_cents_of(one, other) or _are_cents_of(other, one)
    if (
        one.low <= other.low <= other.high <= one.high
        or other.low <= one.low <= one.high <= other.high
    ):
        return True
    if _meets_bound(one, other) or _meets_bound(other, one):
        return True
    if one.low != one.high or other.low != other.high:
        return False
    return _is_rounding(one, other)


def _are_cents_of(one: Measured, other: Measured) -> bool:
    """Whether so many cents are what the other says in a currency."""
    is_money = other.quantity.kind is QuantityKind.MONEY
    return one.base == "cent" and is_money and one.low == 100 * other.low


def _meets_bound(one: Measured, other: Measured) -> bool:
    """Whether the other figure is what "more than" or "less than" this one speaks of."""
    if other.bound * one.bound < 0 or one.low <= 0:
        return False
    if one.bound > 0:
        return one.low <= other.low <= one.low * _NEAR_BOUND
    return one.bound < 0 and one.low / _NEAR_BOUND <= other.low <= one.low


def _is_rounding(one: Measured, other: Measured) -> bool:
    largest = max(abs(one.low), abs(other.low))
    difference = abs(one.low - other.low) / largest if largest else Decimal(0)
    if one.is_hedged or other.is_hedged:
        return difference <= _HEDGED
    if one.quantity.unit != other.quantity.unit and difference <= _CONVERTED:
        return True
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
