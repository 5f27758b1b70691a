"""Each set on a few rows, where a reader can count what must come out."""

from pathlib import Path

import pytest

from claims.regression import Measured, SetRefused, Sets, joined
from tests.regression.small_sets import TRAM, write_rows, write_sets


@pytest.fixture
def sets(tmp_path: Path) -> Sets:
    return write_sets(tmp_path)


def measure(sets: Sets, name: str) -> Measured:
    return dict(sets.measures())[name]()


def values(measured: Measured) -> dict[str, float]:
    return {figure.name: figure.value for figure in measured.figures}


def test_seeds_that_are_found(sets: Sets) -> None:
    measured = measure(sets, "seeds")

    assert set(values(measured).values()) == {1.0}
    assert measured.cases == {"seeds:000/c001/0": "right"}


def test_seeds_that_are_missed_or_were_not_expected(sets: Sets) -> None:
    expected = {"document": "000.txt", "claim": "c002", "sentence": TRAM, "flags": ["date"]}
    write_rows(sets.seeds / "expected_matches.jsonl", [{**expected, "stance": "repeats"}])
    measured = measure(sets, "seeds")

    assert values(measured)["seeds.precision"] == values(measured)["seeds.recall"] == 0
    assert values(measured)["seeds.flags.recall"] == 0
    assert measured.cases == {"seeds:000/c002/0": "missed", "seeds:000/c001/0": "false"}


def test_what_is_tolerated_counts_neither_way(sets: Sets) -> None:
    row = {"document": "000.txt", "claim": "c001", "sentence": TRAM, "flags": ["date"]}
    more = {"stance": "repeats", "acceptable": True}
    write_rows(sets.seeds / "expected_matches.jsonl", [{**row, **more}])

    assert measure(sets, "seeds").cases == {}


def test_flags_by_flag_and_by_kind(sets: Sets) -> None:
    measured = measure(sets, "flags")
    found = values(measured)

    assert found["flag.date.dev.recall"] == found["flag.date.dev.precision"] == 1
    assert found["flag.place.dev.recall"] == 0
    assert found["kind.dates.dev.recall"] == 0.5
    assert found["kind.dates.dev.unshown"] == 0
    assert measured.cases == {"flags:x-0": "right", "flags:x-1": "-place"}


def test_pairs_by_themselves(sets: Sets) -> None:
    measured = measure(sets, "pairs")

    assert values(measured) == {"pairs.precision": 1, "pairs.recall": 1, "pairs.unshown": 0}
    assert measured.cases == {"pairs:flags/1": "right", "pairs:blind/1": "right"}


def test_restatements(sets: Sets) -> None:
    found = values(measure(sets, "restatements"))

    assert found["restatements.recall"] == found["restatements.R@1"] == 1
    assert found["restatements.false_per_article"] == found["restatements.flagged"] == 0


def test_articles_of_the_test_half_among_others(sets: Sets) -> None:
    measured = measure(sets, "articles")
    found = values(measured)

    assert found["articles.recall"] == found["articles.R@1"] == found["articles.R@5"] == 1
    assert found["articles.precision"] == found["articles.false_per_article"] == 0.5
    assert sorted(measured.cases.values()) == ["false", "right"]
    assert "articles:none-1/0/1" in measured.cases


def test_a_missing_file_is_refused(sets: Sets) -> None:
    (sets.own / "restatements.jsonl").unlink()

    with pytest.raises(SetRefused, match=r"restatements\.jsonl cannot be read"):
        measure(sets, "restatements")


def test_parts_are_joined_in_their_order(sets: Sets) -> None:
    parts = [measure(sets, name) for name in ("seeds", "pairs")]
    whole = joined(parts)

    assert [f.name for f in whole.figures][:1] == ["seeds.precision"]
    assert len(whole.figures) == 7
    assert whole.cases.keys() == parts[0].cases.keys() | parts[1].cases.keys()
