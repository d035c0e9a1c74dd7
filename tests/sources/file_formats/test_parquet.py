from __future__ import annotations

import io

import polars as pl

from coterie.sources.file_formats.parquet import FORMAT

FRAME = pl.DataFrame({"age": [20, 30], "plan": ["a", "b"]})
HOW = {"encoding": None, "sheet": None, "header_row": None}


def test_a_table_comes_back_with_its_types():
    file = io.BytesIO()
    FRAME.write_parquet(file)
    assert file.getvalue().startswith(FORMAT.starts)
    frame, remarks, lines, *_ = FORMAT.read(file.getvalue(), "a.parquet", **HOW)
    assert frame.equals(FRAME)
    assert (remarks, lines) == ((), ())
