import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import find_quantities
from claims.text.decimals import ascii_digits, with_decimal_points


@pytest.mark.parametrize(
    ("language", "written", "plain"),
    [
        ("de", "1.300,5", "1,300.5"),
        ("de", "3,4 und 3.4", "3.4 und 3.4"),
        ("fr", "1.300 et 1,300", "1,300 et 1,300"),
        ("es", "0,375", "0.375"),
        ("de", "am 12.03.2021, Version 1.2.3", "am 12.03.2021, Version 1.2.3"),
        ("en", "1.300,5", "1.300,5"),
        ("ja", "1,300", "1,300"),
    ],
)
def test_separators_become_english_ones(language: str, written: str, plain: str) -> None:
    assert with_decimal_points(written, language=language) == plain


@given(st.text("0123456789., x", max_size=40))
def test_nothing_moves(text: str) -> None:
    assert len(with_decimal_points(text, language="de")) == len(text)


@pytest.mark.parametrize(
    ("written", "plain"), [("٣٫٥", "3.5"), ("१२", "12"), ("３４", "34"), ("1,300", "1,300")]
)
def test_digits_of_every_script_are_digits(written: str, plain: str) -> None:
    assert ascii_digits(written) == plain


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [("de-AT", "Es sind 3,4 %.", 3.4), ("en", "It is 3.4 %.", 3.4), ("it", "Sono 1.300.", 1300)],
)
def test_quantities_are_read_as_their_language_writes_them(
    language: str, text: str, value: float
) -> None:
    (found,) = find_quantities(text, language=language)

    assert float(found.low) == value
    assert text[found.start : found.end] == found.text
