"""A table as onnxruntime takes it, and its answers as a table."""

from __future__ import annotations

import numpy as np
import onnxruntime
import polars as pl

NONE = {"segment": "", "second_segment": "", "segment_id": -1, "second_segment_id": -1}


def in_onnx(model: bytes, table: pl.DataFrame) -> pl.DataFrame:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    given = {each.name: _column(table[each.name]) for each in session.get_inputs()}
    names = [each.name for each in session.get_outputs()]
    found = {name: pl.Series(values) for name, values in zip(names, session.run(names, given), strict=True)}
    return pl.DataFrame(found).with_columns(
        pl.col(name).replace(nothing, None) for name, nothing in NONE.items() if name in found
    )


def _column(column: pl.Series) -> np.ndarray:
    if column.dtype == pl.Date:
        return column.to_physical().cast(pl.Float64).fill_null(float("nan")).to_numpy()
    if column.dtype.is_numeric():
        return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    return np.array(column.cast(pl.String).fill_null("").to_list(), dtype=object)
