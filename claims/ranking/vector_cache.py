"""Vectors kept on disk by the content they were made from, so that a second run is quick."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claims.ranking.channels import Encode

Floats = npt.NDArray[np.float32]


def cached_encode(encode: Encode, *, name: str, folder: Path) -> Encode:
    """`encode`, whose results for a list of texts are kept in `folder`.

    `name` is the encoder's identity. A damaged file is made again. Raises OSError when the folder
    cannot be written.
    """

    def encode_or_load(texts: Sequence[str]) -> Floats:
        path = folder / f"{_key(name, texts)}.npy"
        known = _loaded(path, rows=len(texts))
        if known is not None:
            return known
        vectors = encode(texts)
        _save(path, vectors)
        return vectors

    return encode_or_load


def _key(name: str, texts: Sequence[str]) -> str:
    digest = hashlib.sha256(name.encode())
    for text in texts:
        encoded = text.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "little") + encoded)
    return digest.hexdigest()[:32]


def _loaded(path: Path, *, rows: int) -> Floats | None:
    try:
        vectors = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return vectors if vectors.ndim == 2 and len(vectors) == rows else None


def _save(path: Path, vectors: Floats) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    with part.open("wb") as file:
        np.save(file, vectors)
    part.replace(path)
