from __future__ import annotations

import io
from datetime import date, datetime

import polars as pl
import pytest

from coterie.errors import OutputError
from coterie.workbook import write_workbook

FRAME = pl.DataFrame(
    {
        "id": ["=1+1", "http://example.com", "007", None],
        "segment_id": [0, 1, None, 2],
        "margin": [0.25, None, float("inf"), 1e-7],
        "big": [2**53 + 1, 1, 2, 3],
        "yes": [True, False, None, True],
        "on": [date(2024, 1, 2), None, date(1999, 12, 31), date(2000, 1, 1)],
        "at": [datetime(2024, 1, 2, 3, 4, 5)] * 4,
    }
)


def read(frame) -> pl.DataFrame:
    file = io.BytesIO()
    write_workbook(frame, file)
    return pl.read_excel(io.BytesIO(file.getvalue()), infer_schema_length=None)


def test_every_value_is_written_as_what_it_is():
    back = read(FRAME)
    assert back.columns == FRAME.columns
    assert back["id"].to_list() == FRAME["id"].to_list()
    assert back["segment_id"].to_list() == [0, 1, None, 2]
    assert back["big"].cast(pl.String).to_list() == [str(2**53 + 1), "1", "2", "3"]
    assert back["on"].cast(pl.Date).to_list() == FRAME["on"].to_list()
    assert back["at"][0] == datetime(2024, 1, 2, 3, 4, 5)


def test_a_lazy_frame_gives_the_same_bytes_and_twice_the_same():
    files = [io.BytesIO() for _ in range(3)]
    for frame, file in zip((FRAME, FRAME.lazy(), FRAME), files, strict=True):
        write_workbook(frame, file)
    assert len({file.getvalue() for file in files}) == 1


def test_more_customers_than_rows_of_a_sheet_are_refused(monkeypatch):
    monkeypatch.setattr("coterie.workbook.assignments.MOST_ROWS", 4)
    read(FRAME)
    monkeypatch.setattr("coterie.workbook.assignments.MOST_ROWS", 3)
    with pytest.raises(OutputError, match="A sheet has 3 rows"):
        read(FRAME)
