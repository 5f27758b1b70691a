from collections.abc import Callable
from pathlib import Path

import pytest

from claims.ranking import SetRefused, read_claims, read_split
from tests.ranking.sets_of_files import claim_rows, write_claims, write_set, write_split


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_set(tmp_path)
    return tmp_path


def test_a_set_is_read(folder: Path) -> None:
    claims = read_claims(folder)
    split = read_split(folder, "test", claims)
    assert len(claims) == 32
    assert len(split.queries) == 16
    assert [claims[next(iter(right))].id for right in split.relevant[:2]] == ["c0-1", "c0-3"]


def test_splits_add_up(folder: Path) -> None:
    claims = read_claims(folder)
    both = read_split(folder, "train", claims) + read_split(folder, "test", claims)
    assert both.name == "train+test"
    assert len(both.queries) == len(both.relevant) == 32


def append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


BREAKAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "no claims file": (lambda f: (f / "claims.jsonl.gz").unlink(), "There is no file .*claims"),
    "not gzip": (lambda f: _write(f / "claims.jsonl.gz", "{}"), "cannot be read"),
    "no claims": (lambda f: write_claims(f, []), "holds no claims"),
    "a claim without text": (lambda f: write_claims(f, [{"id": "a"}]), r"gz:1: “text” is missing"),
    "a claim twice": (
        lambda f: write_claims(f, [*claim_rows(), claim_rows()[0]]),
        "id “c0-0” occurs twice",
    ),
    "no split": (lambda f: (f / "test.queries.jsonl").unlink(), "no split “test” .* has train"),
    "no qrels": (lambda f: (f / "test.qrels.tsv").unlink(), r"no file .*test\.qrels"),
    "an empty split": (lambda f: write_split(f, "test", []), "holds no query"),
    "no JSON": (lambda f: append(f / "test.queries.jsonl", "{"), r"jsonl:17: this is not JSON"),
    "no object": (lambda f: append(f / "test.queries.jsonl", "[]"), r"jsonl:17: expected an obj"),
    "a short judgement": (lambda f: append(f / "test.qrels.tsv", "q 0 c"), r"tsv:17: expected"),
    "no number": (lambda f: append(f / "test.qrels.tsv", "q 0 c --1"), r"tsv:17: expected"),
    "a power": (lambda f: append(f / "test.qrels.tsv", "q 0 c ²"), r"tsv:17: expected"),
    "an unknown query": (
        lambda f: append(f / "test.qrels.tsv", "nobody 0 c0-0 1"),
        "names queries that are not in the set: 1, the first “nobody”",
    ),
    "an unknown claim": (
        lambda f: append(f / "test.qrels.tsv", "q-c0-1 0 nothing 1"),
        "names claims that are not in the set: 1, the first “nothing”",
    ),
}


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_broken_set_is_refused_in_a_sentence(folder: Path, name: str) -> None:
    breakage, sentence = BREAKAGES[name]
    breakage(folder)
    with pytest.raises(SetRefused, match=sentence):
        read_split(folder, "test", read_claims(folder))
