"""From cells to a table: the header found, what stands above and below left out, every column given one name."""

from __future__ import annotations

from collections import Counter

import polars as pl

from coterie import errors
from coterie.parsing.numbers import decimal_mark, to_number
from coterie.sources.guarded import as_written
from coterie.sources.records import Grid, named_lines
from coterie.sources.table import Remark

_LOOKED_AT = 100
TOTALS = (
    "total", "totals", "grand total", "sub total", "subtotal", "sub-total", "sum", "total:", "totals:", "sum:",
    "gesamt", "summe", "gesamtsumme", "totale", "totaal", "suma", "average", "mean",
)  # fmt: skip


def to_frame(
    grid: Grid, header_row: int | None = None, name: str = "the table"
) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    r"""Give the cells of a grid a header and leave out what belongs to no customer.

    Parameters
    ----------
    grid : Grid
        At least one record.
    header_row : int, optional
        The line (of a text file) or row (of a sheet) of the header, from 1; found by itself otherwise.
    name : str, optional
        The file's, for messages.

    Returns
    -------
    frame : polars.DataFrame of String
        The rows under the header.
    remarks : tuple of Remark
        What was left out, by line.

    Raises
    ------
    coterie.errors.InputError
        When `header_row` is not there.

    Examples
    --------
    >>> from coterie.sources.records import to_grid
    >>> frame, remarks = to_frame(to_grid("Export 2024\nid,age\n1,20\nid,age\n2,30\nTotal,50\n"))
    >>> frame.rows()
    [('1', '20'), ('2', '30')]
    >>> [remark.action for remark in remarks]
    ['lines above the header left out', 'repeated header left out', 'total row left out']
    """
    cells = grid.cells.with_columns(pl.all().str.strip_chars().replace("", None).name.prefix("bare ")).with_columns(
        line=grid.lines
    )
    bare = [name for name in cells.columns if name.startswith("bare ")]
    cells = cells.with_columns(filled=pl.sum_horizontal(pl.col(bare).is_not_null()))
    at = _header_at(cells, header_row)
    if at is None:
        raise errors.no_such_header_row(name, header_row or 0, int(grid.lines[-1]))
    remarks: list[Remark] = []
    if at:
        above = cells.head(at)
        remarks.append(Remark(None, "lines above the header left out", at, _quoted(above, bare)))
    body = cells.slice(at)
    header: list[str | None] = list(body.select(bare).row(0))
    if header_row is None and _is_data(body, bare):
        remarks.append(Remark(None, "no header: columns are numbered", 0, f"line {body['line'][0]} holds values"))
        header = [None] * len(bare)
    else:
        body = body.slice(1)
    body, left_out = _without_strays(body, bare, header)
    short = [line for line in grid.short if line in set(body["line"])]
    if short:
        left_out.append(Remark(None, "row too short: its last cells are missing", len(short), named_lines(short)))
    names, renamed = _names(header, body.select(bare))
    frame = body.select(pl.col(old).alias(new) for old, new in zip(grid.cells.columns, names, strict=True) if new)
    frame, restored = as_written(frame)
    return frame, (*remarks, *left_out, *renamed, *restored)


def _quoted(rows: pl.DataFrame, bare: list[str]) -> str:
    """Return lines with the first of their texts, for a person to recognise them."""
    shown = [
        f"line {row['line']}: '{next((str(row[name]) for name in bare if row[name] is not None), '')[:40]}'"
        for row in rows.head(5).iter_rows(named=True)
    ]
    return "; ".join(shown)


def _header_at(cells: pl.DataFrame, header_row: int | None) -> int | None:
    """Return the index of the record that holds the names."""
    if header_row is not None:
        found = (cells["line"] == header_row).arg_true()
        return int(found[0]) if len(found) else None
    filled = cells["filled"].head(_LOOKED_AT).to_list()
    usual = Counter(filled[1:]).most_common(1)[0][0] if len(filled) > 1 else filled[0]
    enough = max(0.6 * max(usual, 1), min(2, usual))
    return next((at for at, count in enumerate(filled) if count >= enough), 0)


