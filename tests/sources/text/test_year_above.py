from __future__ import annotations

import polars as pl
import pytest

from coterie.errors import ColumnRefused
from coterie.schema import draft, infer
from coterie.sources import read
from coterie.sources.text.year_above import Begun, begun, with_years

FIRST = '"EXTF";700;21;"Buchungsstapel";12;20240130140440439;;"RE";"";"";29098;55003;{begins};4;20240101;20241231'
HEADER = "Umsatz;Konto;Belegdatum;Belegfeld 1;" + ";".join(f"Feld {n}" for n in range(16))


def postings(first: str | None, days: list[str]) -> bytes:
    rows = [f"{10 + n},50;{10_000 + n % 9};{day};RE{n}{';W' * 16}" for n, day in enumerate(days)]
    return "\n".join([*([first] if first else []), HEADER, *rows, ""]).encode()


DAYS = [f"{n % 28 + 1}{n % 12 + 1:02}" for n in range(120)]


@pytest.mark.parametrize(("begins", "years"), [("20240101", {2024}), ("20240701", {2024, 2025})])
def test_days_have_the_year_that_the_first_line_states(tmp_path, begins, years):
    path = tmp_path / "postings.csv"
    path.write_bytes(postings(FIRST.format(begins=begins), DAYS))
    table = read(path)
    found = table.frame["Belegdatum"].str.to_date("%Y-%m-%d")
    assert found.null_count() == 0
    assert set(found.dt.year()) == years
    start = int(begins[4:6])
    wanted = [(int(day[:-2]), int(day[-2:]), 2024 if int(day[-2:]) >= start else 2025) for day in DAYS]
    assert list(zip(found.dt.day(), found.dt.month(), found.dt.year(), strict=True)) == wanted
    assert [each.rows for each in table.remarks if each.code == "year_from_above"] == [120]
    assert draft(table).purchases["date"] == "Belegdatum"
    assert not {each.code for each in table.remarks} & {"row_too_long", "row_too_short"}


def test_without_that_line_the_year_is_asked_for(tmp_path):
    path = tmp_path / "postings.csv"
    path.write_bytes(postings(None, DAYS))
    with pytest.raises(ColumnRefused, match="'Belegdatum' holds days and months without a year"):
        infer(read(path))


@pytest.mark.parametrize(
    "line", ["", "Umsatz;Konto", "EXTF;700", FIRST.format(begins=""), FIRST.format(begins="20241301")]
)
def test_other_lines_state_no_year(line):
    assert begun(line, ";") is None


@pytest.mark.parametrize("cell", ["3112", "3013", "x", "2024-05-01"])
def test_columns_with_anything_else_stay_as_they_are(cell):
    frame = pl.DataFrame({"Belegdatum": ["0105", cell], "Datum": ["0105", "0106"]})
    changed, remarks = with_years(frame, Begun(2024, 1))
    assert changed.equals(frame) is (cell != "3112")
    assert len(remarks) == (cell == "3112")
