"""Saved vectors: the same again, or refused."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from claims.encoding import VectorIndex, VectorsDamaged
from claims.encoding.vector_files import LAYOUT, MANIFEST


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    index(rows=20).save(tmp_path / "vectors")
    return tmp_path / "vectors"


def index(*, rows: int) -> VectorIndex:
    vectors = np.random.default_rng(rows).normal(size=(rows, 70)).astype(np.float32)
    return VectorIndex.build(np.arange(rows) * 10, vectors, encoder="stub@1")


@pytest.mark.parametrize("rows", [0, 1, 20])
def test_an_index_comes_back_as_it_was(tmp_path: Path, rows: int) -> None:
    written = index(rows=rows)

    written.save(tmp_path / "new" / "vectors")
    read = VectorIndex.open(tmp_path / "new" / "vectors")

    assert read.encoder == "stub@1"
    for name in LAYOUT:
        assert (getattr(read, name) == getattr(written, name)).all()
        assert not getattr(read, name).flags.writeable
    queries = np.ones((2, 70), dtype=np.float32)
    assert (
        read.search(queries, limit=3).positions == written.search(queries, limit=3).positions
    ).all()


def test_saving_again_replaces_all_and_leaves_nothing_else(saved: Path) -> None:
    before = VectorIndex.open(saved)

    index(rows=5).save(saved)

    assert len(VectorIndex.open(saved)) == 5
    assert [path.name for path in saved.parent.iterdir()] == ["vectors"]
    assert before.search(np.ones((1, 70), dtype=np.float32), limit=1).positions.shape == (1, 1)


def test_a_save_that_fails_leaves_the_old_vectors(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        index(rows=5).save(saved)

    assert len(VectorIndex.open(saved)) == 20
    assert [path.name for path in saved.parent.iterdir()] == ["vectors"]


@pytest.mark.parametrize("name", list(LAYOUT))
def test_a_changed_bit_is_noticed(saved: Path, name: str) -> None:
    path = saved / f"{name}.npy"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)

    with pytest.raises(VectorsDamaged, match=f"{name} has changed"):
        VectorIndex.open(saved)


@pytest.mark.parametrize("name", list(LAYOUT))
@pytest.mark.parametrize("verify", [True, False])
def test_a_file_that_is_cut_or_gone_is_noticed(saved: Path, name: str, *, verify: bool) -> None:
    path = saved / f"{name}.npy"
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(VectorsDamaged, match="damaged"):
        VectorIndex.open(saved, verify=verify)

    path.write_bytes(b"")
    with pytest.raises(VectorsDamaged, match="damaged"):
        VectorIndex.open(saved, verify=verify)

    path.unlink()
    with pytest.raises(VectorsDamaged, match="damaged"):
        VectorIndex.open(saved, verify=verify)


@pytest.mark.parametrize(
    "manifest",
    ["", "{", "[]", "{}", '{"format": 0}', '{"format": 1}', '{"format": 1, "rows": "x"}'],
)
def test_a_manifest_that_says_nothing_usable_is_refused(saved: Path, manifest: str) -> None:
    (saved / MANIFEST).write_text(manifest)

    with pytest.raises(VectorsDamaged):
        VectorIndex.open(saved)


def test_files_of_another_index_are_refused(saved: Path) -> None:
    manifest = json.loads((saved / MANIFEST).read_text())
    (saved / MANIFEST).write_text(json.dumps({**manifest, "rows": 21}))

    with pytest.raises(VectorsDamaged, match="keys is int64"):
        VectorIndex.open(saved, verify=False)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VectorsDamaged, match="no usable vectors"):
        VectorIndex.open(tmp_path / "nowhere")
