from claims.terms import are_compatible, capital_of, place_at


def test_the_longest_place_is_found() -> None:
    found = place_at(["south", "korea", "votes"], 0)

    assert found is not None
    assert found[1] == 2


def test_a_capital_stands_for_its_country_but_not_for_another_town() -> None:
    moscow, russia, kazan = (place_at([w], 0) for w in ("moscow", "russia", "kazan"))

    assert moscow is not None
    assert russia is not None
    assert kazan is not None
    assert are_compatible(moscow[0], russia[0])
    assert not are_compatible(moscow[0], kazan[0])


def test_a_country_has_one_seat_of_government() -> None:
    capital = capital_of("russia")

    assert capital is not None
    assert capital.spot == "moscow"
    assert capital_of("nowhere") is None
