from collections.abc import Sequence
from pathlib import Path

import numpy as np

from claims.ranking import VectorCache


class CountingEncoder:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[len(text), 1] for text in texts], np.float32).reshape(len(texts), 2)


def test_no_text_is_encoded_twice_whatever_its_company(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    first = VectorCache(encoder, name="a", folder=tmp_path / "vectors")
    assert first(["x", "yy", "x"]).tolist() == [[1, 1], [2, 1], [1, 1]]
    second = VectorCache(encoder, name="a", folder=tmp_path / "vectors")
    assert second(["zzz", "yy"]).tolist() == [[3, 1], [2, 1]]
    assert encoder.asked == ["x", "yy", "zzz"]
    assert second([]).shape == (0, 2)


def test_each_encoder_has_vectors_of_its_own(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    for name in ("a", "b"):
        VectorCache(encoder, name=name, folder=tmp_path)(["xy"])
    assert encoder.asked == ["xy", "xy"]


def test_damaged_files_are_made_again(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    VectorCache(encoder, name="a", folder=tmp_path)(["x"])
    [path] = tmp_path.rglob("*.npz")
    whole = path.read_bytes()
    for damage in (b"no vectors", whole[: len(whole) // 2], b""):
        path.write_bytes(damage)
        assert VectorCache(encoder, name="a", folder=tmp_path)(["x"]).tolist() == [[1, 1]]
    assert encoder.asked == ["x"] * 4
