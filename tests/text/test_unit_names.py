import pytest

from claims.text.unit_names import signed_currency, written_currency, written_measure


@pytest.mark.parametrize(
    ("written", "name"),
    [("square kilometres", "km²"), ("miles an hour", "mi/h"), ("km/h", "km/h"), ("days", "day")],
)
def test_a_measure_has_one_name(written: str, name: str) -> None:
    assert written_measure(written) == name


@pytest.mark.parametrize(
    ("written", "code"),
    [("US dollars", "USD"), ("yuan", "CNY"), ("€", "EUR"), ("Fijian dollars", "fijian dollar")],
)
def test_a_currency_behind_its_number_has_one_code(written: str, code: str) -> None:
    assert written_currency(written) == code


@pytest.mark.parametrize(("sign", "code"), [("RMB ", "CNY"), ("$", "USD"), ("CHF", "CHF")])
def test_so_has_one_before_it(sign: str, code: str) -> None:
    assert signed_currency(sign) == code
