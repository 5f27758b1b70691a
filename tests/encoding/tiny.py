"""A BERT of two layers with random weights, as its authors would publish it. Needs safetensors."""

import json
import math
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "minister", "denied", "it", "twice", "."]
LAYERS, HEADS, DIMENSIONS, INNER, PLACES = 2, 2, 8, 16, 32
CONFIG = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "num_hidden_layers": LAYERS,
    "num_attention_heads": HEADS,
    "hidden_size": DIMENSIONS,
    "layer_norm_eps": 1e-12,
}


def weights() -> dict[str, npt.NDArray[np.float32]]:
    rng = np.random.default_rng(5)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (len(WORDS), DIMENSIONS),
        "embeddings.position_embeddings.weight": (PLACES, DIMENSIONS),
        "embeddings.token_type_embeddings.weight": (2, DIMENSIONS),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}."
        norms += [prefix + "attention.output.LayerNorm", prefix + "output.LayerNorm"]
        for name, rows, columns in (
            ("attention.self.query", DIMENSIONS, DIMENSIONS),
            ("attention.self.key", DIMENSIONS, DIMENSIONS),
            ("attention.self.value", DIMENSIONS, DIMENSIONS),
            ("attention.output.dense", DIMENSIONS, DIMENSIONS),
            ("intermediate.dense", INNER, DIMENSIONS),
            ("output.dense", DIMENSIONS, INNER),
        ):
            shapes[f"{prefix}{name}.weight"] = (rows, columns)
            shapes[f"{prefix}{name}.bias"] = (rows,)
    for name in norms:
        shapes[name + ".weight"] = shapes[name + ".bias"] = (DIMENSIONS,)
    return {name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def tokenizer() -> dict[str, object]:
    """Whole words of WORDS, lower case, between [CLS] and [SEP]."""
    special = [
        {"id": number, "content": word, "special": True, "normalized": False,
         "single_word": False, "lstrip": False, "rstrip": False}
        for number, word in enumerate(WORDS[:4])
    ]  # fmt: skip
    around = [{"SpecialToken": {"id": word, "type_id": 0}} for word in ("[CLS]", "[SEP]")]
    return {
        "version": "1.0",
        "added_tokens": special,
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [around[0], {"Sequence": {"id": "A", "type_id": 0}}, around[1]],
            "pair": [],
            "special_tokens": {
                word: {"id": word, "ids": [WORDS.index(word)], "tokens": [word]}
                for word in ("[CLS]", "[SEP]")
            },
        },
        "model": {
            "type": "WordLevel",
            "vocab": {word: number for number, word in enumerate(WORDS)},
            "unk_token": "[UNK]",
        },
    }


def publish(folder: Path) -> Path:
    """The three files of a published model; skips the test if safetensors is missing."""
    safetensors: Any = pytest.importorskip("safetensors.numpy")
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(safetensors.save(weights()))
    (folder / "config.json").write_text(json.dumps(CONFIG))
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer()))
    return folder


def pack(folder: Path, archive: Path, *, inside: str) -> Path:
    """The files of a folder in an archive such as a wheel."""
    with zipfile.ZipFile(archive, "w") as packed:
        for path in folder.iterdir():
            packed.write(path, f"{inside}/{path.name}")
    return archive


def reference(tokens: list[int]) -> npt.NDArray[np.float32]:
    """The vector of one text by the textbook: mean of the last layer's tokens, of length 1."""
    given = weights()

    def linear(value: npt.NDArray[Any], name: str) -> npt.NDArray[Any]:
        return np.asarray(value @ given[name + ".weight"].T + given[name + ".bias"])

    def normalised(value: npt.NDArray[Any], name: str) -> npt.NDArray[Any]:
        centred = value - value.mean(axis=1, keepdims=True)
        deviation = np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-12)
        return np.asarray(centred / deviation * given[name + ".weight"] + given[name + ".bias"])

    places = given["embeddings.position_embeddings.weight"][: len(tokens)]
    state = given["embeddings.word_embeddings.weight"][tokens] + places
    state = normalised(
        state + given["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm"
    )
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}."
        query, key, value = (
            linear(state, f"{prefix}attention.self.{part}").reshape(len(tokens), HEADS, -1)
            for part in ("query", "key", "value")
        )
        scores = np.einsum("ihd,jhd->hij", query, key) / np.sqrt(DIMENSIONS // HEADS)
        shares = np.exp(scores - scores.max(axis=2, keepdims=True))
        shares /= shares.sum(axis=2, keepdims=True)
        mixed = np.einsum("hij,jhd->ihd", shares, value).reshape(len(tokens), DIMENSIONS)
        attended = linear(mixed, prefix + "attention.output.dense")
        state = normalised(state + attended, prefix + "attention.output.LayerNorm")
        inner = linear(state, prefix + "intermediate.dense")
        inner = inner * 0.5 * (1 + _erf(inner / np.sqrt(2)))
        state = normalised(
            state + linear(inner, prefix + "output.dense"), prefix + "output.LayerNorm"
        )
    mean = state.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _erf(value: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.asarray(np.vectorize(math.erf)(value))
