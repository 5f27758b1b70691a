import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.measured import Measured, agree, agreement
from claims.matching.passage import Passage


def quantity(text: str) -> Measured:
    (found,) = Passage.of(text).quantities
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("25 per cent of trade", "25% of trade"),
        ("a quarter of the trade", "25 percent of the trade"),
        ("two dozen officials", "24 officials"),
        ("619800 million USD", "$619.8 billion"),
        ("2,209 metres long", "2.209 km long"),
        ("3 to 4 percent", "3.5 percent"),
        ("108 billion dollars", "$107.7 billion"),
        ("25 percent", "25.4 percent"),
        ("about 30,000 people", "30,900 people"),
        ("only one party", "just one party"),
    ],
)
def test_the_same_quantity_in_other_words_agrees(one: str, other: str) -> None:
    assert agree(quantity(one), quantity(other))
    assert agree(quantity(other), quantity(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("25 per cent", "52 per cent"),
        ("107.7 billion dollars", "107.8 billion dollars"),
        ("300 million euros", "$300 million"),
        ("110 people", "112 people"),
        ("100 people", "102 people"),
        ("4.1 percent", "4 percent"),
        ("12 percent", "12 percentage points"),
        ("5 miles", "5 km"),
        ("about 30,000 people", "40,000 people"),
        ("3 to 4 percent", "5 percent"),
    ],
)
def test_another_quantity_does_not_agree(one: str, other: str) -> None:
    assert not agree(quantity(one), quantity(other))


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_agreeing_goes_both_ways(one: int, other: int) -> None:
    first, second = quantity(f"{one} people"), quantity(f"{other} people")

    assert agree(first, second) == agree(second, first)
    assert agree(first, first)


def test_a_year_is_no_quantity() -> None:
    assert Passage.of("The dam of 2018 left 6,000 homeless").quantities[0].quantity.text == "6,000"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("Nobody counted.", "There were 5 officials.", 1.0),
        ("There were 5 officials.", "They met 5 officials.", 1.0),
        ("There were 5 officials.", "They met 9 officials.", 0.6),
        ("There were 5 officials.", "They met officials.", 0.0),
    ],
)
def test_agreement_is_the_share_given_too(ours: str, theirs: str, expected: float) -> None:
    assert agreement(Passage.of(ours).quantities, Passage.of(theirs).quantities) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("175 kilometres", "109 miles"),
        ("430,000 hectares", "4,300 square kilometres"),
        ("38.4 °C", "101.1 degrees Fahrenheit"),
        ("70 gigawatt hours", "70 million kWh"),
        ("48 hours", "two days"),
        ("1.3 gigawatts", "1,300 MW"),
        ("12 litres", "12,000 millilitres"),
        ("36,000 tonnes", "36 kilotonnes"),
        ("five thousand million dollars", "5 billion dollars"),
        ("50 cents", "0.5 euros"),
        ("more than 3,000 teachers", "3,184 teachers"),
        ("nearly 300 pupils", "279 pupils"),
        ("prices doubled", "prices rose by 100 per cent"),
    ],
)
def test_units_convert_and_bounds_are_met(one: str, other: str) -> None:
    assert agree(quantity(one), quantity(other))
    assert agree(quantity(other), quantity(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("400 metres", "4 kilometres"),
        ("1,285 megawatts", "1,285 kilowatts"),
        ("603 kilometres per hour", "603 metres per second"),
        ("6,000 dinars", "6,000 dollars"),
        ("more than 3,000 teachers", "9,000 teachers"),
        ("prices doubled", "prices rose by 50 per cent"),
    ],
)
def test_other_units_and_sizes_do_not_agree(one: str, other: str) -> None:
    assert not agree(quantity(one), quantity(other))


def test_a_quantity_beside_a_date_counts_and_one_that_touches_it_does_not() -> None:
    beside = Passage.of("On 10 May 2020 5 tonnes burned, on 11 May 2020 seven.")
    touching = Passage.of("It rained on three in 10 May 2020 days.")

    assert [q.quantity.text for q in beside.quantities] == ["5 tonnes", "seven"]
    assert touching.quantities == ()
