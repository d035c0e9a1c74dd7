from __future__ import annotations

import polars as pl

from coterie.sources.file_formats.text import FORMAT

FRAME = pl.DataFrame({"age": [20, 30], "plan": ["a", "b"]})
HOW = {"encoding": None, "sheet": None, "header_row": None}


def test_cells_are_text_and_lines_are_counted():
    frame, _, lines, delimiter, _ = FORMAT.read(FRAME.write_csv().encode(), "a.csv", **HOW)
    assert frame.equals(FRAME.cast(pl.String))
    assert [count for _, count in lines] == [3, 1]
    assert delimiter == ","
