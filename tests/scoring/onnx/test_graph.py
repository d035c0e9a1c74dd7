from __future__ import annotations

import onnxruntime
import pytest

from coterie.scoring.onnx.graph import Graph


def test_a_graph_runs_and_a_wrong_one_is_refused():
    graph = Graph()
    x = graph.input("x", "double")
    graph.output("twice", graph.node("Mul", x, graph.numbers(2.0)), "double")
    session = onnxruntime.InferenceSession(graph.model({"made": "here"}).SerializeToString())
    assert session.run(None, {"x": [1.5, -2.0]})[0].tolist() == [3.0, -4.0]
    assert session.get_modelmeta().custom_metadata_map == {"made": "here"}
    wrong = Graph()
    wrong.output("y", wrong.node("NoSuch", wrong.input("x", "double")), "double")
    with pytest.raises(Exception, match="NoSuch"):
        wrong.model({})
