"""BERT as an ONNX graph, from its weights: token numbers in, one vector of length 1 out.

All matrices are (tokens of all texts, dimensions); only attention looks at texts apart.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.encoding.graph_writer import RUNTIME_DOMAIN, GraphWriter
from claims.encoding.weights import ModelNotBuilt, Weights

OUTPUT = "sentence_embedding"
LARGEST_CODE = 127
# uint8 codes of activations are around this, because the int8 product wants one side unsigned.
ZERO_CODE = 128
# Processors with AVX2 and without VNNI multiply two neighbours at a time and add them up in 16
# bits, which hold 255 * 128 and no more: neighbours in a column of weights share this.
LARGEST_PAIR = 128
TINY = 1e-12
# Where a text has ended: far below every score, so that its weight is 0.
MASKED = -10_000.0
Matrix = npt.NDArray[np.float32]
Linear = Callable[[GraphWriter, str, Matrix, Matrix], str]


class Precision(StrEnum):
    """Of the products; int8 is four times smaller and about three times faster."""

    INT8 = "int8"
    FP32 = "fp32"


@dataclass(frozen=True, slots=True)
class BertShape:
    """What config.json says of the layers."""

    layers: int
    heads: int
    dimensions: int
    epsilon: float

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> "BertShape":
        """Raises ModelNotBuilt if this is no BERT with GELU."""
        try:
            if (config["model_type"], config["hidden_act"]) != ("bert", "gelu"):
                raise ModelNotBuilt("Only models of the type bert with gelu can be built.")
            return cls(
                layers=int(config["num_hidden_layers"]),
                heads=int(config["num_attention_heads"]),
                dimensions=int(config["hidden_size"]),
                epsilon=float(config["layer_norm_eps"]),
            )
        except (KeyError, ValueError, TypeError) as error:
            raise ModelNotBuilt(f"The model's config.json lacks a usable {error}.") from error


def build_bert(onnx: Any, weights: Weights, shape: BertShape, precision: Precision) -> bytes:
    """The file model.onnx. Raises ModelNotBuilt if a weight is missing."""
    try:
        return _Bert(GraphWriter(onnx), weights, shape, precision).build()
    except KeyError as missing:
        raise ModelNotBuilt(f"The weights lack {missing}.") from missing


def exact_product(graph: GraphWriter, value: str, weight: Matrix, bias: Matrix) -> str:
    """value @ weight + bias in float32."""
    product = graph.node("MatMul", value, graph.constant(weight))
    return graph.node("Add", product, graph.constant(bias))


def int8_product(graph: GraphWriter, value: str, weight: Matrix, bias: Matrix) -> str:
    """value @ weight + bias with 8-bit codes, each token and each column with its own scale.

    A scale for each token, not for the batch, makes the vector of a text independent of the texts
    beside it, and is nearer to float32.
    """
    scale = _token_scale(graph, value)
    flat = graph.node("Squeeze", scale, graph.constant([-1]))
    zero = graph.constant(np.uint8(ZERO_CODE))
    zeros = graph.node("Expand", zero, graph.node("Shape", flat))
    codes = graph.node("QuantizeLinear", value, flat, zeros, axis=0)
    weight_codes, weight_scales = product_columns(weight)
    product = graph.node(
        "MatMulIntegerToFloat",
        codes,
        graph.constant(weight_codes),
        graph.constant(1.0),
        graph.constant(weight_scales),
        zero,
        domain=RUNTIME_DOMAIN,
    )
    return graph.node("Add", graph.node("Mul", product, scale), graph.constant(bias))


def quantised_columns(weight: Matrix) -> tuple[npt.NDArray[np.int8], Matrix]:
    """Codes and the scale of each column: weight ≈ codes * scales."""
    scales = np.maximum(np.abs(weight).max(axis=0) / LARGEST_CODE, TINY).astype(np.float32)
    return np.rint(weight / scales).astype(np.int8), scales


def product_columns(weight: Matrix) -> tuple[npt.NDArray[np.int8], Matrix]:
    """The same, with codes that no processor's product can overflow.

    The sizes of two neighbours in a column are together at most LARGEST_PAIR. Halving all codes
    would do too, but most neighbours of a large weight are small.
    """
    sizes = np.abs(np.pad(weight, ((0, len(weight) % 2), (0, 0))))
    # Each of the two may be rounded up by a half.
    pairs = (sizes[0::2] + sizes[1::2]).max(axis=0) / (LARGEST_PAIR - 1)
    scales = np.maximum(pairs, TINY).astype(np.float32)
    return np.rint(weight / scales).astype(np.int8), scales


def _token_scale(graph: GraphWriter, value: str) -> str:
    """(tokens, 1)."""
    size = graph.node("Abs", value)
    largest = graph.node("ReduceMax", size, graph.constant([-1]), keepdims=1)
    scale = graph.node("Mul", largest, graph.constant(1 / LARGEST_CODE))
    return graph.node("Max", scale, graph.constant(TINY))


class _Bert:
    """One graph in the making."""

    def __init__(
        self, graph: GraphWriter, weights: Weights, shape: BertShape, precision: Precision
    ) -> None:
        self._graph, self._weights, self._shape = graph, weights, shape
        self._precision = precision
        self._product: Linear = int8_product if precision == Precision.INT8 else exact_product
        self._mask = graph.cast("attention_mask", "FLOAT")
        self._texts_and_tokens = graph.node("Shape", "input_ids")

    def build(self) -> bytes:
        tokens = self._embedded()
        blocked = self._blocked()
        for layer in range(self._shape.layers):
            tokens = self._layer(tokens, blocked, f"encoder.layer.{layer}.")
        return self._graph.model(
            result=self._text_vectors(tokens), output=OUTPUT, dimensions=self._shape.dimensions
        )

    def _embedded(self) -> str:
        """Word, position and type of each token as one vector."""
        graph, weights = self._graph, self._weights
        # All texts are of the first type: it is part of the position.
        places = weights["embeddings.position_embeddings.weight"]
        places = places + weights["embeddings.token_type_embeddings.weight"][0]
        length = graph.node("Shape", "input_ids", start=1, end=2)
        start = graph.constant([0])
        place = graph.node("Slice", graph.constant(places), start, length, start)
        total = graph.node("Add", self._words(), place)
        flat = graph.node("Reshape", total, graph.constant([-1, self._shape.dimensions]))
        return self._normalised(flat, "embeddings.LayerNorm")

    def _words(self) -> str:
        graph, words = self._graph, self._weights["embeddings.word_embeddings.weight"]
        if self._precision == Precision.FP32:
            return graph.node("Gather", graph.constant(words), "input_ids")
        codes, scales = quantised_columns(words.T)
        found = graph.node("Gather", graph.constant(codes.T), "input_ids")
        scale = graph.node("Gather", graph.constant(scales[:, None]), "input_ids")
        return graph.node("Mul", graph.cast(found, "FLOAT"), scale)

    def _blocked(self) -> str:
        """(texts, 1, 1, tokens): 0 for a token, far below where the text has ended."""
        graph = self._graph
        missing = graph.node("Sub", graph.constant(1.0), self._mask)
        penalty = graph.node("Mul", missing, graph.constant(MASKED))
        return graph.node("Unsqueeze", penalty, graph.constant([1, 2]))

    def _layer(self, tokens: str, blocked: str, prefix: str) -> str:
        graph = self._graph
        context = self._attention(tokens, blocked, prefix + "attention.self.")
        attended = self._linear(context, prefix + "attention.output.dense")
        tokens = self._normalised(
            graph.node("Add", attended, tokens), prefix + "attention.output.LayerNorm"
        )
        inner = graph.node("Gelu", self._linear(tokens, prefix + "intermediate.dense"))
        outer = self._linear(inner, prefix + "output.dense")
        return self._normalised(graph.node("Add", outer, tokens), prefix + "output.LayerNorm")

    def _attention(self, tokens: str, blocked: str, prefix: str) -> str:
        """Each token as a mean of the values of its text, weighted by query · key."""
        graph, heads = self._graph, self._shape.heads
        width = self._shape.dimensions // heads
        together = self._product(graph, tokens, *self._query_key_value(prefix, width))
        shape = graph.node(
            "Concat", self._texts_and_tokens, graph.constant([3, heads, width]), axis=0
        )
        parts = graph.node("Reshape", together, shape)
        # To (query or key or value, texts, heads, tokens, width).
        parts = graph.node("Transpose", parts, perm=[2, 0, 3, 1, 4])
        first = graph.constant([0])
        query, key, value = (
            graph.node("Squeeze", part, first)
            for part in graph.nodes("Split", parts, outputs=3, axis=0, num_outputs=3)
        )
        scores = graph.node("MatMul", query, graph.node("Transpose", key, perm=[0, 1, 3, 2]))
        shares = graph.node("Softmax", graph.node("Add", scores, blocked), axis=-1)
        mixed = graph.node("Transpose", graph.node("MatMul", shares, value), perm=[0, 2, 1, 3])
        return graph.node("Reshape", mixed, graph.constant([-1, self._shape.dimensions]))

    def _query_key_value(self, prefix: str, width: int) -> tuple[Matrix, Matrix]:
        """One matrix and bias for all three, because one large product is faster than three."""
        names = [prefix + part for part in ("query", "key", "value")]
        # The division of scores by the root of their width, done once here.
        factors = (1 / math.sqrt(width), 1.0, 1.0)
        matrices = [
            self._weights[name + ".weight"].T * np.float32(factor)
            for name, factor in zip(names, factors, strict=True)
        ]
        biases = [
            self._weights[name + ".bias"] * np.float32(factor)
            for name, factor in zip(names, factors, strict=True)
        ]
        return np.concatenate(matrices, axis=1), np.concatenate(biases)

    def _linear(self, value: str, name: str) -> str:
        weight, bias = self._weights[name + ".weight"], self._weights[name + ".bias"]
        return self._product(self._graph, value, weight.T, bias)

    def _normalised(self, value: str, name: str) -> str:
        graph = self._graph
        weight = graph.constant(self._weights[name + ".weight"])
        bias = graph.constant(self._weights[name + ".bias"])
        return graph.node(
            "LayerNormalization", value, weight, bias, axis=-1, epsilon=self._shape.epsilon
        )

    def _text_vectors(self, tokens: str) -> str:
        """The sum over the tokens of each text, of length 1; as good as the mean."""
        graph = self._graph
        width = graph.constant([self._shape.dimensions])
        shape = graph.node("Concat", self._texts_and_tokens, width, axis=0)
        by_text = graph.node("Reshape", tokens, shape)
        rows = graph.node("Unsqueeze", self._mask, graph.constant([1]))
        total = graph.node("Squeeze", graph.node("MatMul", rows, by_text), graph.constant([1]))
        return graph.node("LpNormalization", total, axis=-1, p=2)
