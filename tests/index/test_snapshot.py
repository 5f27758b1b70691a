"""A snapshot is whole or refused with a sentence, and searches like the index it was made of."""

import json
from pathlib import Path

import numpy as np
import pytest

from claims.index import Change, Entry, Index, SnapshotNotSaved, SnapshotRefused, packing

TEXTS = [
    "Moscow imposed sanctions on the dollar trade with China",
    "Vaccines cause autism",
    "Die Regierung in Berlin schließt alle Brücken über die Spree",
    "A bridge over the Amur was closed by officials in Blagoveshchensk",
]


def index_of(*texts: str) -> Index:
    entries = [
        Entry(10 - i, 100 + i, text, "de" if "die" in text else "en-GB")
        for i, text in enumerate(texts)
    ]
    return Index.build(entries, seq=7)


def reached(index: Index, text: str) -> list[tuple[int, float]]:
    found = index.search(index.read([text], language="en"), np.array([[0, 0]]))
    keys = [index.entry(position).key for position in found.position.tolist()]
    return sorted(zip(keys, found.found.tolist(), strict=True))


def snapshot_of(folder: Path) -> Path:
    return folder / (folder / "CURRENT").read_text()


def test_what_was_saved_is_found_again(tmp_path: Path) -> None:
    index = index_of(*TEXTS)

    index.save(tmp_path)
    opened = Index.open(tmp_path)

    assert (opened.seq, len(opened), opened.languages) == (7, 4, frozenset({"en", "de"}))
    assert [opened.entry(i) for i in range(4)] == [index.entry(i) for i in range(4)]
    assert opened.weight("sanction") == index.weight("sanction")
    for text in (*TEXTS, "He says vaccines cause autism, and a bridge was closed"):
        assert reached(opened, text) == reached(index, text)
    assert opened.names_among(["amur", "china", "bridge"]) == {"amur", "china"}


def test_changes_are_saved_with_the_rest(tmp_path: Path) -> None:
    index = index_of(*TEXTS).updated(
        [Change(9, None), Change(40, Entry(40, 1, "Zork eats the big green bridges of Moscow"))],
        seq=12,
    )

    index.save(tmp_path)
    opened = Index.open(tmp_path)

    assert (opened.seq, len(opened), opened.delta_size) == (12, 4, 0)
    assert reached(opened, "Zork eats green bridges")[0][0] == 40
    assert reached(opened, "Vaccines cause autism") == []


def test_an_empty_index_can_be_saved(tmp_path: Path) -> None:
    Index.build([]).save(tmp_path)

    assert len(Index.open(tmp_path)) == 0
    assert reached(Index.open(tmp_path), "anything at all") == []


def test_the_snapshot_before_is_kept_and_older_ones_go(tmp_path: Path) -> None:
    names = []
    for text in TEXTS:
        index_of(text).save(tmp_path)
        names.append((tmp_path / "CURRENT").read_text())

    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["CURRENT", *names[-2:]])


@pytest.mark.parametrize("damage", ["flip", "cut", "remove", "lengthen"])
@pytest.mark.parametrize("name", ["segment-locals_.npy", "row-texts.npy", "manifest.json"])
def test_a_damaged_snapshot_is_refused(tmp_path: Path, damage: str, name: str) -> None:
    index_of(*TEXTS).save(tmp_path)
    path = snapshot_of(tmp_path) / name
    content = path.read_bytes()
    if damage == "remove":
        path.unlink()
    else:
        flipped = content[:-3] + bytes([content[-3] ^ 1]) + content[-2:]
        path.write_bytes({"flip": flipped, "cut": content[:-5], "lengthen": content + b"x"}[damage])

    with pytest.raises(SnapshotRefused, match=r"napshot.*\.$"):
        Index.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"../elsewhere", b"missing-1", b"\x00", b".", b"\xff"])
def test_a_pointer_to_nothing_is_refused_and_the_next_save_mends_it(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "CURRENT").write_bytes(content)

    with pytest.raises(SnapshotRefused):
        Index.open(tmp_path)

    index_of(*TEXTS).save(tmp_path)
    assert len(Index.open(tmp_path)) == 4


def test_no_snapshot_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotRefused, match="No snapshot"):
        Index.open(tmp_path / "nowhere")


def test_a_snapshot_of_an_older_analysis_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_of(*TEXTS).save(tmp_path)
    monkeypatch.setattr(packing, "ANALYSER_VERSION", packing.ANALYSER_VERSION + 1)

    with pytest.raises(SnapshotRefused, match="version"):
        Index.open(tmp_path)


def test_a_manifest_of_another_program_is_refused(tmp_path: Path) -> None:
    index_of(*TEXTS).save(tmp_path)
    (snapshot_of(tmp_path) / "manifest.json").write_text(json.dumps([1, 2]))

    with pytest.raises(SnapshotRefused):
        Index.open(tmp_path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(SnapshotNotSaved, match="could not be saved"):
        index_of(*TEXTS).save(tmp_path / "file")


def test_an_interrupted_save_leaves_the_snapshot_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_of(*TEXTS).save(tmp_path)
    monkeypatch.setattr(
        np, "save", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "disk full"))
    )

    with pytest.raises(SnapshotNotSaved, match="disk full"):
        index_of(*TEXTS[:1]).save(tmp_path)

    assert len(Index.open(tmp_path)) == 4
