from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.dates import find_dates
from claims.text.quantities import find_quantities
from tests.text.documents import TEXTS


def _found(text: str) -> list[tuple[str, str, float, float, str]]:
    return [
        (q.text, q.kind.value, float(q.low), float(q.high), q.unit) for q in find_quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "written", "kind", "value", "unit"),
    [
        ("reached US$107.7 billion,", "US$107.7 billion", "money", 107.7e9, "USD"),
        ("worth 619800 million USD,", "619800 million USD", "money", 619.8e9, "USD"),
        ("debt of 3700 USD per capita", "3700 USD", "money", 3700, "USD"),
        ("€5bn", "€5bn", "money", 5e9, "EUR"),
        ("a £3m grant", "£3m", "money", 3e6, "GBP"),
        ("2.5 million euros", "2.5 million euros", "money", 2.5e6, "EUR"),
        ("5 Hong Kong dollars", "5 Hong Kong dollars", "money", 5, "HKD"),
        ("USD 5 million", "USD 5 million", "money", 5e6, "USD"),
        ("RMB 5 million", "RMB 5 million", "money", 5e6, "CNY"),
        ("25 per cent", "25 per cent", "percent", 25, "%"),
        ("12.5%", "12.5%", "percent", 12.5, "%"),
        ("by 3.4 percent to", "3.4 percent", "percent", 3.4, "%"),
        ("1.5 percentage points", "1.5 percentage points", "percent", 1.5, "percentage points"),
        ("50 basis points", "50 basis points", "percent", 0.5, "percentage points"),
        ("half of voters", "half", "percent", 50, "%"),
        ("two-thirds", "two-thirds", "percent", 66.67, "%"),
        ("a quarter of it", "a quarter", "percent", 25, "%"),
        ("The 2,209-meter-long bridge", "2,209-meter", "measure", 2209, "m"),
        ("a two-day visit", "two-day", "measure", 2, "day"),
        ("6.5km of road", "6.5km", "measure", 6.5, "km"),
        ("1,300 metres", "1,300 metres", "measure", 1300, "m"),
        ("three million tons", "three million tons", "measure", 3e6, "ton"),
        ("-5 degrees", "-5 degrees", "measure", -5, "degree"),
        ("5m wide", "5m", "measure", 5, "m"),
        ("24 officials", "24", "number", 24, ""),
        ("1,300 vs", "1,300", "number", 1300, ""),
        ("1.300 vs", "1.300", "number", 1.3, ""),
        ("1.05 million suits", "1.05 million", "number", 1.05e6, ""),
        ("twenty-five ships", "twenty-five", "number", 25, ""),
        ("two dozen", "two dozen", "number", 24, ""),
        ("half a million people", "half a million", "number", 5e5, ""),
        ("one hundred and fifty thousand", "one hundred and fifty thousand", "number", 15e4, ""),
        ("a million men", "a million", "number", 1e6, ""),
        ("5M users", "5M", "number", 5e6, ""),
        ("the No.1 partner", "No.1", "ordinal", 1, ""),
        ("the 16th highest", "16th", "ordinal", 16, ""),
        ("third-largest", "third", "ordinal", 3, ""),
    ],
)
def test_a_quantity_has_a_comparable_value(
    text: str, written: str, kind: str, value: float, unit: str
) -> None:
    assert _found(text) == [(written, kind, value, value, unit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it was 2 to 3 per cent", ("2 to 3 per cent", "percent", 2, 3, "%")),
        ("3 to 4 million people", ("3 to 4 million", "number", 3e6, 4e6, "")),
        ("$2-3 billion", ("$2-3 billion", "money", 2e9, 3e9, "USD")),
        ("between 5 and 10 ships", ("5 and 10", "number", 5, 10, "")),
        ("30,000–40,000 troops", ("30,000–40,000", "number", 3e4, 4e4, "")),
        ("900,000 to 1 million", ("900,000 to 1 million", "number", 9e5, 1e6, "")),
        ("five to six percent", ("five to six percent", "percent", 5, 6, "%")),
    ],
)
def test_a_range_is_one_quantity(text: str, expected: tuple[str, str, float, float, str]) -> None:
    assert _found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 3 to 4 percent", [(3, "%"), (4, "%")]),
        ("fell from $5 million to $3 million", [(5e6, "USD"), (3e6, "USD")]),
        ("5 and 10 ships", [(5, ""), (10, "")]),
        ("up 3.4 percent to $25.4 billion", [(3.4, "%"), (25.4e9, "USD")]),
        ("2 days to 3 km", [(2, "day"), (3, "km")]),
        ("20km (12.5 miles) long", [(20, "km"), (12.5, "mi")]),
    ],
)
def test_a_change_is_two_quantities(text: str, values: list[tuple[float, str]]) -> None:
    assert [(low, unit) for _, _, low, _, unit in _found(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "in the 2020 election, since 2014",
        "on March 20-23, July 30",
        "COVID-19, Hakuryu-5, 5G, 24/7, F-16",
        "one of the best",
        "at 10:12 and 1:35pm",
        "https://example.com/2019/123 and 138262789_1.jpg",
        "the ‘80s and 1970s",
        "version 1.2.3",
        "a third country",
        "for the second time",
    ],
)
def test_digits_that_count_nothing_are_no_quantity(text: str) -> None:
    assert _found(text) == []


@given(st.integers(0, 10**12))
def test_a_number_is_read_with_and_without_commas(number: int) -> None:
    for text in (f"{number:,} ships", f"{number} ships "):
        dated = find_dates(text)
        assert dated or [q.low for q in find_quantities(text)] == [Decimal(number)]


@given(TEXTS)
def test_quantities_stand_where_they_say_apart_from_dates(text: str) -> None:
    quantities = find_quantities(text)

    assert all(text[q.start : q.end] == q.text.strip() != "" for q in quantities)
    assert all(q.low <= q.high for q in quantities)
    spans = sorted(
        [(q.start, q.end) for q in quantities] + [(d.start, d.end) for d in find_dates(text)]
    )
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
