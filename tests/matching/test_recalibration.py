import random

import pytest

from claims.matching import (
    COMPONENTS,
    Decision,
    Ranker,
    Refit,
    TooFewDecisions,
    refit,
    shipped_ranker,
)
from claims.matching.model import SIGNS
from claims.matching.scoring import logistic


def decisions(count: int, *, shift: float = 0.0, seed: int = 3) -> list[Decision]:
    """Decided pairs on sixty claims, as probable as the shipped ranker says, shifted."""
    rng = random.Random(seed)
    made = []
    for number in range(count):
        components = {name: rng.random() for name in COMPONENTS} | {
            "another_time": 0.0,
            "evidence": 6 * rng.random(),
            "longest_run": float(rng.randrange(9)),
            "sentences": 1.0,
        }
        told = logistic(shipped_ranker().log_odds(components) + 3 + shift)
        made.append(Decision(number % 60, components, rng.random() < told))
    return made


def as_told() -> Ranker:
    """The ranker that the decisions are drawn from when nothing is shifted."""
    weights = dict(shipped_ranker().weights)
    return Ranker("test", weights | {"constant": weights["constant"] + 3})


def refitted(made: list[Decision]) -> Refit:
    return refit(as_told(), made, shipped=as_told(), threshold=0.5)


def test_learns_that_the_desk_confirms_less_than_was_thought() -> None:
    fitted = refitted(decisions(1200, shift=-1.5))

    assert fitted.is_better
    assert fitted.after["log_loss"] < fitted.before["log_loss"]
    assert fitted.after["ece"] < fitted.before["ece"]
    assert fitted.after["precision"] > fitted.before["precision"]
    assert sum(row[0] for row in fitted.after["bins"]) == fitted.after["decisions"]


def test_is_no_better_where_the_probabilities_are_true_already() -> None:
    assert not refitted(decisions(600)).is_better


def test_gives_the_same_each_time_and_keeps_the_signs() -> None:
    one, other = (refitted(decisions(400, shift=-1)) for _ in range(2))

    assert one == other
    assert all(one.weights[name] * sign >= 0 for name, sign in SIGNS.items())


@pytest.mark.parametrize(("count", "said"), [(0, "0 confirmed and 0 rejected"), (199, "needs 200")])
def test_refuses_few_decisions_in_a_clear_sentence(count: int, said: str) -> None:
    with pytest.raises(TooFewDecisions, match=said):
        refitted(decisions(count))


def test_refuses_decisions_of_one_kind_or_on_one_claim() -> None:
    right = [Decision(d.claim, d.components, is_right=True) for d in decisions(400)]
    on_one = [Decision(1, d.components, d.is_right) for d in decisions(400)]

    with pytest.raises(TooFewDecisions, match="400 confirmed and 0 rejected"):
        refitted(right)
    with pytest.raises(TooFewDecisions, match="too few claims"):
        refitted(on_one)
