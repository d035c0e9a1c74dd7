from __future__ import annotations

import io
import zipfile

import polars as pl
import pytest

from coterie.views.sheets import Drawn, Sheet
from coterie.workbook import write_report_workbook

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "http://x.y", "mailto:a@b.c", "{=1}", "12", "\t=1"]


def sheet(rows, *, name="Sheet", drawn=None):
    return Sheet(name, ("What", "Share"), ("text", "share"), tuple(rows), drawn)


def read(made, **options):
    return pl.read_excel(io.BytesIO(made), **options)


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_is_a_text_whatever_it_begins_with(text):
    made = write_report_workbook([sheet([(text, 0.5), ("x", None)])])
    assert read(made).rows() == [(text, 0.5), ("x", None)]
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        content = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in content
    assert "hyperlink" not in content


def test_names_of_sheets_are_such_as_a_tab_can_have_and_differ():
    made = write_report_workbook([sheet([("a", 1.0)], name=name) for name in ("a/b[c]" * 9, "a/b[c]" * 9, "'", "")])
    names = list(read(made, sheet_id=0))
    assert len(set(names)) == 4
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_charts_are_the_spreadsheet_s_own():
    made = write_report_workbook([sheet([("a", 0.2), ("b", 0.8)], drawn=Drawn("bar", "Shares", 0, (1,)))])
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        chart = book.read("xl/charts/chart1.xml").decode()
    assert "Sheet!$B$2:$B$3" in chart
    assert "Sheet!$A$2:$A$3" in chart


def test_the_same_sheets_give_the_same_bytes():
    rows = [sheet([("a", 0.2)], drawn=Drawn("line", "Shares", 0, (1,)))]
    assert write_report_workbook(rows) == write_report_workbook(rows)


def test_a_text_is_cut_where_a_cell_ends():
    assert len(read(write_report_workbook([sheet([("x" * 40_000, 1.0)])])).rows()[0][0]) == 32_767
