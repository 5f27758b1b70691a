"""From published weights to a folder that load_encoder takes. Downloads nothing."""

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.encoding.bert_graph import BertShape, Precision, build_bert
from claims.encoding.model_files import MODEL_FILE, TOKENIZER_FILE
from claims.encoding.model_settings import ModelSettings, write_settings
from claims.encoding.optional import find_module
from claims.encoding.weights import (
    MINILM_SHA256,
    ModelNotBuilt,
    Published,
    installed_source,
    parse_weights,
    read_published,
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
    source: Path | None, folder: Path, *, precision: Precision, accepted: str = ""
) -> BuiltModel:
    """Make a sentence model of the weights in `source`, or in the installed package.

    `folder` must be empty or missing, and is only there when all is written. `accepted` is the
    SHA-256 of weights that are not the published MiniLM. Raises ModelNotBuilt.
    """
    onnx: Any = find_module("onnx")
    if onnx is None:
        raise ModelNotBuilt(
            "To build a model needs the package onnx, which is not installed: "
            "install the extra “semantic”."
        )
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise ModelNotBuilt(f"{folder} already holds something: name a new folder.")
    source = source or installed_source()
    published = read_published(source, accepted=accepted)
    shape = BertShape.of(published.config)
    content = build_bert(onnx, parse_weights(published.weights), shape, precision)
    settings = _settings(published, content, precision)
    try:
        _write(folder, content, published.tokenizer, settings)
    except OSError as error:
        raise ModelNotBuilt(f"{folder} cannot be written: {error}.") from error
    return BuiltModel(source, folder, len(content), settings)


def _settings(published: Published, content: bytes, precision: Precision) -> ModelSettings:
    is_minilm = published.sha256 == MINILM_SHA256
    return ModelSettings(
        name=f"{'minilm' if is_minilm else 'bert'}-{precision.value}",
        max_tokens=published.max_tokens,
        batch_tokens=BATCH_TOKENS,
        # Its training pairs were English; what other weights know is not told.
        languages=("en",) if is_minilm else None,
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
