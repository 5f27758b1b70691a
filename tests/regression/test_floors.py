from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.regression import (
    Change,
    Figure,
    FloorsNotLowered,
    Measured,
    SetRefused,
    Stored,
    changes,
    fallen,
    read_stored,
    store,
)

OUTCOMES = st.dictionaries(
    st.sampled_from(["a", "b", "c"]), st.sampled_from(["right", "missed", "-date"])
)


def measured(
    recall: float, unshown: float = 0.1, *, cases: Mapping[str, str] | None = None
) -> Measured:
    figures = (Figure("flags", "recall", recall), Figure("flags", "unshown", unshown))
    return Measured(figures, cases or {})


def test_what_is_stored_is_read_again(tmp_path: Path) -> None:
    run = measured(0.9, cases={"a": "right", "b": "-date,unshown"})
    stored = store(run, tmp_path)

    assert read_stored(tmp_path) == stored
    assert stored.floors == {"flags.recall": 0.9, "flags.unshown": 0.1}
    assert fallen(run, stored) == []
    assert list(changes(run, stored)) == []


def test_an_empty_folder_has_no_floors(tmp_path: Path) -> None:
    assert read_stored(tmp_path) == Stored({}, {})
    assert fallen(measured(0.0), Stored({}, {})) == []
    assert list(changes(measured(0.0, cases={"a": "missed"}), Stored({}, {}))) == []


def test_a_drop_is_named(tmp_path: Path) -> None:
    stored = store(measured(0.9, unshown=0.1), tmp_path)

    assert fallen(measured(0.8999, unshown=0.1), stored) == ["flags.recall"]
    assert fallen(measured(0.95, unshown=0.11), stored) == ["flags.unshown"]
    assert fallen(Measured((), {}), stored) == ["flags.recall", "flags.unshown"]


def test_a_floor_rises_by_itself_and_is_lowered_only_by_name(tmp_path: Path) -> None:
    store(measured(0.8), tmp_path)
    store(measured(0.9), tmp_path)
    with pytest.raises(FloorsNotLowered, match=r"--lower flags\.recall") as refusal:
        store(measured(0.85, unshown=0.2), tmp_path, lower=["flags.unshown"])
    assert refusal.value.names == ("flags.recall",)
    assert read_stored(tmp_path).floors == {"flags.recall": 0.9, "flags.unshown": 0.1}

    store(measured(0.85, unshown=0.2), tmp_path, lower=["flags.unshown", "flags.recall"])

    assert read_stored(tmp_path).floors == {"flags.recall": 0.85, "flags.unshown": 0.2}


def test_a_changed_case_says_what_it_was_and_is() -> None:
    stored = Stored({}, {"a": "right", "b": "missed", "c": "-date", "d": "missed", "e": "right"})
    now = {"a": "missed", "b": "right", "c": "+role", "f": "false"}
    found = list(changes(measured(1.0, cases=now), stored))

    assert found == [
        Change("a", "right", "missed"),
        Change("b", "missed", "right"),
        Change("c", "-date", "+role"),
        Change("d", "missed", None),
        Change("f", None, "false"),
    ]
    assert [change.is_worse for change in found] == [True, False, False, False, True]
    assert [change.is_better for change in found] == [False, True, False, True, False]


@given(OUTCOMES, OUTCOMES)
def test_changes_are_all_that_differs_in_its_faults(
    was: dict[str, str], now: dict[str, str]
) -> None:
    found = {change.case for change in changes(measured(1.0, cases=now), Stored({}, was))}
    faults = [{c: o for c, o in side.items() if o != "right"} for side in (was, now)]
    differing = {c for c in {*was, *now} if faults[0].get(c) != faults[1].get(c)}

    assert found == (differing if was else set())


@pytest.mark.parametrize("text", ["", "[1]", '{"flags.recall": "much"}', '{"flags.recall": null}'])
def test_damaged_floors_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "floors.json").write_text(text)

    with pytest.raises(SetRefused, match=r"floors\.json does not hold floors"):
        read_stored(tmp_path)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(SetRefused, match="cannot be written"):
        store(measured(1.0), tmp_path / "file" / "regression")
