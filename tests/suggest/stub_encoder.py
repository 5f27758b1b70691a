"""An encoder for tests: words are hashed, words of one meaning to the same place."""

import hashlib
from collections.abc import Sequence

import numpy as np

from claims.encoding.protocol import Matrix

MEANINGS = {
    "purchased": "buy", "bought": "buy", "acquired": "buy",
    "physicians": "doctor", "doctors": "doctor",
    "vessel": "ship", "ship": "ship", "boat": "ship",
    "capsized": "sink", "sank": "sink",
    "bay": "harbour", "harbour": "harbour",
    "tuesday": "tuesday", "today": "day",
}  # fmt: skip


class StubEncoder:
    """Deterministic; `texts` are all that it was asked to encode."""

    languages: frozenset[str] | None = frozenset({"en", "de"})

    def __init__(self, name: str = "stub@1", dimensions: int = 96) -> None:
        self.name = name
        self.dimensions = dimensions
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.texts += texts
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(
            -1, self.dimensions
        )

    def _vector(self, text: str) -> Matrix:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        for word in text.lower().split():
            plain = word.strip(".,“”")
            digest = hashlib.sha256(MEANINGS.get(plain, plain).encode()).digest()
            if len(plain) > 2:
                seed = int.from_bytes(digest[:4])
                vector += np.random.default_rng(seed).normal(size=self.dimensions)
        length = float(np.linalg.norm(vector))
        return vector / length if length else vector
