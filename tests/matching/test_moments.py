import pytest

from claims.matching.moments import agree, conflict, is_another_time
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
