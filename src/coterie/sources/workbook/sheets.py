"""Workbooks: the sheet that holds the table, every cell as text."""

from __future__ import annotations

import logging

import polars as pl

from coterie import errors
from coterie.remarks import Remark
from coterie.sources.limits.binary_sheets import xls_extents
from coterie.sources.limits.workbook import check_extents
from coterie.sources.text.records import Grid
from coterie.sources.workbook.cells import Cells, cells_of

logging.getLogger("calamine").addHandler(logging.NullHandler())  # it would print what it thinks of charts

_OTHERS = 5  # sheets named besides
_ROWS = 10
"""Filled rows from which on a sheet of several columns may be a table."""


def sheet_grid(data: bytes, name: str, sheet: str | None = None) -> tuple[Grid, tuple[Remark, ...], Cells]:
    """Return the cells of one sheet.

    Parameters
    ----------
    data : bytes
        The workbook.
    name : str
        Its name, for messages.
    sheet : str, optional
        The sheet to read; otherwise the one with most cells of those that are not hidden, the first of equals.

    Returns
    -------
    grid : Grid
        Cells as text; `lines` holds the sheet's own row numbers.
    remarks : tuple of Remark
        Which sheet was chosen, when there was a choice.
    cells : Cells
        What the sheet holds besides plain values.

    Raises
    ------
    coterie.errors.InputError
        When it is no workbook, has no such sheet, or the sheets are empty.
    """
    import fastexcel  # noqa: PLC0415  # only workbooks need it

    check_extents(xls_extents(data), name, len(data))
    try:
        book = fastexcel.read_excel(data)
        if sheet is not None and sheet not in book.sheet_names:
            option = "--sheet"
            raise errors.choosing.unknown_choice(option, sheet, book.sheet_names)
        names = book.sheet_names if sheet is None else [sheet]
        sheets = [book.load_sheet(title, header_row=None, dtypes="string", skip_rows=0) for title in names]
        grids = {
            each.name: _grid(each.to_polars())
            for each in sheets
            if sheet is not None or each.visible == "visible" or not any(other.visible == "visible" for other in sheets)
        }
    except fastexcel.FastExcelError as error:
        raise errors.reading.unreadable(name, "it is no workbook that can be understood.") from error
    best = max(grids, key=lambda title: _size(grids[title]))
    if not _size(grids[best]):
        raise errors.reading.empty_file(name)
    remarks = () if sheet is not None or len(book.sheet_names) == 1 else (_chosen(best, grids, len(book.sheet_names)),)
    return grids[best], remarks, cells_of(data, best)


def _chosen(best: str, grids: dict[str, Grid], sheets: int) -> Remark:
    """Say which sheet was read, and which others hold tables as well."""
    tables = [title for title, grid in grids.items() if title != best and _is_table(grid)]
    if not tables:
        return Remark("sheet_chosen", facts={"sheet": best, "sheets": sheets})
    more = " ..." if len(tables) > _OTHERS else ""
    return Remark("sheet_of_several", facts={"sheet": best, "others": tuple(tables[:_OTHERS]), "more": more})


def _size(grid: Grid) -> int:
    return grid.cells.height * grid.cells.width


def _is_table(grid: Grid) -> bool:
    return grid.cells.height >= _ROWS and grid.cells.width > 1


def _grid(cells: pl.DataFrame) -> Grid:
    """Return a sheet without its empty rows, each with its number."""
    if cells.is_empty():
        return Grid(pl.DataFrame(), pl.Series([], dtype=pl.Int64))
    cells = cells.rename({old: f"column {number}" for number, old in enumerate(cells.columns, start=1)})
    filled = pl.any_horizontal(pl.all().str.strip_chars().str.len_chars() > 0).fill_null(value=False)
    kept = cells.with_row_index("line", offset=1).filter(cells.select(filled.alias("filled"))["filled"])
    height = int(kept["line"].max() or 0)  # type: ignore[arg-type]  # a row number
    blank = height - kept.height
    remarks = (Remark("blank_lines", rows=blank),) if blank else ()
    return Grid(kept.drop("line"), kept["line"].cast(pl.Int64), remarks, height=height)
