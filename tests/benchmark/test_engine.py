import numpy as np

from claims.benchmark.engine import Engine, changes_to, windows
from claims.benchmark.statements import MadeText


def test_windows_are_all_runs_of_one_to_three_sentences() -> None:
    assert windows(3, longest=3).tolist() == [[0, 0], [1, 1], [2, 2], [0, 1], [1, 2], [0, 2]]
    assert windows(0, longest=3).shape == (0, 2)
    assert windows(2, longest=1).dtype == np.int32


def test_changes_are_new_edited_and_removed_wordings(claims: list[str]) -> None:
    changes = changes_to(claims, 1_000)

    keys = [change.key for change in changes]
    assert len(keys) == len(set(keys)) == 1_000
    assert sum(key >= len(claims) for key in keys) == 500
    assert sum(change.entry is None for change in changes) == 200


def test_one_change_is_a_new_wording(claims: list[str]) -> None:
    (change,) = changes_to(claims, 1)

    assert change.key == len(claims)
    assert change.entry is not None


def test_a_claim_is_a_candidate_of_its_own_sentence(made_text: MadeText, claims: list[str]) -> None:
    engine = Engine.build(claims[:200])

    found = engine.candidates([claims[17], claims[58]])

    assert 17 in found[0]
    assert 58 in found[1]


def test_an_engine_that_has_caught_up_knows_the_changes(claims: list[str]) -> None:
    engine = Engine.build(claims[:200])
    changes = changes_to(claims[:200], 10)
    removed = [change.key for change in changes if change.entry is None]

    later = engine.caught_up(changes)

    assert later.candidates([claims[removed[0]]])[0].isdisjoint(removed)
    assert len(later.index) == 200 + 5 - 2
