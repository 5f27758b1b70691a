import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import dates, quantities, subjects
from claims.text.normalise import lowered
from claims.text.scanning import matches_at
from tests.text.documents import PROSE, TEXTS

_PIECES = """
$|US$|USD|€5m|-|−5|.5|1,300|3.4|five|Twenty|two-thirds|a hundred|half a|million|half of|ninth
largest|third|No.|#3|to|and|percent|%|in|mid|since|2014|1999-2004|May|MAY|Monday,|March 3rd
9|_|12.03.2021|3/4/2020|5 km|ſix|the|٣
"""
NUMBERS = st.builds(
    str.join,
    st.sampled_from(["", " ", "  ", "-"]),
    st.lists(st.sampled_from(_PIECES.strip().replace("\n", "|").split("|")), max_size=20),
)


def _everywhere(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@given(TEXTS)
def test_starts_everywhere_find_what_a_search_finds(text: str) -> None:
    pattern = re.compile(r"\w+\s?\w")

    found = matches_at(pattern, text, range(len(text)))

    assert [match.span() for match in found] == _everywhere(pattern, text)


@given(st.one_of(NUMBERS, PROSE))
def test_no_date_begins_anywhere_else(text: str) -> None:
    starts = dates._starts(text)

    for beginnings, _, pattern in dates._PATTERNS:
        found = matches_at(pattern, text, dates._starts_of(beginnings, text, starts))
        assert [match.span() for match in found] == _everywhere(pattern, text)


@given(st.one_of(NUMBERS, PROSE))
def test_no_numeral_begins_anywhere_else(text: str) -> None:
    words = frozenset(re.findall("[a-z]+", lowered(text)))
    starts = quantities._numeral_starts(text, quantities._numerals(text, words))

    for pattern in (quantities._RANGE, quantities._SINGLE):
        found = matches_at(pattern, text, starts)
        assert [match.span() for match in found] == _everywhere(pattern, text)


@pytest.mark.parametrize("pattern", [subjects._DIRECT, subjects._SPEAKING, subjects._ACTING])
@given(text=st.one_of(PROSE, TEXTS))
def test_no_subject_begins_anywhere_else(pattern: re.Pattern[str], text: str) -> None:
    beginning = subjects._NAME_START if pattern is subjects._SPEAKING else subjects._SUBJECT_START

    found = subjects._found(pattern, beginning, text, 0, len(text))

    assert [match.span() for match in found] == _everywhere(pattern, text)
