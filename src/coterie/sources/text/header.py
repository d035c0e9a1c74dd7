"""From cells to a table: the header found, what stands above and below left out, every column given one name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.parsing.formulas import are_guarded, unguarded
from coterie.parsing.missing import is_missing
from coterie.parsing.numbers import Mark, to_number
from coterie.remarks import Remark
from coterie.sources.column_names import visible
from coterie.sources.text.guarded import as_written
from coterie.sources.text.records import MOST_LINES, Grid, on_lines
from coterie.sources.text.stray_rows import numeric_columns, quoting_lines, without_strays

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LOOKED_AT = 100
_MOST_LINES = 3
_TWO_GROUPS = 2
_MOVED = "names_moved"
_RULE = re.compile(r"[-=+_|:\s]*[-=_]{2}[-=+_|:\s]*")


def to_frame(
    grid: Grid, header_row: int | None = None, name: str = "the table"
) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    r"""Give the cells of a grid a header and leave out what belongs to no customer.

    Parameters
    ----------
    grid : Grid
        At least one record.
    header_row : int, optional
        The line (of a text file) or row (of a sheet) of the header, from 1; detected automatically otherwise.
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
    >>> from coterie.sources.text.records import to_grid
    >>> frame, remarks = to_frame(to_grid("Export 2024\nid,age\n1,20\nid,age\n2,30\nTotal,50\n"))
    >>> frame.rows()
    [('1', '20'), ('2', '30')]
    >>> [remark.code for remark in remarks]
    ['lines_above', 'repeated_header', 'total_rows']
    """
    cells = grid.cells.with_columns(pl.all().str.strip_chars().replace("", None).name.prefix("bare ")).with_columns(
        line=grid.lines
    )
    bare = [name for name in cells.columns if name.startswith("bare ")]
    cells = cells.with_columns(filled=pl.sum_horizontal(pl.col(bare).is_not_null()))
    at = _header_at(cells, header_row)
    if at is None:
        raise errors.reading.no_such_header_row(name, header_row or 0, int(grid.lines[-1]))
    lines = _header_lines(cells.slice(at), bare)
    remarks: list[Remark] = []
    first, last, header = _title(lines)
    groups = _groups_above(cells, at, bare, header) if lines and first == last == 0 and header_row is None else None
    if groups is not None:
        header = groups
        together = quoting_lines("header_put_together", cells.slice(at - 1, 2), bare)
        remarks.append(replace(together, rows=1))
    if at + first - (groups is not None):
        above = cells.head(at + first - (groups is not None))
        remarks.append(quoting_lines("lines_above", above, bare))
    body = cells.slice(at)
    if not lines:
        remarks.append(Remark("no_header", facts={"line": body["line"][0]}))
        header = [None] * len(bare)
    below = body.slice(last + 1, max(len(lines) - last - 1, 0))
    if below.height:
        remarks.append(quoting_lines("more_header_lines", below, bare))
    if last > first:
        together = quoting_lines("header_put_together", body.slice(first, last - first + 1), bare)
        remarks.append(replace(together, rows=last - first))
    titles = {*body["line"][first : last + 1]} if lines else set()
    head_line, body = body["line"][0], body.slice(len(lines))
    if lines and head_line in grid.short and header[-1] is None and (shifted := _shifted(body, bare)) is not None:
        remarks.append(Remark(shifted, facts={"line": head_line}))
        header = [None, *header[:-1]] if shifted == _MOVED else header
    body, left_out = without_strays(body, bare, lines, short=grid.short, long=[line for line, _ in grid.long])
    left_out += _uneven(grid, {*titles, *body["line"]} if grid.short or grid.long else set())
    names, renamed = _names(_without_inner_guards(header), body.select(bare))
    kept = bare if grid.delimiter == "|" else grid.cells.columns  # bars of drawn tables stand between blanks
    frame = body.select(pl.col(old).alias(new) for old, new in zip(kept, names, strict=True) if new)
    frame, restored = as_written(frame)
    return frame, (*remarks, *left_out, *renamed, *restored)


def _uneven(grid: Grid, used: set[int]) -> Iterator[Remark]:
    """Say which lines of the table have too many or too few cells: what was left out may be as wide as it likes."""
    short = [line for line in grid.short if line in used]
    long = tuple((line, cells) for line, cells in grid.long if line in used)
    if long:
        yield Remark("row_too_long", rows=len(long), facts={"cells": long[:MOST_LINES]})
    if short:
        yield on_lines("row_too_short", short)


def _without_inner_guards(header: list[str | None]) -> list[str | None]:
    """Take guards against formulas out of names with a tab or line break, which is about to become a blank."""
    written = pl.Series(header, dtype=pl.String)
    if not are_guarded(written.drop_nulls()):
        return header
    broken = written.str.contains(r"[\t\r\n]").fill_null(value=False)
    return [new if inner else old for old, new, inner in zip(header, unguarded(written), broken, strict=True)]


def _header_at(cells: pl.DataFrame, header_row: int | None) -> int | None:
    """Return the index of the record that holds the names."""
    if header_row is not None:
        found = (cells["line"] == header_row).arg_true()
        return int(found[0]) if len(found) else None
    filled = cells["filled"].head(_LOOKED_AT).to_list()
    usual = Counter(filled[1:]).most_common(1)[0][0] if len(filled) > 1 else filled[0]
    enough = max(0.6 * max(usual, 1), min(2, usual))
    return next((at for at, count in enumerate(filled) if count >= enough), 0)


def _header_lines(body: pl.DataFrame, bare: list[str]) -> list[list[str | None]]:
    """Return the lines of the header: none where the first row is a customer, several where others follow it.

    A further line has words in the columns of numbers, in at least half of them: units, types, names again. Or it is
    a rule of dashes.
    """
    if body.height < 3:
        return [list(body.select(bare).row(0))]
    rows = body.slice(1, 200)
    numeric = numeric_columns(rows, bare)
    if _is_data(body, numeric):
        return []
    more = 0
    while more < min(_MOST_LINES, rows.height - 2) and _goes_on(rows.row(more, named=True), bare, numeric):
        more += 1
    return [list(row) for row in body.head(1 + more).select(bare).iter_rows()]


def _goes_on(row: Mapping[str, str | None], bare: list[str], numeric: Mapping[str, Mark]) -> bool:
    """Return whether a row belongs to the header above it."""
    cells = [cell for name in bare if (cell := row[name]) is not None]
    if cells and all(_RULE.fullmatch(cell) for cell in cells):
        return True
    words = [cell for name in numeric if (cell := row[name]) is not None]
    if len(numeric) < 2 or 2 * len(words) < len(numeric):
        return False
    missing = pl.Series(words).to_frame("w").select(is_missing(pl.col("w"))).to_series().any()
    return not missing and all(
        to_number(pl.Series([word]), numeric[name]).null_count()
        for name, word in ((name, row[name]) for name in numeric if row[name] is not None)
    )


def _title(lines: list[list[str | None]]) -> tuple[int, int, list[str | None]]:
    """Return the first and the last line of a header that name the columns, and the names.

    That is the first line that names every column, and no two alike; where none does, all lines are put together, a
    name above several columns going for each of them.
    """
    lines = [[None if cell is None or _RULE.fullmatch(cell) else cell for cell in line] for line in lines]
    if len(lines) < 2:
        return 0, 0, lines[0] if lines else []
    best = max(range(len(lines)), key=lambda at: len({cell for cell in lines[at] if cell is not None}))
    said = [line for line in lines if any(line)]
    if len({*lines[best]} - {None}) == len(lines[best]) or len(said) < 2:
        return best, best, lines[best]
    *groups, own = said
    spread = [_spread(group) for group in groups]
    names = [" ".join(filter(None, parts)) or None for parts in zip(*spread, own, strict=True)]
    return 0, len(lines) - 1, names


def _groups_above(cells: pl.DataFrame, at: int, bare: list[str], header: list[str | None]) -> list[str | None] | None:
    """Return names with those that stand above several columns each in the line before, where that tells them apart."""
    names = [name for name in header if name]
    if at == 0 or len(set(names)) == len(names):
        return None
    group = list(cells.select(bare).row(at - 1))
    if sum(cell is not None for cell in group) < _TWO_GROUPS:
        return None
    together = [" ".join(filter(None, parts)) or None for parts in zip(_spread(group), header, strict=True)]
    found = [name for name in together if name]
    return together if len(set(found)) == len(found) else None


def _spread(group: list[str | None]) -> list[str | None]:
    """Return names, each going on until the next."""
    spread: list[str | None] = []
    for cell in group:
        spread.append(cell if cell is not None or not spread else spread[-1])
    return spread


def _is_data(body: pl.DataFrame, numeric: Mapping[str, Mark]) -> bool:
    """Return whether the first row is a customer: numbers stand over columns of numbers, and are no years in a row."""
    first: list[float] = []
    for name, mark in numeric.items():
        if body[name][0] is not None:
            top = to_number(body[name].head(1), mark)[0]
            if top is None:
                return False
            first.append(top)
    years = all(1900 <= number <= 2100 for number in first) and len(set(first)) == len(first)
    return bool(first) and not years


def _shifted(body: pl.DataFrame, bare: list[str]) -> str | None:
    """Return the code for why a header is one name short: rows have a number in front, or the last has no name."""
    if body.is_empty() or body[bare[-1]].null_count() > 0.1 * body.height:
        return None
    first = body[bare[0]].cast(pl.Int64, strict=False)
    counts = first.null_count() == 0 and first[0] in {0, 1} and bool((first.diff().drop_nulls() == 1).all())
    return _MOVED if counts else "last_name_missing"


def _names(header: list[str | None], body: pl.DataFrame) -> tuple[list[str], list[Remark]]:
    """Return one name a column, empty for a column with neither name nor value."""
    names: list[str] = []
    remarks: list[Remark] = []
    taken: Counter[str] = Counter()
    reserved = {visible(" ".join(title.split())) for title in header if title}
    for number, (title, column) in enumerate(zip(header, body.columns, strict=True), start=1):
        name = visible(" ".join((title or "").split()))
        if not name and body[column].null_count() == body.height:
            names.append("")
            continue
        new = name or f"column {number}"
        while taken[new] or (new != name and new in reserved):
            new = f"{name or new} ({max(taken[name], 1) + 1})"
            taken[name] += 1
        taken[new] += 1
        if new != name and any(header):
            remarks.append(Remark("second_of_name" if name else "column_named", new, facts={"name": name}))
        names.append(new)
    return names, remarks
