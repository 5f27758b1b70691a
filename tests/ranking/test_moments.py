import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ranking.moments import MOMENT_FEATURES, Moments, moment_features, moments_of


@pytest.mark.parametrize(
    ("text", "years", "months"),
    [
        ("On January 6, 2020, it rose.", {2020}, {(2020, "Jan")}),
        ("On 6 January 2020 it rose.", {2020}, {(2020, "Jan")}),
        ("In Sept. 2019, or in March of 2018.", {2018, 2019}, {(2019, "Sep"), (2018, "Mar")}),
        ("Mayor 2020 won 2,021 votes of 20190.", {2020}, set()),
        ("In May they rose.", set(), set()),
    ],
)
def test_the_moments_of_a_text(text: str, years: set[int], months: set[tuple[int, str]]) -> None:
    assert moments_of(text) == Moments(frozenset(years), frozenset(months))


@pytest.mark.parametrize(
    ("text", "same_month", "same_year", "before", "after"),
    [
        ("in June 2021", 1, 1, 0, 0),
        ("in May 2021", 0, 1, 0, 0),
        ("in 2020 and in 1947", 0, 0, 0.2, 0),
        ("in 2022", 0, 0, 0, 0.2),
        ("in 1947", 0, 0, 1, 0),
        ("one day", 0, 0, 0, 0),
    ],
)
def test_a_claim_is_held_against_the_month_of_the_post(
    text: str, same_month: float, same_year: float, before: float, after: float
) -> None:
    features = moment_features({(2021, "Jun")}, moments_of(text))
    assert features == [same_month, same_year, before, after]


@given(st.sets(st.tuples(st.integers(1990, 2040), st.sampled_from(["Jan", "Dec"]))), st.text())
def test_features_are_shares(months: set[tuple[int, str]], text: str) -> None:
    features = moment_features(months, moments_of(f"{text} in Dec 2019 and 2001"))
    assert len(features) == len(MOMENT_FEATURES)
    assert all(0 <= feature <= 1 for feature in features)
    assert bool(months) == any(features)
