import contextlib
import io
import struct

import polars as pl
import pyarrow as pa
import pytest

from coterie.sources.limits.arrow_stream import stated_by_file, stated_by_stream


def stream(rows: int, batch: int) -> bytes:
    out = io.BytesIO()
    table = pa.table({"age": list(range(rows)), "plan": pa.array(["a"] * rows).dictionary_encode()})
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=batch)
    return out.getvalue()


@pytest.mark.parametrize("rows", [0, 1, 100])
def test_rows_of_all_batches(rows: int) -> None:
    assert stated_by_stream(stream(rows, 7)) == (rows, 2 * rows)


def test_what_polars_writes() -> None:
    out = io.BytesIO()
    pl.DataFrame({"id": range(1000), "at": [{"x": "y"}] * 1000}).write_ipc_stream(out, compression="zstd")
    assert stated_by_stream(out.getvalue()) == (1000, 3000)


def test_what_is_no_stream() -> None:
    data = stream(10, 10)
    for cut in range(len(data)):
        with contextlib.suppress(ValueError):
            assert 0 <= stated_by_stream(data[:cut]).rows <= 10
    stated = data.replace(struct.pack("<q", 10), struct.pack("<q", -10))
    with pytest.raises(ValueError, match="^$"):
        stated_by_stream(stated)


@pytest.mark.parametrize("batch", [7, 1000])
def test_a_file_states_what_a_stream_does(batch: int) -> None:
    table = pa.table({"age": range(100), "tags": [["a"] * (n % 4) for n in range(100)]})
    out = io.BytesIO()
    with pa.ipc.new_file(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=batch)
    assert stated_by_file(out.getvalue()) == (100, 100 + 100 + sum(n % 4 for n in range(100)))
    data = out.getvalue()
    for cut in range(0, len(data), 3):
        with contextlib.suppress(ValueError):
            assert stated_by_file(data[:cut]).rows in range(101)
