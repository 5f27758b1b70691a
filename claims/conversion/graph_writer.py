"""Writes an ONNX graph node by node, with names that it makes itself."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

OPSET = 20
IR_VERSION = 9
# Operators of onnxruntime that the standard does not have.
RUNTIME_DOMAIN = "com.microsoft"
Array = npt.NDArray[Any]


class GraphWriter:
    """Each method adds to the graph and returns the name of what it added."""

    def __init__(self, onnx: Any) -> None:
        self._onnx = onnx
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def constant(self, value: Array | np.generic | float | Sequence[int]) -> str:
        """Python floats become float32, lists of Python numbers int64."""
        if isinstance(value, float):
            value = np.float32(value)
        array = np.ascontiguousarray(value) if np.ndim(value) else np.asarray(value)
        name = f"constant_{len(self._constants)}"
        self._constants.append(self._onnx.numpy_helper.from_array(array, name))
        return name

    def node(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        return self.nodes(operator, *inputs, outputs=1, domain=domain, **attributes)[0]

    def nodes(
        self, operator: str, *inputs: str, outputs: int, domain: str = "", **attributes: Any
    ) -> list[str]:
        """A node with several outputs."""
        number = len(self._nodes)
        names = [f"{operator}_{number}_{output}" for output in range(outputs)]
        self._nodes.append(
            self._onnx.helper.make_node(
                operator, inputs, names, name=f"{operator}_{number}", domain=domain, **attributes
            )
        )
        return names

    def cast(self, value: str, kind: str) -> str:
        """`kind` as in onnx.TensorProto: FLOAT, UINT8 …"""
        return self.node("Cast", value, to=getattr(self._onnx.TensorProto, kind))

    def model(self, *, result: str, output: str, dimensions: int) -> bytes:
        """The file of a model from token numbers and mask to one vector for each text."""
        helper, kinds = self._onnx.helper, self._onnx.TensorProto
        self._nodes.append(helper.make_node("Identity", [result], [output], name=output))
        axes = ["texts", "tokens"]
        graph = helper.make_graph(
            self._nodes,
            "sentence_model",
            [
                helper.make_tensor_value_info(name, kinds.INT64, axes)
                for name in ("input_ids", "attention_mask")
            ],
            [helper.make_tensor_value_info(output, kinds.FLOAT, ["texts", dimensions])],
            self._constants,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME_DOMAIN, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        content: bytes = model.SerializeToString()
        return content
