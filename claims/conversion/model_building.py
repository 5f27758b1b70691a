"""From published weights to a folder that load_encoder takes. Downloads nothing."""

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.conversion.bert_graph import build_graph
from claims.conversion.products import Precision
from claims.conversion.shape import ModelShape
from claims.conversion.weights import (
    ModelNotBuilt,
    Published,
    installed_source,
    parse_weights,
    read_published,
)
from claims.encoding import (
    MODEL_FILE,
    TOKENIZER_FILE,
    ModelSettings,
    find_module,
    write_settings,
)

# Padded tokens of one run: with more, the activations leave the nearer caches.
BATCH_TOKENS = 256


@dataclass(frozen=True, slots=True)
class BuiltModel:
    """What was made; `bytes` is the size of model.onnx."""

    source: Path
    folder: Path
    bytes: int
    settings: ModelSettings


def build_model(
    source: Path | str, folder: Path, *, precision: Precision, accepted: str = ""
) -> BuiltModel:
    """Make a sentence model of the weights in the path `source`, or of an installed publication.

    `source` as a text is a name of PUBLICATIONS. `folder` must be empty or missing, and is only
    there when all is written. `accepted` is the SHA-256 of weights that are not published ones.
    Raises ModelNotBuilt.
    """
    onnx: Any = find_module("onnx")
    if onnx is None:
        raise ModelNotBuilt(
            "To build a model needs the package onnx, which is not installed: "
            "install the extra “semantic”."
        )
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise ModelNotBuilt(f"{folder} already holds something: name a new folder.")
    found = installed_source(source) if isinstance(source, str) else [source]
    published = read_published(found, accepted=accepted)
    shape = ModelShape.of(published.config)
    content = build_graph(onnx, parse_weights(published.weights), shape, precision)
    settings = _settings(published, shape, content, precision)
    try:
        _write(folder, content, published.tokenizer, settings)
    except OSError as error:
        raise ModelNotBuilt(f"{folder} cannot be written: {error}.") from error
    return BuiltModel(found[0], folder, len(content), settings)


def _settings(
    published: Published, shape: ModelShape, content: bytes, precision: Precision
) -> ModelSettings:
    return ModelSettings(
        name=f"{published.name or shape.family.value}-{precision.value}",
        max_tokens=published.max_tokens,
        batch_tokens=BATCH_TOKENS,
        # Their training pairs were English; what other weights know is not told.
        languages=("en",) if published.name else None,
        sha256=hashlib.sha256(content).hexdigest(),
        precision=precision.value,
        weights_sha256=published.sha256,
    )


def _write(folder: Path, content: bytes, tokenizer: bytes, settings: ModelSettings) -> None:
    """Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        draft.chmod(0o755)
        (draft / MODEL_FILE).write_bytes(content)
        (draft / TOKENIZER_FILE).write_bytes(tokenizer)
        write_settings(settings, draft)
        # Takes the place of an empty folder, and of no other.
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
