from __future__ import annotations

import polars as pl

from coterie.sources.file_formats.json import FORMAT

FRAME = pl.DataFrame({"age": [20, 30], "plan": ["a", "b"]})
HOW = {"encoding": None, "sheet": None, "header_row": None}


def test_lines_and_a_list_come_back_with_their_types():
    for text in (FRAME.write_ndjson(), FRAME.write_json()):
        assert FORMAT.read(text.encode(), "a.json", **HOW)[0].equals(FRAME)
