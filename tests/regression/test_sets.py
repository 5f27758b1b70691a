"""The stored sets themselves: they are as large as is said of them, and their floors hold.

The articles, which take longer, are left to `manage.py regress`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.index import Entry, Index
from claims.matching import Flag, Matcher
from claims.regression import Sets, below, changes, read_stored
from claims.text import segment

SETS = Sets(Path(__file__).parents[2] / "seeds", Path(), ())
FLAGS = {flag.value for flag in Flag}


def rows_of(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((SETS.own / folder).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.stem, json.loads(line)


PAIRS = [row for _, row in rows_of("pairs")]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["seeds", "flags", "pairs", "restatements"])
def test_no_figure_is_below_its_floor(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    stored = read_stored(SETS.own)
    measured = dict(SETS.measures())[name]()
    known = [change for change in changes(measured, stored) if change.now]
    record_property("table", "\n".join(f"{c.case}: {c.was} → {c.now}" for c in known))

    assert {figure.name for figure in measured.figures} <= stored.floors.keys()
    assert below(measured, stored) == []


def test_the_flag_pairs_are_many_and_of_every_flag() -> None:
    rows = list(rows_of("flags"))
    by_kind = Counter((kind, row["half"]) for kind, row in rows)

    assert min(by_kind.values()) >= 30
    assert {half for _, half in by_kind} == {"dev", "test", "second", "third"}
    assert len({row["id"] for _, row in rows}) == len(rows) >= 800
    for flag in FLAGS:
        assert sum(flag in row["flags"] for _, row in rows) >= 30


def test_the_pairs_are_many_and_of_every_flag() -> None:
    assert len(PAIRS) >= 120
    assert sum(not pair["flags"] for pair in PAIRS) >= 40
    assert {flag for pair in PAIRS for flag in pair["flags"]} == FLAGS


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [(p["claim"], p["sentence"]) for p in PAIRS if set(p["flags"]) & {"number", "negation"}][:20],
)
def test_a_contradiction_is_never_a_plain_match(claim: str, sentence: str) -> None:
    found = Matcher(Index.build([Entry(1, 1, claim)])).match(segment(sentence))

    assert [m.probability <= 0.6 for m in found] == [True]
