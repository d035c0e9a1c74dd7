from __future__ import annotations

import io

import polars as pl

from coterie.sources.file_formats.arrow import FORMAT

FRAME = pl.DataFrame({"age": [20, 30], "plan": ["a", "b"]})
HOW = {"encoding": None, "sheet": None, "header_row": None}


def test_a_file_and_a_stream_come_back_with_their_types():
    for write in (FRAME.write_ipc, FRAME.write_ipc_stream):
        file = io.BytesIO()
        write(file)
        assert file.getvalue().startswith(FORMAT.starts)
        assert FORMAT.read(file.getvalue(), "a.arrow", **HOW)[0].equals(FRAME)
