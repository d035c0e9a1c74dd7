"""Assignments as a workbook, for people who open them in a spreadsheet."""

from __future__ import annotations

from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

import polars as pl

from coterie import errors
from coterie.workbook.library import MADE, check_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ROWS = 1_048_575
"""Rows that a sheet has beside its header."""

_EXACT = 10**15
"""Beyond, a spreadsheet does not show every digit of a number: it is written as text."""


def write_workbook(assignments: pl.DataFrame | pl.LazyFrame, file: IO[bytes]) -> None:
    """Write assignments as one sheet, row by row: a lazy frame is never held whole.

    No text is taken for a formula, a link or a number.

    Parameters
    ----------
    assignments : polars.DataFrame or polars.LazyFrame
        Every customer's segment.
    file : binary file
        Where to.

    Raises
    ------
    coterie.errors.OutputError
        For more customers than a sheet has rows.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO()
    >>> write_workbook(pl.DataFrame({"id": ["=1+1"], "margin": [0.5]}), file)
    >>> pl.read_excel(io.BytesIO(file.getvalue())).rows()
    [('=1+1', 0.5)]
    """
    book = check_workbook().Workbook(file, {"constant_memory": True, "nan_inf_to_errors": True})
    book.set_properties({"created": MADE})
    sheet, bold = book.add_worksheet("assignments"), book.add_format({"bold": True})
    formats = {pl.Date: "yyyy-mm-dd", pl.Datetime: "yyyy-mm-dd hh:mm:ss"}
    styles = {kind: book.add_format({"num_format": form}) for kind, form in formats.items()}
    schema = assignments.collect_schema()
    for at, name in enumerate(schema):
        sheet.write_string(0, at, name, bold)
    sheet.freeze_panes(1, 0)
    kinds = [styles.get(type(dtype)) for dtype in schema.values()]
    try:
        for number, row in enumerate(_rows(assignments), start=1):
            if number > MOST_ROWS:
                raise errors.writing.too_many_for_a_sheet(MOST_ROWS)
            for at, value in enumerate(row):
                _write_cell(sheet, (number, at), value, style=kinds[at])
    finally:
        book.close()  # it also lets go of files of its own


def _rows(frame: pl.DataFrame | pl.LazyFrame) -> Iterator[tuple[Any, ...]]:
    parts = frame.collect_batches(maintain_order=True) if isinstance(frame, pl.LazyFrame) else [frame]
    for part in parts:
        yield from part.iter_rows()


def _write_cell(sheet: Any, place: tuple[int, int], value: Any, *, style: Any) -> None:  # noqa: ANN401 - the library has no types
    """Write a value as what it is; nothing for a missing one."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(*place, value)
    elif isinstance(value, int | float) and abs(value) < _EXACT:
        sheet.write_number(*place, value)
    elif style is not None:
        sheet.write_datetime(*place, value.replace(tzinfo=None) if isinstance(value, datetime) else value, style)
    else:
        sheet.write_string(*place, str(value))
