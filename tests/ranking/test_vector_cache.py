from collections.abc import Sequence
from pathlib import Path

import numpy as np

from claims.ranking import cached_encode


class CountingEncoder:
    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        self.calls += 1
        return np.array([[len(text), 1] for text in texts], np.float32)


def test_the_second_time_nothing_is_encoded(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    first = cached_encode(encoder, name="a", folder=tmp_path / "vectors")(["x", "yy"])
    second = cached_encode(encoder, name="a", folder=tmp_path / "vectors")(["x", "yy"])
    assert encoder.calls == 1
    assert first.tolist() == second.tolist()


def test_other_texts_and_other_encoders_have_their_own(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    for name, texts in [("a", ["xy"]), ("a", ["x", "y"]), ("b", ["xy"])]:
        cached_encode(encoder, name=name, folder=tmp_path)(texts)
    assert encoder.calls == 3


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    encode = cached_encode(encoder, name="a", folder=tmp_path)
    encode(["x"])
    [path] = tmp_path.iterdir()
    path.write_bytes(b"no vectors")
    assert encode(["x"]).tolist() == [[1, 1]]
    assert encoder.calls == 2
