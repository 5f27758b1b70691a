"""Vectors kept on disk by the text they were made from, so that a second run is quick.

A folder for each encoder holds files of some thousand texts, written as they are made: a run that
was interrupted goes on where it stopped, and a set whose claims have grown encodes the new ones.
"""

import hashlib
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claims.ranking.channels import Encode

Floats = npt.NDArray[np.float32]
KEY_BYTES = 16
# Texts of one file; some minutes of work with a slow encoder.
TEXTS = 4_096


class VectorCache:
    """An Encode that asks `encode` only for texts whose vectors are not kept in `folder`.

    `name` is the encoder's identity. Damaged files are as if missing. Calls raise OSError when the
    folder cannot be written.
    """

    def __init__(self, encode: Encode, *, name: str, folder: Path) -> None:
        self._encode = encode
        self._folder = folder / hashlib.sha256(name.encode()).hexdigest()[:16]
        self._known: dict[bytes, Floats] = {}
        for path in sorted(self._folder.glob("*.npz")):
            self._known.update(_loaded(path))

    def __call__(self, texts: Sequence[str]) -> Floats:
        """One vector for each text, float32[texts, dimensions]."""
        if not texts:
            return self._encode(texts)
        keyed = {_key(text): text for text in texts}
        missing = [key for key in keyed if key not in self._known]
        for start in range(0, len(missing), TEXTS):
            keys = missing[start : start + TEXTS]
            vectors = self._encode([keyed[key] for key in keys])
            self._keep(keys, vectors)
        return np.stack([self._known[_key(text)] for text in texts])

    def _keep(self, keys: Sequence[bytes], vectors: Floats) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(b"".join(keys)).hexdigest()[:32]
        part = self._folder / f"{name}.{os.getpid()}.part"
        with part.open("wb") as file:
            np.savez(file, keys=np.frombuffer(b"".join(keys), np.uint8), vectors=vectors)
        part.replace(self._folder / f"{name}.npz")
        self._known.update(zip(keys, vectors, strict=True))


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:KEY_BYTES]


def _loaded(path: Path) -> dict[bytes, Floats]:
    """What a file holds; nothing if it is damaged."""
    try:
        # numpy leaves a damaged archive open.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            keys, vectors = arrays["keys"].tobytes(), arrays["vectors"]
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
        return {}
    starts = range(0, len(keys), KEY_BYTES)
    if vectors.ndim != 2 or len(vectors) != len(starts):
        return {}
    return {
        keys[start : start + KEY_BYTES]: row for start, row in zip(starts, vectors, strict=True)
    }
