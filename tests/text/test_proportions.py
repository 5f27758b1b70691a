import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import find_all_quantities, find_quantities


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("One household in four", "25", "25", "%"),
        ("nine out of ten dentists", "90", "90", "%"),
        ("89 of 100 tumours", "89", "89", "%"),
        ("Every second marriage", "50", "50", "%"),
        ("four fifths of them", "80", "80", "%"),
        ("It rose by a third until May", "33.33", "33.33", "%"),
        ("Prices doubled", "100", "100", "times"),
        ("Crime has halved", "50", "50", "times"),
        ("a tenfold rise", "900", "900", "times"),
        ("three times as many cars", "200", "200", "times"),
        ("a quarter of a million tonnes", "250000", "250000", "ton"),
        ("several million kronor", "2000000", "9990000", "SEK"),
        ("half a century", "0.5", "0.5", "century"),
        ("two and a half hours", "2.5", "2.5", "hour"),
        ("within a year", "1", "1", "year"),
        ("a trio of elephants", "3", "3", ""),
        ("half a percentage point", "0.5", "0.5", "percentage points"),
    ],
)
def test_reads_shares_told_in_words(text: str, low: str, high: str, unit: str) -> None:
    (found,) = find_all_quantities(text)

    assert (found.low, found.high, found.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    "text", ["two people in 10 days", "a third time", "twice in May", "every second day"]
)
def test_what_counts_something_else_is_no_share(text: str) -> None:
    assert all(q.unit not in {"%", "times"} for q in find_all_quantities(text))


def test_words_of_other_languages_are_left_alone() -> None:
    text = "one household in four"

    assert find_all_quantities(text, language="fr") == find_quantities(text, language="fr")


@given(st.text(alphabet="one two half of in four 1234567890 by a third doubled,.%", max_size=80))
def test_quantities_are_apart_in_order_and_as_written(text: str) -> None:
    found = find_all_quantities(text)

    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text",
    ["4 in ſix", "three ın four", "one ſixth of it", "twıce as many", "İn half of them, 1 ın 6"],
)
def test_letters_that_a_pattern_takes_for_s_or_i_stop_nobody(text: str) -> None:
    find_all_quantities(text)


@pytest.mark.parametrize("piece", ["twice as ", "twofold ", "twice as 1 "])
def test_hostile_texts_take_no_undue_time(piece: str) -> None:
    text = (piece * 250_000)[:250_000]
    started = time.process_time()

    find_all_quantities(text)

    assert time.process_time() - started < 20
