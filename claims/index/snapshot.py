"""Snapshots: a folder of arrays that processes map, a manifest with checksums, and `CURRENT`.

A snapshot is written beside the others, synced and renamed, and only then named in `CURRENT`, so
that a reader meets a whole one or the one before. It is refused, never half used, if anything about
it is not as the manifest says.
"""

import json
import os
import secrets
import shutil
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Arrays = Mapping[str, npt.NDArray[Any]]
CURRENT, _MANIFEST = "CURRENT", "manifest.json"
_FORMAT = 2
_UNFINISHED = "unfinished-"
_UNFINISHED_SECONDS = 3600
_READ_BYTES = 1 << 20
_SUMMED_BYTES = 512
"""A sector: it is what a disk loses, zeroes or puts in another's place."""


class SnapshotRefused(Exception):
    """There is no snapshot that can be served; the sentence says why."""


class SnapshotNotSaved(Exception):
    """A snapshot could not be written; the sentence says why."""


def save_snapshot(folder: Path, arrays: Arrays, facts: Mapping[str, Any]) -> str:
    """Writes a snapshot and makes it the current one; keeps the one before. Returns its name.

    `facts` go into the manifest; "seq" among them begins the name. Raises `SnapshotNotSaved`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = _replaced_name(folder)
        name = f"{facts['seq']}-{secrets.token_hex(4)}"
        _write(folder, name, arrays, facts)
        _point_to(folder, name)
        _remove_others(folder, {name, before})
    except OSError as refusal:
        raise SnapshotNotSaved(
            f"The index could not be saved in {folder}: {refusal.strerror or refusal}."
        ) from refusal
    return name


def open_snapshot(folder: Path, *, verify: bool) -> tuple[Arrays, Mapping[str, Any]]:
    """Maps the arrays of the current snapshot; returns them with the facts of its manifest.

    `verify` reads every byte and compares checksums; sizes and the manifest itself are always
    checked. Raises `SnapshotRefused`.
    """
    try:
        path = folder / _current_name(folder)
        manifest = _manifest(path)
        arrays = {
            name: _mapped(path / f"{name}.npy", expected, verify=verify)
            for name, expected in manifest["files"].items()
        }
        return arrays, manifest["facts"]
    except FileNotFoundError as missing:
        raise SnapshotRefused(f"No snapshot in {folder}: {missing.filename} is missing.") from None
    except (OSError, ValueError, EOFError, KeyError, TypeError, AttributeError) as damage:
        raise SnapshotRefused(f"The snapshot in {folder} cannot be read: {damage}.") from damage


def _current_name(folder: Path) -> str:
    name = (folder / CURRENT).read_text("utf-8").strip()
    if not name or Path(name).name != name:
        raise SnapshotRefused(f"{folder / CURRENT} does not name a snapshot.")
    return name


def _replaced_name(folder: Path) -> str | None:
    """The snapshot that a new one takes the place of; a damaged pointer names none."""
    with suppress(FileNotFoundError, SnapshotRefused, UnicodeDecodeError):
        return _current_name(folder)
    return None


def _write(folder: Path, name: str, arrays: Arrays, facts: Mapping[str, Any]) -> None:
    unfinished = folder / f"{_UNFINISHED}{name}"
    unfinished.mkdir()
    try:
        files = {key: _save(unfinished / f"{key}.npy", array) for key, array in arrays.items()}
        content = json.dumps({"format": _FORMAT, "facts": dict(facts), "files": files})
        manifest = json.dumps({"content": content, "checksum": zlib.crc32(content.encode())})
        with _synced(unfinished / _MANIFEST) as file:
            file.write(manifest.encode())
        _sync_folder(unfinished)
        unfinished.rename(folder / name)
        _sync_folder(folder)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _save(path: Path, array: npt.NDArray[Any]) -> dict[str, int]:
    with _synced(path) as file:
        np.save(file, array, allow_pickle=False)
    return {"size": path.stat().st_size, "checksum": _checksum(path)}


@contextmanager
def _synced(path: Path) -> Iterator[Any]:
    with path.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _checksum(path: Path) -> int:
    """The CRC-32 of the sums of each sector's 64-bit words, several times faster than one of all.

    Every flipped bit, cut, zeroed or exchanged sector changes it; whoever forges a file can do so
    under a CRC-32 of all bytes as well. The file is read, not mapped: an error of the disk is then
    an exception and no signal.
    """
    value, buffer = 0, bytearray(_READ_BYTES)
    with path.open("rb") as file:
        while size := file.readinto(buffer):
            summed = size - size % _SUMMED_BYTES
            words = np.frombuffer(buffer, dtype="<u8", count=summed // 8)
            sums = words.reshape(-1, _SUMMED_BYTES // 8).sum(axis=1, dtype=np.uint64)
            value = zlib.crc32(sums.astype("<u8"), value)
            value = zlib.crc32(memoryview(buffer)[summed:size], value)
    return value


def _point_to(folder: Path, name: str) -> None:
    waiting = folder / f"{CURRENT}-{secrets.token_hex(4)}"
    try:
        with _synced(waiting) as file:
            file.write(name.encode())
        waiting.replace(folder / CURRENT)
        _sync_folder(folder)
    finally:
        waiting.unlink(missing_ok=True)


def _remove_others(folder: Path, kept: set[str | None]) -> None:
    """Removes older snapshots, and what an interrupted writer left long ago."""
    for manifest in folder.glob(f"*/{_MANIFEST}"):
        if manifest.parent.name not in kept and not manifest.parent.name.startswith(_UNFINISHED):
            shutil.rmtree(manifest.parent, ignore_errors=True)
    for unfinished in folder.glob(f"{_UNFINISHED}*"):
        if time.time() - unfinished.stat().st_mtime > _UNFINISHED_SECONDS:
            shutil.rmtree(unfinished, ignore_errors=True)


def _manifest(path: Path) -> dict[str, Any]:
    outer = json.loads((path / _MANIFEST).read_text("utf-8"))
    if zlib.crc32(outer["content"].encode()) != outer["checksum"]:
        raise SnapshotRefused(f"The manifest of the snapshot {path} is damaged.")
    content: dict[str, Any] = json.loads(outer["content"])
    if content["format"] != _FORMAT:
        raise SnapshotRefused(f"The snapshot {path} is of another format ({content['format']}).")
    return content


def _mapped(path: Path, expected: Mapping[str, int], *, verify: bool) -> npt.NDArray[Any]:
    if path.stat().st_size != expected["size"]:
        raise SnapshotRefused(f"The snapshot is damaged: {path} has another size than it had.")
    if verify and _checksum(path) != expected["checksum"]:
        raise SnapshotRefused(f"The snapshot is damaged: {path} is not what was written.")
    with path.open("rb") as file:
        np.lib.format.read_magic(file)
        is_empty = 0 in np.lib.format.read_array_header_1_0(file)[0]
    array = np.asarray(np.load(path, mmap_mode=None if is_empty else "r", allow_pickle=False))
    array.setflags(write=False)
    return array
