"""What is written is read back: tables made by hypothesis through every writer and every reader."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import tomllib
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import coterie
from coterie.cli.config import to_toml
from coterie.cli.settings import read_settings
from coterie.options import Options
from coterie.outputs import write_assignments
from coterie.readiness import examine
from coterie.sources import read
from coterie.sources.header import TOTALS
from coterie.summary import summarise, to_json
from coterie.transactions import summarise_transactions

SIGNS = [
    "=1+1", "+49 30", "-x", "@sum", "'=1", "''", "'", '"', '""', '\\"', ",", ";", "|", "\t", "\n", "a\nb", "<b>", "n/a",
    "é", "日本", "🙂", "007", "1,5", "1e5", "-5", "#", "NULL", "true", "\\", " ",
]  # fmt: skip
words = st.text(st.one_of(st.characters(exclude_categories=["C", "Z"]), st.sampled_from(" \n\t")), max_size=8)
texts = st.one_of(st.sampled_from(SIGNS), st.builds("".join, st.lists(st.one_of(st.sampled_from(SIGNS), words))))
ids = st.lists(texts.map(lambda text: f"{text}·").map(str.strip), min_size=2, max_size=12, unique=True)
fractions = st.floats(-1e6, 1e6, width=32)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
slow = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def assignments(draw: st.DrawFn) -> pl.DataFrame:
    """Return customers with their segments, as `coterie score` writes them."""
    key = draw(ids)
    rows = len(key)
    known = draw(st.lists(st.booleans(), min_size=rows, max_size=rows))
    known[0] = known[-1] = True  # a last line with its first cell alone is a note under the table to a reader, who says so
    distances = draw(st.lists(fractions, min_size=rows, max_size=rows))
    names = draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    return pl.DataFrame(
        {
            draw(texts.map(lambda text: f"id {text}")): key,
            "segment_id": pl.Series([n % 3 if known[n] else None for n in range(rows)], dtype=pl.Int32),
            "segment": [f"{names[n % len(names)]}·" if known[n] else None for n in range(rows)],
            "distance": [distances[n] if known[n] else None for n in range(rows)],
        }
    )


def plain(frame: pl.DataFrame) -> list[tuple[str | None, ...]]:
    """Return cells as text without the blanks around them, which readers do not keep; nothing is None."""
    cells = frame.select(pl.all().cast(pl.String).str.strip_chars().replace("", None))
    return cells.rows()


def name(title: str) -> str:
    return " ".join(title.split())


@quick
@given(frame=assignments(), ending=st.sampled_from([".csv", ".parquet"]))
def test_assignments(frame: pl.DataFrame, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out{ending}"
        write_assignments(frame, path)
        table = read(path)
    assert [name(title) for title in table.frame.columns] == [name(title) for title in frame.columns]
    if ending == ".parquet":
        assert table.frame.rows() == frame.rows()
    else:
        assert plain(table.frame) == plain(frame.with_columns(pl.col("distance").map_elements("{:.6f}".format, pl.String)))


@st.composite
def tables(draw: st.DrawFn) -> pl.DataFrame:
    """Return a table of text, whose every cell is filled."""
    rows, columns = draw(st.integers(2, 8)), draw(st.integers(2, 5))
    cells = [[f"{draw(texts)}·".strip() for _ in range(rows)] for _ in range(columns)]
    return pl.DataFrame({f"column {'abcde'[number]}": column for number, column in enumerate(cells)})


def as_text(frame: pl.DataFrame, delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(frame.columns)
    writer.writerows(frame.rows())
    return out.getvalue().encode()


def written(frame: pl.DataFrame, ending: str) -> bytes:
    out = io.BytesIO()
    if ending == ".csv":
        return as_text(frame, ",")
    if ending == ".tsv":
        return as_text(frame, "\t")
    if ending == ".txt":
        return as_text(frame, ";").decode().encode("utf-16")
    writers = {".parquet": frame.write_parquet, ".arrow": frame.write_ipc, ".arrows": frame.write_ipc_stream}
    writers.get(ending, frame.write_ndjson)(out)
    return out.getvalue()


@quick
@given(frame=tables(), ending=st.sampled_from([".csv", ".tsv", ".txt", ".parquet", ".arrow", ".arrows", ".jsonl"]))
def test_tables_of_other_programs(frame: pl.DataFrame, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"customers{ending}"
        path.write_bytes(written(frame, ending))
        table = read(path)
    assert table.frame.columns == frame.columns
    assert table.frame.height == frame.height
    if not any(remark.action.startswith("apostrophe") for remark in table.remarks):
        assert plain(table.frame) == plain(frame)
