"""What cells of a workbook are besides plain values."""

from __future__ import annotations

import io
import zipfile

import polars as pl
import pytest
from tests.sources.workbooks import workbook

from coterie.schema import infer
from coterie.sources import read
from coterie.sources.workbook.cells import Cells, cells_of, times_as_minutes

HEAD = '<row r="1"><c r="A1" t="str"><v>id</v></c><c r="B1" t="str"><v>member_since</v></c></row>'


def rows(*cells: str) -> str:
    lines = (f'<row r="{n}"><c r="A{n}"><v>{n}</v></c>{cell}</row>' for n, cell in enumerate(cells, start=2))
    return HEAD + "".join(lines)


def since_1904(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>'))
    return out.getvalue()


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("<c><f>A2*2</f><v/></c>", Cells(formulas=1)),
        ("<c><f>A2*2</f><v></v></c>", Cells(formulas=1)),
        ("<c><f>A2*2</f></c>", Cells(formulas=1)),
        ('<c><f t="shared" si="0"/></c>', Cells(formulas=1)),
        ("<c><f>A2*2</f><v>4</v></c>", Cells()),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', Cells(errors=1)),
        ("<c><v>7</v></c>", Cells()),
    ],
)
def test_cells_are_counted(cell, found):
    assert cells_of(workbook(rows(cell)), "Customers") == found


def test_a_sheet_that_is_not_there_has_none():
    assert cells_of(workbook(rows("<c><f>A2</f></c>")), "Other") == Cells()
    assert cells_of(b"PK no zip", "Customers") == Cells()


@pytest.mark.parametrize("later", [False, True])
def test_days_go_by_the_workbook(later, tmp_path):
    data = workbook(rows(*(f'<c r="B{n}"><v>{42370 + n}</v></c>' for n in range(2, 30))))
    path = tmp_path / "a.xlsx"
    path.write_bytes(since_1904(data) if later else data)
    table = read(path)
    assert table.since_1904 is later
    assert infer(table, features=["id"])["member_since"].date_format == ("excel from 1904" if later else "excel")


@pytest.mark.parametrize(
    ("cells", "minutes"),
    [
        (["1899-12-31 00:21:30", "1899-12-31 12:00:00"], ["21.5", "720.0"]),
        (["1899-12-30 01:00:00", None], ["60", None]),
        (["1899-12-31 01:00:00", "1900-01-01 01:00:00"], ["60", "1500"]),
    ],
)
def test_times_are_minutes(cells, minutes):
    frame, remarks = times_as_minutes(pl.DataFrame({"t": cells}))
    assert frame["t"].to_list() == minutes
    assert remarks[0].rows == sum(cell is not None for cell in cells)


@pytest.mark.parametrize("cells", [["2024-01-01 10:00:00"], ["1950-01-01 00:00:00", "1899-12-31 10:00:00"], ["12"]])
def test_days_are_no_times(cells):
    frame = pl.DataFrame({"t": cells})
    assert times_as_minutes(frame)[0] is frame
