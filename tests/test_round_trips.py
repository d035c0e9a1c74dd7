"""What is written is read back: tables made by hypothesis through every writer and every reader."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import tomllib
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import polars as pl
import workbooks
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import coterie
from coterie.cli.config import to_toml
from coterie.cli.run import Run
from coterie.cli.settings import read_settings
from coterie.options import Options
from coterie.outputs import write_assignments
from coterie.readiness import examine
from coterie.sources import read
from coterie.transactions import summarise_transactions
from coterie.views import summarise, to_json

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
    known[0] = known[-1] = (
        True  # a last line with its first cell alone is a note under the table to a reader, who says so
    )
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


ZEROS = {"id": ["a", "b"], "segment_id": [0, 1], "segment": ["x", "y"]}


@example(frame=pl.DataFrame({"id \t=1+1": ["a", "b"], **ZEROS, "distance": [0.0, -0.0]}), ending=".csv")
@example(frame=pl.DataFrame({**ZEROS, "distance": [0.0, -0.0]}), ending=".csv")
@example(frame=pl.DataFrame({**ZEROS, "distance": [1e6, -0.0]}), ending=".csv")
@quick
@given(frame=assignments(), ending=st.sampled_from([".csv", ".parquet"]))
def test_assignments(frame: pl.DataFrame, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out{ending}"
        write_assignments(frame, path)
        table = read(path)
    assert table.frame.height == frame.height
    assert [name(title) for title in table.frame.columns] == [name(title) for title in frame.columns]
    if ending == ".parquet":
        assert table.frame.rows() == frame.rows()
    else:
        assert plain(table.frame) == plain(
            frame.with_columns(pl.col("distance").map_elements(lambda number: f"{number + 0.0:.6f}", pl.String))
        )


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


def as_workbook(frame: pl.DataFrame) -> bytes:
    lines = [frame.columns, *frame.rows()]
    return workbooks.workbook("".join(workbooks.row(at, *map(escape, line)) for at, line in enumerate(lines, start=1)))


KINDS = [".csv", ".tsv", ".txt", ".parquet", ".arrow", ".arrows", ".jsonl", ".xlsx"]


def written(frame: pl.DataFrame, ending: str) -> bytes:
    out = io.BytesIO()
    if ending == ".xlsx":
        return as_workbook(frame)
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
@given(frame=tables(), ending=st.sampled_from(KINDS))
def test_tables_of_other_programs(frame: pl.DataFrame, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"customers{ending}"
        path.write_bytes(written(frame, ending))
        table = read(path)
    assert [name(title) for title in table.frame.columns] == frame.columns
    assert table.frame.height == frame.height
    if not any(remark.code.startswith("guarded") for remark in table.remarks):
        assert plain(table.frame) == plain(frame)


@st.composite
def customers(draw: st.DrawFn) -> pl.DataFrame:
    """Return customers in two groups, with columns and categories of any name."""
    named = st.builds("{} {}".format, texts, st.sampled_from(["age", "income", "visits", "plan"]))
    titles = draw(st.lists(named.map(name), min_size=3, max_size=4, unique_by=str.casefold))
    spread = draw(st.lists(st.floats(0, 1, width=16), min_size=30, max_size=30))
    levels = draw(st.lists(texts.map(lambda text: f"{text}·"), min_size=2, max_size=3, unique_by=str.casefold))
    groups = [n % 2 for n in range(30)]
    numbers = {
        title: [50 * g + at + x for g, x in zip(groups, spread, strict=True)] for at, title in enumerate(titles[1:])
    }
    return pl.DataFrame({titles[0]: [levels[n % len(levels)] for n in range(30)], **numbers})


@slow
@given(frame=customers())
def test_a_summary_and_an_artefact(frame: pl.DataFrame) -> None:
    try:
        result = coterie.segment(frame, k=2, evidence="none")
    except coterie.InputError as error:
        assume("No numeric column" not in str(error))
        raise
    summary = summarise(result.segmentation)
    assert json.loads(to_json(summary)) == summary
    with tempfile.TemporaryDirectory() as folder:
        coterie.save(result, Path(folder) / "x.coterie")
        loaded = coterie.load(Path(folder) / "x.coterie")
    assert loaded == result.segmentation
    scored = coterie.score(loaded, frame)
    assert scored.rows() == result.assignments.select(scored.columns).rows()


@slow
@given(frame=customers())
def test_a_config(frame: pl.DataFrame) -> None:
    table = read(frame)
    options = Options.read({"k_max": 7})
    readiness = examine(table, options)
    text = to_toml(options, readiness)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "options.toml"
        path.write_text(text, encoding="utf-8")
        again, _ = read_settings(path, {}, Run, environment={})
    assert tomllib.loads(text)["k-max"] == again.k_max == 7
    planned = {column.name: (column.type, column.role) for column in readiness.schema.columns}
    assert {column.name: (column.type, column.role) for column in examine(table, again).schema.columns} == planned


@st.composite
def purchases(draw: st.DrawFn) -> pl.DataFrame:
    buyers = draw(ids)
    rows = draw(st.lists(st.tuples(st.sampled_from(buyers), st.integers(0, 300), st.integers(1, 10**6)), min_size=4))
    days = [date.fromordinal(738_000 + day) for _, day, _ in rows]
    return pl.DataFrame({"who": [row[0] for row in rows], "day": days, "paid": [row[2] / 100 for row in rows]})


@slow
@given(frame=purchases(), ending=st.sampled_from([".csv", ".parquet"]))
def test_customers_of_transactions(frame: pl.DataFrame, ending: str) -> None:
    done = summarise_transactions(frame, customer="who", date="day", amount="paid").customers
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"customers{ending}"
        write_assignments(done, path)
        again = read(path).frame
    assert again.columns == done.columns
    if ending == ".parquet":
        assert again.equals(done)
    else:
        floats = pl.selectors.float().round(6)
        numbers = [title for title, dtype in done.schema.items() if dtype.is_numeric()]
        assert plain(again.select(pl.exclude(numbers))) == plain(done.select(pl.exclude(numbers)))
        back = again.select(pl.col(numbers).cast(pl.Float64)).with_columns(floats)
        assert back.equals(done.select(pl.col(numbers).cast(pl.Float64)).with_columns(floats))
