"""A BERT or MPNet of two layers with random weights, as published. Needs safetensors."""

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
# What the two families call the same parts of a layer.
PARTS = {
    "bert": {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
    },
    "mpnet": {
        "query": "attention.attn.q",
        "key": "attention.attn.k",
        "value": "attention.attn.v",
        "attended": "attention.attn.o",
        "norm": "attention.LayerNorm",
    },
}
BUCKETS = 32


def weights(family: str = "bert") -> dict[str, npt.NDArray[np.float32]]:
    rng = np.random.default_rng(5)
    parts = PARTS[family]
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (len(WORDS), DIMENSIONS),
        "embeddings.position_embeddings.weight": (PLACES, DIMENSIONS),
    }
    if family == "mpnet":
        shapes["encoder.relative_attention_bias.weight"] = (BUCKETS, HEADS)
    else:
        shapes["embeddings.token_type_embeddings.weight"] = (2, DIMENSIONS)
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}."
        norms += [prefix + parts["norm"], prefix + "output.LayerNorm"]
        for name, rows, columns in (
            *((parts[part], DIMENSIONS, DIMENSIONS) for part in ("query", "key", "value")),
            (parts["attended"], DIMENSIONS, DIMENSIONS),
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


def publish(folder: Path, *, family: str = "bert") -> Path:
    """The three files of a published model; skips the test if safetensors is missing."""
    safetensors: Any = pytest.importorskip("safetensors.numpy")
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(safetensors.save(weights(family)))
    (folder / "config.json").write_text(json.dumps({**CONFIG, "model_type": family}))
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer()))
    return folder


def pack(folder: Path, archive: Path, *, inside: str) -> Path:
    """The files of a folder in an archive such as a wheel."""
    with zipfile.ZipFile(archive, "w") as packed:
        for path in folder.iterdir():
            packed.write(path, f"{inside}/{path.name}")
    return archive


def reference(tokens: list[int], *, family: str = "bert") -> npt.NDArray[np.float32]:
    """The vector of one text by the textbook: mean of the last layer's tokens, of length 1."""
    given, parts = weights(family), PARTS[family]

    def linear(value: npt.NDArray[Any], name: str) -> npt.NDArray[Any]:
        return np.asarray(value @ given[name + ".weight"].T + given[name + ".bias"])

    def normalised(value: npt.NDArray[Any], name: str) -> npt.NDArray[Any]:
        centred = value - value.mean(axis=1, keepdims=True)
        deviation = np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-12)
        return np.asarray(centred / deviation * given[name + ".weight"] + given[name + ".bias"])

    state = normalised(_embedded(given, tokens, family), "embeddings.LayerNorm")
    bias = _bias(given, len(tokens)) if family == "mpnet" else 0
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}."
        query, key, value = (
            linear(state, prefix + parts[part]).reshape(len(tokens), HEADS, -1)
            for part in ("query", "key", "value")
        )
        scores = np.einsum("ihd,jhd->hij", query, key) / np.sqrt(DIMENSIONS // HEADS) + bias
        shares = np.exp(scores - scores.max(axis=2, keepdims=True))
        shares /= shares.sum(axis=2, keepdims=True)
        mixed = np.einsum("hij,jhd->ihd", shares, value).reshape(len(tokens), DIMENSIONS)
        attended = linear(mixed, prefix + parts["attended"])
        state = normalised(state + attended, prefix + parts["norm"])
        inner = linear(state, prefix + "intermediate.dense")
        inner = inner * 0.5 * (1 + _erf(inner / np.sqrt(2)))
        state = normalised(
            state + linear(inner, prefix + "output.dense"), prefix + "output.LayerNorm"
        )
    mean = state.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _embedded(
    given: dict[str, npt.NDArray[np.float32]], tokens: list[int], family: str
) -> npt.NDArray[np.float32]:
    # MPNet numbers places from 2, BERT from 0.
    first = 2 if family == "mpnet" else 0
    places = given["embeddings.position_embeddings.weight"][first : first + len(tokens)]
    state = given["embeddings.word_embeddings.weight"][tokens] + places
    if family == "bert":
        state = state + given["embeddings.token_type_embeddings.weight"][0]
    return np.asarray(state)


def _bias(given: dict[str, npt.NDArray[np.float32]], length: int) -> npt.NDArray[np.float32]:
    """MPNet's number for each head, query and key; texts of this test are short enough that
    distances from 8 on are not met: a key behind the query has the rows from 16 on."""
    table = given["encoder.relative_attention_bias.weight"]
    bias = np.zeros((HEADS, length, length), np.float32)
    for i in range(length):
        for j in range(length):
            bias[:, i, j] = table[16 + j - i if j > i else i - j]
    return bias


def _erf(value: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.asarray(np.vectorize(math.erf)(value))
