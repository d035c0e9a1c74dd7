"""A graph of ONNX as it is written: operators of ai.onnx alone, and constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPSET = 21
_IR = 10
_KINDS = {
    "double": TensorProto.DOUBLE, "string": TensorProto.STRING, "int64": TensorProto.INT64, "bool": TensorProto.BOOL
}  # fmt: skip


class Graph:
    """Collects the nodes of a graph; every method returns the name of what it added.

    Examples
    --------
    >>> graph = Graph()
    >>> x = graph.input("x", "double")
    >>> graph.output("twice", graph.node("Mul", x, graph.numbers(2.0)), "double")
    >>> [node.op_type for node in graph.model({}).graph.node]
    ['Mul', 'Identity']
    """

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._inputs: list[Any] = []
        self._outputs: list[Any] = []

    def input(self, name: str, kind: str) -> str:
        """Add an input of a value for each customer."""
        self._inputs.append(helper.make_tensor_value_info(name, _KINDS[kind], ["customers"]))
        return name

    def output(self, name: str, value: str, kind: str) -> None:
        """Add an output of a value for each customer."""
        self._nodes.append(helper.make_node("Identity", [value], [name]))
        self._outputs.append(helper.make_tensor_value_info(name, _KINDS[kind], ["customers"]))

    def node(self, operator: str, *inputs: str, **attributes: Any) -> str:  # noqa: ANN401 - each attribute has its own type
        """Add an operator."""
        name = f"coterie:{operator}:{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def numbers(self, values: float | Sequence[float]) -> str:
        """Add a constant of float64."""
        return self._constant(np.asarray(values, dtype=np.float64))

    def wholes(self, values: int | Sequence[int]) -> str:
        """Add a constant of int64."""
        return self._constant(np.asarray(values, dtype=np.int64))

    def flags(self, values: Sequence[bool]) -> str:
        """Add a constant of Booleans."""
        return self._constant(np.asarray(values, dtype=np.bool_))

    def words(self, values: Sequence[str]) -> str:
        """Add a constant of text."""
        name = f"coterie:constant:{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.array(values, dtype=object), name))
        return name

    def _constant(self, values: np.ndarray[Any, Any]) -> str:
        name = f"coterie:constant:{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(values, name))
        return name

    def model(self, properties: Mapping[str, str]) -> onnx.ModelProto:
        """Return the checked model."""
        made = helper.make_graph(self._nodes, "coterie", self._inputs, self._outputs, self._constants)
        model = helper.make_model(
            made, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="coterie", ir_version=_IR
        )
        helper.set_model_props(model, dict(properties))
        onnx.checker.check_model(model, full_check=True)
        return model
