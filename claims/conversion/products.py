"""Matrix products in an ONNX graph, in float32 or with 8-bit codes."""

from collections.abc import Callable
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from claims.conversion.graph_writer import RUNTIME_DOMAIN, GraphWriter

LARGEST_CODE = 127
# uint8 codes of activations are around this, because the int8 product wants one side unsigned.
ZERO_CODE = 128
# Processors with AVX2 and without VNNI multiply two neighbours at a time and add them up in 16
# bits, which hold 255 * 128 and no more: neighbours in a column of weights share this.
LARGEST_PAIR = 128
TINY = 1e-12
Matrix = npt.NDArray[np.float32]
Linear = Callable[[GraphWriter, str, Matrix, Matrix], str]


class Precision(StrEnum):
    """Of the products; int8 is four times smaller and half as fast again."""

    INT8 = "int8"
    FP32 = "fp32"


def product_of(precision: Precision) -> Linear:
    """What adds value @ weight + bias to a graph and returns its name."""
    return int8_product if precision == Precision.INT8 else exact_product


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
