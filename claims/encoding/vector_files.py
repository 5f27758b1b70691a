"""A vector index on disk: one file for each array, and a manifest with their hashes."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

# Array to its type and its axes: r rows, d dimensions, w words of sign bits.
LAYOUT = {
    "keys": (np.int64, "r"),
    "codes": (np.int8, "rd"),
    "scales": (np.float32, "r"),
    "bits": (np.uint64, "wr"),
    "mean": (np.float32, "d"),
}
MANIFEST = "manifest.json"
FORMAT = 1
BITS_PER_WORD = 64
Arrays = Mapping[str, npt.NDArray[Any]]


class VectorsDamaged(Exception):
    """Saved vectors cannot be used and have to be made again; the message is a sentence."""


def write(folder: Path, arrays: Arrays, *, encoder: str) -> None:
    """Everything into a new folder beside, which then takes the place of `folder`.

    Raises OSError.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _write_draft(draft, arrays, encoder=encoder)
        if folder.exists():
            # A folder cannot be renamed onto one that is not empty.
            old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
            folder.rename(old)
            draft.rename(folder)
            shutil.rmtree(old, ignore_errors=True)
        else:
            draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def read(folder: Path, *, verify: bool) -> tuple[dict[str, npt.NDArray[Any]], str]:
    """The arrays, mapped and read-only, and the name of their encoder. Raises VectorsDamaged."""
    manifest = _read_manifest(folder)
    try:
        sizes = {"r": int(manifest["rows"]), "d": int(manifest["dimensions"])}
        sizes["w"] = -(-sizes["d"] // BITS_PER_WORD)
        arrays = {name: _map(folder, name, sizes) for name in LAYOUT}
        hashes = {name: str(manifest["sha256"][name]) for name in LAYOUT}
        encoder = str(manifest["encoder"])
    except (KeyError, TypeError, ValueError, OSError, EOFError) as error:
        raise VectorsDamaged(f"The vectors in {folder} are damaged ({error}).") from error
    for name in LAYOUT if verify else ():
        if _sha256(_path(folder, name)) != hashes[name]:
            raise VectorsDamaged(f"The vectors in {folder} are damaged ({name} has changed).")
    return arrays, encoder


def _write_draft(draft: Path, arrays: Arrays, *, encoder: str) -> None:
    # mkdtemp keeps others out; readers may run as another user of the group.
    draft.chmod(0o755)
    for name in LAYOUT:
        with _path(draft, name).open("wb") as file:
            np.save(file, arrays[name], allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
    rows, dimensions = arrays["codes"].shape
    manifest = {
        "format": FORMAT,
        "encoder": encoder,
        "rows": rows,
        "dimensions": dimensions,
        "sha256": {name: _sha256(_path(draft, name)) for name in LAYOUT},
    }
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _read_manifest(folder: Path) -> dict[str, Any]:
    """Raises VectorsDamaged."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise VectorsDamaged(f"There are no usable vectors in {folder} ({error}).") from error
    found = manifest.get("format") if isinstance(manifest, dict) else None
    if found != FORMAT:
        raise VectorsDamaged(f"The vectors in {folder} are of format {found}, not {FORMAT}.")
    return dict(manifest)


def _map(folder: Path, name: str, sizes: Mapping[str, int]) -> npt.NDArray[Any]:
    """Raises ValueError, OSError or EOFError."""
    kind, axes = LAYOUT[name]
    shape = tuple(sizes[axis] for axis in axes)
    # An array without elements cannot be mapped.
    mode: Any = "r" if all(shape) else None
    array = np.asarray(np.load(_path(folder, name), mmap_mode=mode, allow_pickle=False))
    if array.dtype != kind or array.shape != shape:
        raise ValueError(f"{name} is {array.dtype} {array.shape}")
    return array


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
