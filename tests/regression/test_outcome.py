import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.regression.outcome import (
    RIGHT,
    Figure,
    SetRefused,
    Tally,
    faults,
    read_rows,
    share,
)

WORDS = st.frozensets(st.sampled_from(["number", "date", "role"]))


@given(st.lists(st.tuples(WORDS, WORDS)))
def test_precision_and_recall_are_those_of_a_plain_count(
    cases: list[tuple[frozenset[str], frozenset[str]]],
) -> None:
    tally = Tally()
    for given_words, expected in cases:
        tally.add(given_words, expected)
    both = sum(len(g & e) for g, e in cases)
    shown, wanted = sum(len(g) for g, _ in cases), sum(len(e) for _, e in cases)
    precision, recall = tally.figures("all")

    assert precision == share("all", "precision", both, shown)
    assert recall == share("all", "recall", both, wanted)


def test_one_word_has_figures_of_its_own() -> None:
    tally = Tally()
    tally.add(frozenset({"number", "date"}), frozenset({"number"}))
    tally.add(frozenset(), frozenset({"number"}))

    assert [f.value for f in tally.figures("number", only="number")] == [1.0, 0.5]
    assert [f.value for f in tally.figures("date", only="date")] == [0.0, 1.0]


def test_of_nothing_nothing_is_wrong() -> None:
    assert share("all", "recall", 0, 0).value == 1
    assert share("all", "unshown", 0, 0).value == 0


@given(WORDS, WORDS)
def test_a_case_is_right_exactly_when_nothing_differs(
    shown: frozenset[str], expected: frozenset[str]
) -> None:
    assert (faults(shown, expected) == RIGHT) is (shown == expected)


def test_faults_are_named() -> None:
    said = faults(frozenset({"role"}), frozenset({"number", "date"}), "unshown")

    assert said == "-date,-number,+role,unshown"


@pytest.mark.parametrize(
    ("measure", "value", "holds"),
    [
        ("recall", 0.9, True),
        ("recall", 0.8999, False),
        ("recall", 1.0, True),
        ("unshown", 0.9, True),
        ("unshown", 0.8, True),
        ("unshown", 0.91, False),
    ],
)
def test_a_cost_must_not_rise_and_anything_else_must_not_fall(
    measure: str, value: float, *, holds: bool
) -> None:
    assert Figure("all", measure, value).holds(0.9) is holds
    assert Figure("all", measure, value).holds(None)


def test_rows_are_lines_also_where_a_text_holds_another_separator(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    row = {"claim": "one\u2028two"}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")

    assert read_rows(path) == [row]


def test_a_missing_or_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    with pytest.raises(SetRefused, match=r"rows\.jsonl cannot be read"):
        read_rows(path)
    path.write_text('{"a": 1}\n{"a":\n')
    with pytest.raises(SetRefused, match=r"rows\.jsonl, line 2 is not JSON"):
        read_rows(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SetRefused, match="cannot be read"):
        read_rows(path)
