import pytest

from claims.terms import may_be_one_given_name


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("peggy", "margaret", True),
        ("margaret", "peggy", True),
        ("ted", "edward", True),
        ("ted", "theodore", True),
        ("edward", "theodore", False),
        ("peggy", "ted", False),
        ("unheard", "unheard", False),
    ],
)
def test_knows_short_forms_in_both_directions(one: str, other: str, expected: bool) -> None:
    assert may_be_one_given_name(one, other) is expected
