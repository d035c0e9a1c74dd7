"""Workbooks: the sheet that holds the table, every cell as text."""

from __future__ import annotations

import polars as pl

from coterie import errors
from coterie.sources.records import Grid
from coterie.sources.table import Remark


def sheet_grid(data: bytes, name: str, sheet: str | None = None) -> tuple[Grid, tuple[Remark, ...]]:
    """Return the cells of one sheet.

    Parameters
    ----------
    data : bytes
        The workbook.
    name : str
        Its name, for messages.
    sheet : str, optional
        The sheet to read; the one with most cells otherwise, the first of equals.

    Returns
    -------
    grid : Grid
        Cells as text; `lines` holds the sheet's own row numbers.
    remarks : tuple of Remark
        Which sheet was chosen, when there was a choice.

    Raises
    ------
    coterie.errors.InputError
        When it is no workbook, has no such sheet, or the sheets are empty.
    """
    import fastexcel  # noqa: PLC0415  # only workbooks need it

    try:
        book = fastexcel.read_excel(data)
        names = [sheet] if sheet in book.sheet_names else book.sheet_names
        if sheet is not None and sheet not in names:
            option = "--sheet"
            raise errors.unknown_choice(option, sheet, book.sheet_names)
        grids = [
            _grid(book.load_sheet(title, header_row=None, dtypes="string", skip_rows=0).to_polars()) for title in names
        ]
    except fastexcel.FastExcelError as error:
        raise errors.unreadable(name, "it is no workbook that can be understood.") from error
    sizes = [grid.cells.height * grid.cells.width for grid in grids]
    best = sizes.index(max(sizes))
    if not sizes[best]:
        raise errors.empty_file(name)
    others = len(book.sheet_names) - 1
    remark = Remark(
        None, f"sheet '{names[best]}' read", 0, f"chosen of {others + 1}: the largest; --sheet names another"
    )
    return grids[best], (remark,) if others and sheet is None else ()


def _grid(cells: pl.DataFrame) -> Grid:
    """Return a sheet without its empty rows, each with its number."""
    if cells.is_empty():
        return Grid(pl.DataFrame(), pl.Series([], dtype=pl.Int64))
    cells = cells.rename({old: f"column {number}" for number, old in enumerate(cells.columns, start=1)})
    filled = pl.any_horizontal(pl.all().str.strip_chars().str.len_chars() > 0).fill_null(value=False)
    kept = cells.with_row_index("line", offset=1).filter(cells.select(filled.alias("filled"))["filled"])
    return Grid(kept.drop("line"), kept["line"].cast(pl.Int64))
