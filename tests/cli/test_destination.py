from __future__ import annotations

import polars as pl
import pytest
from polars.io.plugins import register_io_source

from coterie.cli.destination import destination
from coterie.errors import InputError, OutputError
from coterie.options import Options
from coterie.sources import read

NOTHING = {"replace": False, "source": "customers.csv", "options": Options()}


def test_a_table_changes_when_the_block_ends(tmp_path, result):
    url = f"sqlite:///{tmp_path}/a.sqlite"
    chosen = destination(url, "segments", **NOTHING)
    assert chosen.said == "Table: segments in a.sqlite"
    with chosen.written(pl.DataFrame({"id": [1]}), result.segmentation):
        pass
    found = read(url, table="segments").frame
    assert found["id"].to_list() == [1]
    assert found["artefact"].to_list() == [result.segmentation.short_hash]


def test_what_is_too_much_to_be_held_is_written_in_batches(tmp_path, result):
    url = f"sqlite:///{tmp_path}/a.sqlite"
    parts = [pl.DataFrame({"id": range(start, start + 3)}) for start in (0, 3)]
    source = register_io_source(lambda *_: iter(parts), schema={"id": pl.Int64})
    with destination(url, "segments", **NOTHING).written(source, result.segmentation):
        pass
    assert read(url, table="segments").frame["id"].sort().to_list() == list(range(6))


def test_without_a_table_nothing_happens(result):
    with destination(None, None, **NOTHING).written(pl.DataFrame({"id": [1]}), result.segmentation):
        pass


def test_a_table_on_spark_is_not_the_one_that_is_read():
    options = Options(table="a.b.customers")
    with pytest.raises(OutputError, match="'a.b.customers' is read from. Name another table"):
        destination(None, "a.b.customers", replace=True, source=None, options=options, engine="spark")


@pytest.mark.parametrize("given", [("sqlite:///a", None), (None, "segments")])
def test_one_without_the_other(given):
    with pytest.raises(InputError, match="`to` and `table` go together"):
        destination(*given, **NOTHING)
