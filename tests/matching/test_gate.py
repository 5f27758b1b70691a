import numpy as np

from claims.index import Reached
from claims.matching.gate import OPEN_GATE, gate_features, passes, shipped_gate

MANY = 100_000


def reached(*pairs: tuple[float, float, float, int]) -> Reached:
    """Pairs by what was found, the wording's and the unit's weight, and the words matched."""
    found, total, unit, matched = np.array(pairs, dtype=np.float64).reshape(-1, 4).T
    count = len(found)
    return Reached(
        np.zeros(count, dtype=np.int32),
        np.arange(count, dtype=np.int32),
        found.astype(np.float32),
        total.astype(np.float32),
        unit.astype(np.float32),
        matched.astype(np.int16),
        matched.astype(np.int16),
        np.ones(count, dtype=np.int16),
    )


RESTATED = (45.0, 60.0, 80.0, 6)
BY_ACCIDENT = (13.0, 34.0, 170.0, 4)


def test_a_restatement_passes_and_an_accident_does_not() -> None:
    worth = passes(reached(RESTATED, BY_ACCIDENT), MANY, shipped_gate())

    assert worth.tolist() == [True, False]


def test_among_few_wordings_and_by_an_open_gate_everything_passes() -> None:
    pairs = reached(RESTATED, BY_ACCIDENT)

    assert passes(pairs, 100, shipped_gate()).all()
    assert passes(pairs, MANY, OPEN_GATE).all()


def test_nothing_reached_is_no_error() -> None:
    assert passes(reached(), MANY, shipped_gate()).tolist() == []


def test_the_same_weight_is_less_of_a_surprise_among_more_wordings() -> None:
    few, many = (gate_features(reached(BY_ACCIDENT), n)[0, -1] for n in (1_000, 1_000_000))

    assert many < few
