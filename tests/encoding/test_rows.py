"""Rows of length 1, and texts cut to what can be read."""

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from claims.encoding.rows import encode_nonempty, readable, unit_rows

FLOATS = st.floats(width=32, allow_nan=False, allow_infinity=False)


@settings(max_examples=50)
@given(arrays.arrays(np.float32, st.tuples(st.integers(0, 5), st.integers(1, 9)), elements=FLOATS))
def test_rows_have_length_one_or_are_zeros(matrix: npt.NDArray[np.float32]) -> None:
    lengths = np.linalg.norm(unit_rows(matrix).astype(np.float64), axis=1)

    assert np.allclose(lengths, matrix.any(axis=1), atol=1e-5)


@settings(max_examples=50)
@given(st.text(st.characters()), st.integers(1, 20))
def test_every_text_becomes_readable(text: str, limit: int) -> None:
    cut = readable(text, max_characters=limit)

    cut.encode("utf-8")
    assert len(cut) <= limit
    assert readable(cut, max_characters=limit) == cut


def test_a_text_without_a_word_is_empty() -> None:
    wordless = ["", " \n", "… – !", "\x00\x01", "“”"]

    assert [readable(text, max_characters=9) for text in wordless] == [""] * len(wordless)
    assert readable("  a \ud800 b ", max_characters=9) == "a ? b"
    assert readable("声明", max_characters=9) == "声明"


def test_only_texts_with_words_are_encoded() -> None:
    seen: list[str] = []

    def encode(texts: list[str]) -> npt.NDArray[np.float32]:
        seen.extend(texts)
        return np.full((len(texts), 4), 3, dtype=np.float32)

    rows = encode_nonempty(["", "a", "", "b"], encode, dimensions=4)

    assert seen == ["a", "b"]
    assert rows.tolist() == [[0] * 4, [0.5] * 4, [0] * 4, [0.5] * 4]
    assert encode_nonempty([], encode, dimensions=4).shape == (0, 4)
