"""BERT and MPNet as ONNX graphs, from their weights: token numbers in, one vector of length 1 out.

All matrices are (tokens of all texts, dimensions); only attention looks at texts apart.
"""

import math
from typing import Any

import numpy as np

from claims.conversion.graph_writer import GraphWriter
from claims.conversion.products import Matrix, Precision, product_of, quantised_columns
from claims.conversion.shape import Family, ModelShape
from claims.conversion.weights import ModelNotBuilt, Weights

OUTPUT = "sentence_embedding"
# Where a text has ended: far below every score, so that its weight is 0.
MASKED = -10_000.0
# MPNet numbers the places of tokens from here; what is before is for padding.
MPNET_FIRST_PLACE = 2
MPNET_FARTHEST = 128
"""From this distance on, all tokens are equally far from one another."""


def build_graph(onnx: Any, weights: Weights, shape: ModelShape, precision: Precision) -> bytes:
    """The file model.onnx. Raises ModelNotBuilt if a weight is missing."""
    kind = _Mpnet if shape.family == Family.MPNET else _Bert
    try:
        return kind(GraphWriter(onnx), weights, shape, precision).build()
    except KeyError as missing:
        raise ModelNotBuilt(f"The weights lack {missing}.") from missing


class _Bert:
    """One graph in the making."""

    query_key_value = ("attention.self.query", "attention.self.key", "attention.self.value")
    attention_output = "attention.output.dense"
    attention_norm = "attention.output.LayerNorm"

    def __init__(
        self, graph: GraphWriter, weights: Weights, shape: ModelShape, precision: Precision
    ) -> None:
        self._graph, self._weights, self._shape = graph, weights, shape
        self._precision = precision
        self._product = product_of(precision)
        self._mask = graph.cast("attention_mask", "FLOAT")
        self._texts_and_tokens = graph.node("Shape", "input_ids")
        self._length = graph.node("Shape", "input_ids", start=1, end=2)

    def build(self) -> bytes:
        tokens = self._embedded()
        bias = self._bias()
        for layer in range(self._shape.layers):
            tokens = self._layer(tokens, bias, f"encoder.layer.{layer}.")
        return self._graph.model(
            result=self._text_vectors(tokens), output=OUTPUT, dimensions=self._shape.dimensions
        )

    def _places(self) -> Matrix:
        """What is added to a token for its place, (places, dimensions)."""
        # All texts are of the first type: it is part of the position.
        types: Matrix = self._weights["embeddings.token_type_embeddings.weight"]
        places: Matrix = self._weights["embeddings.position_embeddings.weight"] + types[0]
        return places

    def _bias(self) -> str:
        """What is added to the scores of all layers, broadcast to (texts, heads, tokens, tokens).

        0 for a token, far below where the text has ended.
        """
        graph = self._graph
        missing = graph.node("Sub", graph.constant(1.0), self._mask)
        penalty = graph.node("Mul", missing, graph.constant(MASKED))
        return graph.node("Unsqueeze", penalty, graph.constant([1, 2]))

    def _embedded(self) -> str:
        """Word and place of each token as one vector."""
        graph, start = self._graph, self._graph.constant([0])
        place = graph.node("Slice", graph.constant(self._places()), start, self._length, start)
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

    def _layer(self, tokens: str, bias: str, prefix: str) -> str:
        graph = self._graph
        context = self._attention(tokens, bias, prefix)
        attended = self._linear(context, prefix + self.attention_output)
        tokens = self._normalised(graph.node("Add", attended, tokens), prefix + self.attention_norm)
        inner = graph.node("Gelu", self._linear(tokens, prefix + "intermediate.dense"))
        outer = self._linear(inner, prefix + "output.dense")
        return self._normalised(graph.node("Add", outer, tokens), prefix + "output.LayerNorm")

    def _attention(self, tokens: str, bias: str, prefix: str) -> str:
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
        shares = graph.node("Softmax", graph.node("Add", scores, bias), axis=-1)
        mixed = graph.node("Transpose", graph.node("MatMul", shares, value), perm=[0, 2, 1, 3])
        return graph.node("Reshape", mixed, graph.constant([-1, self._shape.dimensions]))

    def _query_key_value(self, prefix: str, width: int) -> tuple[Matrix, Matrix]:
        """One matrix and bias for all three, because one large product is faster than three."""
        names = [prefix + part for part in self.query_key_value]
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


class _Mpnet(_Bert):
    """The same layers; scores also depend on how far apart two tokens are."""

    query_key_value = ("attention.attn.q", "attention.attn.k", "attention.attn.v")
    attention_output = "attention.attn.o"
    attention_norm = "attention.LayerNorm"

    def _places(self) -> Matrix:
        places: Matrix = self._weights["embeddings.position_embeddings.weight"]
        return places[MPNET_FIRST_PLACE:]

    def _bias(self) -> str:
        """The mask, and a number for each head and distance."""
        graph = self._graph
        by_bucket = self._weights["encoder.relative_attention_bias.weight"]
        distances = np.arange(-MPNET_FARTHEST, MPNET_FARTHEST + 1)
        table = graph.constant(by_bucket[distance_buckets(distances, len(by_bucket))])
        length = graph.node("Squeeze", self._length, graph.constant([0]))
        zero, one = graph.constant(np.int64(0)), graph.constant(np.int64(1))
        places = graph.node("Range", zero, length, one)
        rows = graph.node("Unsqueeze", places, graph.constant([1]))
        ends = (graph.constant(np.int64(end)) for end in (-MPNET_FARTHEST, MPNET_FARTHEST))
        apart = graph.node("Clip", graph.node("Sub", places, rows), *ends)
        found = graph.node(
            "Gather", table, graph.node("Add", apart, graph.constant(np.int64(MPNET_FARTHEST)))
        )
        return graph.node("Add", graph.node("Transpose", found, perm=[2, 0, 1]), super()._bias())


def distance_buckets(distances: Any, buckets: int) -> Any:
    """The row of MPNet's table for each distance, key - query, int64[distances].

    One half of the rows is for keys that stand behind, one for those before; in each, near
    distances have a row of their own and far ones share rows, ever more the farther they are.
    """
    half = buckets // 2
    own = half // 2
    sizes = np.abs(distances)
    growth = np.log(np.maximum(sizes, 1) / own) / math.log(MPNET_FARTHEST / own)
    shared = np.minimum(own + (growth * (half - own)).astype(np.int64), half - 1)
    return np.where(sizes < own, sizes, shared) + np.where(distances > 0, half, 0)
