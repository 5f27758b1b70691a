import json
from itertools import pairwise
from pathlib import Path

import pytest

from claims.benchmark.given import GivenText, TextRefused

SENTENCES = [
    f"The mayor of town {n} closed bridge {n * 7} because of rust in the year {1900 + n}."
    for n in range(40)
]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "sentences.txt"
    path.write_text("\n".join(SENTENCES))
    return path


def test_claims_are_the_sentences_themselves(lines: Path) -> None:
    claims = list(GivenText(lines, seed=1).claims(20))

    assert len(set(claims)) == 20
    assert set(claims) <= set(SENTENCES)


def test_sentences_of_articles_are_no_claims(lines: Path) -> None:
    text = GivenText(lines, seed=1)

    assert not set(text.background(1, 50)) & set(text.claims(35))


def test_more_claims_are_recombined(lines: Path) -> None:
    claims = list(GivenText(lines, seed=1).claims(300))

    assert len(set(claims)) == 300
    words = {pair for sentence in SENTENCES for pair in pairwise(sentence.split())}
    joints = sum(pair not in words for claim in claims for pair in pairwise(claim.split()))
    assert joints <= 300


def test_the_same_seed_gives_the_same_claims(lines: Path) -> None:
    assert [*GivenText(lines, seed=2).claims(90)] == [*GivenText(lines, seed=2).claims(90)]


def test_a_claims_file_is_read_by_its_text(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(json.dumps({"id": i, "text": s}) for i, s in enumerate(SENTENCES)))

    assert set(GivenText(path, seed=1).claims(10)) <= set(SENTENCES)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "holds no sentence"),
        ("short.txt", b"one two\nthree", "holds no sentence"),
        ("one.txt", b"only one sentence is in this file", "holds only 1 sentence"),
        ("bad.txt", b"\xff\xfe\xff no text at all here", "not UTF-8"),
        ("bad.jsonl", b"{", "bad.jsonl:1 is not JSON"),
        ("none.jsonl", b'{"id": 1}', "none.jsonl:1 has no field"),
        ("list.jsonl", b"[]", "list.jsonl:1 has no field"),
    ],
)
def test_what_cannot_be_used_is_refused(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(TextRefused, match=message):
        GivenText(path, seed=1)


def test_too_little_text_for_so_many_claims(tmp_path: Path) -> None:
    path = tmp_path / "few.txt"
    path.write_text("We saw four big grey seals.\nThey saw five small brown seals.\n")

    with pytest.raises(TextRefused, match="too little text"):
        list(GivenText(path, seed=1).claims(50))
