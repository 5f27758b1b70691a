import pytest

from claims.matching.moments import (
    agree,
    conflict,
    derived_dates,
    find_named_dates,
    find_periods,
    is_another_time,
    outside,
    periods_conflict,
)
from claims.text import DateMention, find_dates


def date(text: str) -> DateMention:
    (found,) = find_dates(text)
    return found


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("on 8 March 2023", "on March 8, 2023", True),
        ("on March 8", "in March 2023", True),
        ("on March 20-23", "on March 22", True),
        ("in 2023", "on 8 March 2023", True),
        ("on 8 March 2023", "on 18 March 2023", False),
        ("in March 2023", "in April 2023", False),
        ("in 2022", "in 2023", False),
        ("on Monday", "in 2023", False),
    ],
)
def test_dates_agree_in_what_both_give(one: str, other: str, expected: bool) -> None:
    assert agree(date(one), date(other)) is expected
    assert agree(date(other), date(one)) is expected


def test_dates_without_a_common_part_neither_agree_nor_conflict() -> None:
    assert not conflict(date("on Monday"), date("in 2023"))


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ("It happened on July 26, 2019.", True),
        ("It happened on July 26, 2019, and again in March 2021.", False),
        ("It happened in 2014.", False),
        ("It happened.", False),
    ],
)
def test_another_time_needs_another_month_and_no_agreement(others: str, expected: bool) -> None:
    assert is_another_time([date("in March 2021")], find_dates(others)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("the second quarter of 2020", "the third quarter of 2020", True),
        ("Q1 2020", "the first quarter of 2020", False),
        ("the spring of 2015", "the autumn of 2015", True),
        ("the first half of 2008", "the second half of 2008", True),
        ("the first quarter of 2018", "the first half of 2018", False),
        ("late 2019", "early 2019", True),
        ("summer 2020", "late 2020", False),
        ("summer 2020", "autumn 2020", True),
    ],
)
def test_parts_of_a_year_conflict_if_they_hardly_overlap(
    one: str, other: str, expected: bool
) -> None:
    (first,), (second,) = find_periods(one), find_periods(other)

    assert periods_conflict(first, second) is expected
    assert periods_conflict(second, first) is expected


def test_a_winter_reaches_into_the_next_year() -> None:
    (winter,) = find_periods("the winter of 2018")

    assert not outside(winter, date("in January 2019"))
    assert outside(winter, date("in July 2018"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 4 May 2020, two days later", (2020, 5, 6)),
        ("on 31 December 2020, the next day", (2021, 1, 1)),
        ("on 4 May 2020, a week earlier", (2020, 4, 27)),
        ("in March 2020, two months later", (2020, 5, None)),
        ("in 2020, a year later", (2021, None, None)),
    ],
)
def test_a_distance_from_a_date_gives_another(
    text: str, expected: tuple[int, int | None, int | None]
) -> None:
    (found,) = derived_dates(text, find_dates(text))

    assert (found.year, found.month, found.day) == expected


def test_feast_days_and_decades_are_dates() -> None:
    christmas, decade = find_named_dates("On Christmas Day 2013, as in the 1980s.")

    assert agree(christmas, date("on 25 December 2013"))
    assert agree(decade, date("in 1985"))
    assert conflict(decade, date("in 1992"))
