import contextlib
import io
import struct

import polars as pl
import pyarrow as pa
import pytest

from coterie.sources.arrow_stream import rows_of_stream


def stream(rows: int, batch: int) -> bytes:
    out = io.BytesIO()
    table = pa.table({"age": list(range(rows)), "plan": pa.array(["a"] * rows).dictionary_encode()})
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=batch)
    return out.getvalue()


@pytest.mark.parametrize("rows", [0, 1, 100])
def test_rows_of_all_batches(rows: int) -> None:
    assert rows_of_stream(stream(rows, 7)) == rows


def test_what_polars_writes() -> None:
    out = io.BytesIO()
    pl.DataFrame({"id": range(1000), "at": [{"x": "y"}] * 1000}).write_ipc_stream(out, compression="zstd")
    assert rows_of_stream(out.getvalue()) == 1000


def test_what_is_no_stream() -> None:
    data = stream(10, 10)
    for cut in range(len(data)):
        with contextlib.suppress(ValueError):
            assert 0 <= rows_of_stream(data[:cut]) <= 10
    stated = data.replace(struct.pack("<q", 10), struct.pack("<q", -10))
    with pytest.raises(ValueError, match="^$"):
        rows_of_stream(stated)
