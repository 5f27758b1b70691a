import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claims.text import boilerplate
from claims.text.boilerplate import is_boilerplate, is_byline, is_caption
from tests.text.documents import TEXTS


@pytest.mark.parametrize(
    "pattern",
    [boilerplate._boilerplate(), boilerplate._telling_boilerplate()],
    ids=["plain", "telling"],
)
@settings(max_examples=40)
@given(data=st.data())
def test_the_cheap_test_lets_all_furniture_through(
    pattern: re.Pattern[str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assume(len(text) <= boilerplate.LONGEST_FURNITURE)

    assert is_boilerplate(text)


@settings(max_examples=40)
@given(st.from_regex(boilerplate._byline(), fullmatch=True))
def test_the_cheap_test_lets_all_bylines_through(text: str) -> None:
    assume(len(text) <= boilerplate.LONGEST_FURNITURE)

    assert is_byline(text)


@settings(max_examples=20)
@given(TEXTS, st.from_regex(boilerplate._credit()))
def test_the_cheap_test_lets_all_credits_through(before: str, credit: str) -> None:
    text = before + credit

    assert is_caption(text) or boilerplate._credit().search(text[-120:]) is None


@given(TEXTS)
def test_a_date_line_is_nothing_but_parts_of_dates(text: str) -> None:
    has_digit = any(map(str.isdigit, text))
    naive = has_digit and not boilerplate._DATE_PART.sub("", text)

    assert boilerplate._is_date_line(text) is naive


@pytest.mark.parametrize("line", ["REACTION", "Post", "Attachments", "Copyright 2020 by the paper"])
def test_furniture_of_one_word_is_furniture(line: str) -> None:
    assert is_boilerplate(line)
