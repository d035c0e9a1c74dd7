from __future__ import annotations

from workbooks import row, workbook

from coterie.sources.file_formats.excel import FORMAT


def test_cells_are_text_and_rows_are_counted():
    lines = [("age", "plan"), ("20", "a"), ("30", "b")]
    data = workbook("".join(row(number, *cells) for number, cells in enumerate(lines, 1)))
    assert data.startswith(FORMAT.starts)
    frame, _, counted, *_ = FORMAT.read(data, "a.xlsx", encoding=None, sheet=None, header_row=None)
    assert frame.rows() == lines[1:]
    assert [count for _, count in counted] == [3, 1]