def _is_data(body: pl.DataFrame, bare: list[str]) -> bool:
    """Say whether the first row is a customer: numbers stand over columns of numbers, and are no years in a row."""
    rows = body.slice(1, 200)
    if rows.height < 2:
        return False
    first: list[float] = []
    for name in bare:
        values = rows[name].drop_nulls()
        mark = decimal_mark(values).mark
        numeric = len(values) > 0 and to_number(values, mark).is_not_null().mean() >= 0.8  # type: ignore[operator]  # a Boolean's mean
        if numeric and body[name][0] is not None:
            top = to_number(body[name].head(1), mark)[0]
            if top is None:
                return False
            first.append(top)
    years = all(1900 <= number <= 2100 for number in first) and len(set(first)) == len(first)
    return bool(first) and not years


def _without_strays(body: pl.DataFrame, bare: list[str], header: list[str | None]) -> tuple[pl.DataFrame, list[Remark]]:
    """Leave out repeated headers, the footer and total rows."""
    remarks: list[Remark] = []
    named = [(name, title) for name, title in zip(bare, header, strict=True) if title is not None]
    if named:
        repeated = pl.all_horizontal(pl.col(name).eq_missing(pl.lit(title)) for name, title in named)
        body = _leave_out(body, repeated, "repeated header left out", remarks)
    body = _without_footer(body, bare, remarks)
    if len(bare) > 1:
        usual = Counter(body["filled"].to_list()).most_common(1)[0][0] if body.height else 0
        some_empty = pl.col("filled") < usual
        total = pl.coalesce(bare).str.to_lowercase().is_in(TOTALS) & (some_empty | _last(body))
        body = _leave_out(body, total, "total row left out", remarks)
    return body, remarks


def _last(body: pl.DataFrame) -> pl.Expr:
    """Say whether a row is the last one."""
    return pl.col("line") == (body["line"].max() if body.height else 0)


def _leave_out(body: pl.DataFrame, which: pl.Expr, action: str, remarks: list[Remark]) -> pl.DataFrame:
    """Return the other rows, and remark on these; a row without a value is none of them."""
    which = which.fill_null(value=False)
    stray = body.filter(which)
    if stray.is_empty():
        return body
    remarks.append(Remark(None, action, stray.height, named_lines(stray["line"].to_list())))
    return body.filter(~which)


def _without_footer(body: pl.DataFrame, bare: list[str], remarks: list[Remark]) -> pl.DataFrame:
    """Leave out the lines under the table that fill its first cell alone, where no other row does so."""
    if len(bare) < 3 or body.height < 3:
        return body
    lone = (pl.col("filled") == 1) & pl.col(bare[0]).is_not_null()
    flags = body.select(lone.alias("lone"))["lone"].to_list()
    keep = body.height
    while keep and flags[keep - 1]:
        keep -= 1
    footer = body.slice(keep)
    if footer.is_empty() or keep == 0:
        return body
    remarks.append(Remark(None, "lines under the table left out", footer.height, _quoted(footer, bare)))
    return body.head(keep)


def _names(header: list[str | None], body: pl.DataFrame) -> tuple[list[str], list[Remark]]:
    """Return one name a column, empty for a column with neither name nor value."""
    names: list[str] = []
    remarks: list[Remark] = []
    taken: Counter[str] = Counter()
    reserved = {" ".join(title.split()) for title in header if title}
    for number, (title, column) in enumerate(zip(header, body.columns, strict=True), start=1):
        name = " ".join((title or "").split())
        if not name and body[column].null_count() == body.height:
            names.append("")
            continue
        new = name or f"column {number}"
        while taken[new] or (new != name and new in reserved):
            new = f"{name or new} ({max(taken[name], 1) + 1})"
            taken[name] += 1
        taken[new] += 1
        if new != name and any(header):
            remarks.append(Remark(new, "column named" if not name else "second column of that name renamed", 0, name))
        names.append(new)
    return names, remarks
