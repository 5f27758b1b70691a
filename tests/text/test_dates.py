from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.dates import DateMention, find_dates
from tests.text.documents import TEXTS

# year, month, day, weekday, end_day
Parts = tuple[int | None, int | None, int | None, int | None, int | None]


def _parts(mention: DateMention) -> Parts:
    return mention.year, mention.month, mention.day, mention.weekday, mention.end_day


@pytest.mark.parametrize(
    ("text", "written", "parts"),
    [
        ("between March 22 and 23", "March 22 and 23", (None, 3, 22, None, 23)),
        ("connected on March 20-23, according", "March 20-23", (None, 3, 20, None, 23)),
        ("RIO DE JANEIRO, July 26 (Xinhua)", "July 26", (None, 7, 26, None, None)),
        ("2019-07-27 15:56:24", "2019-07-27", (2019, 7, 27, None, None)),
        ("15:10 GMT 16.04.2020(updated", "16.04.2020", (2020, 4, 16, None, None)),
        ("1:35pm, 26 Jul, 2019", "26 Jul, 2019", (2019, 7, 26, None, None)),
        ("Dec 03, 2021 01:38 AM", "Dec 03, 2021", (2021, 12, 3, None, None)),
        ("on Friday, July 26, 2019, he", "Friday, July 26, 2019", (2019, 7, 26, 4, None)),
        ("on Monday", "Monday", (None, None, None, 0, None)),
        ("the 5th of May", "5th of May", (None, 5, 5, None, None)),
        ("5-7 June 2020", "5-7 June 2020", (2020, 6, 5, None, 7)),
        ("Sept. 11, 2001", "Sept. 11, 2001", (2001, 9, 11, None, None)),
        ("in March 2021.", "March 2021", (2021, 3, None, None, None)),
        ("since May.", "May", (None, 5, None, None, None)),
        ("in the 2020 election", "2020", (2020, None, None, None, None)),
        ("in 1989 after", "1989", (1989, None, None, None, None)),
        ("the 2019-20 season", "2019-20", (2019, None, None, None, None)),
        ("25/12/2020", "25/12/2020", (2020, 12, 25, None, None)),
        ("12/25/2020", "12/25/2020", (2020, 12, 25, None, None)),
        ("03/04/2021", "03/04/2021", (2021, None, None, None, None)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_given(text: str, written: str, parts: Parts) -> None:
    (mention,) = find_dates(text)

    assert mention.text == written
    assert _parts(mention) == parts


@pytest.mark.parametrize(
    ("text", "years"),
    [("around 2013 and 2014, it was", [2013, 2014]), ("from 2016 to 2020", [2016, 2020])],
)
def test_two_years_are_two_dates(text: str, years: list[int]) -> None:
    assert [mention.year for mention in find_dates(text)] == years


def test_a_span_of_two_months_is_two_dates() -> None:
    first, last = find_dates("extended from July 30 until September 15")

    assert (first.month, first.day, last.month, last.day) == (7, 30, 9, 15)


@pytest.mark.parametrize(
    "text",
    [
        "He may go and march on.",
        "March on Rome",
        "May Day",
        "2000 people came",
        "a loan of $2000",
        "2,020 ships",
        "2020 per cent",
        "the 1970s",
        "COVID-2019",
        "a 2000-metre run",
        "at 20:20",
        "99/99/2020",
    ],
)
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert find_dates(text) == ()


@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_every_order(day: date) -> None:
    expected = [(day.year, day.month, day.day)]
    written = [
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ]

    for text in written:
        assert [(m.year, m.month, m.day) for m in find_dates(f"on {text} he")] == expected


@given(TEXTS)
def test_dates_stand_where_they_say_and_apart(text: str) -> None:
    mentions = find_dates(text)

    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
