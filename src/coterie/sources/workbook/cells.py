"""What a workbook's cells are besides plain values: formulas without results, errors, times, days from 1904."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import NamedTuple

import polars as pl

from coterie.remarks import Remark

_NO_RESULT = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_ERROR = re.compile(rb'<c\s[^>]*\bt="e"')
_SHEET = re.compile(rb"<sheet\s[^>]*>")
_RELATION = re.compile(rb"<Relationship\s[^>]*>")
_1904 = re.compile(rb'<workbookPr\b[^>]*\bdate1904="(?:1|true)"')
_TIME = r"^(?:1899-12-3[01]|1900-0[12]-\d\d|1904-01-0[1-9]) \d\d:\d\d:\d\d(?:\.\d+)?$"
_ENOUGH = 0.9


class Cells(NamedTuple):
    """What one sheet holds.

    Attributes
    ----------
    formulas : int
        Formulas without a result.
    errors : int
        Formulas whose result is an error.
    since_1904 : bool
        Whether the workbook counts its days from 1904.
    """

    formulas: int = 0
    errors: int = 0
    since_1904: bool = False


def cells_of(data: bytes, sheet: str) -> Cells:
    """Count what a sheet of an .xlsx workbook holds besides plain values; nothing is counted in other workbooks."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = archive.read("xl/workbook.xml")
            content = archive.read(_part(book, archive.read("xl/_rels/workbook.xml.rels"), sheet))
    except (KeyError, zipfile.BadZipFile):
        return Cells()
    formulas = len(_NO_RESULT.findall(content)) if b"<f" in content else 0
    return Cells(formulas, len(_ERROR.findall(content)), _1904.search(book) is not None)


def _part(book: bytes, relations: bytes, sheet: str) -> str:
    """Return the part of the archive in which a sheet lies."""
    tags = (_attributes(tag) for tag in _SHEET.findall(book))
    wanted = next(tag.get("r:id", "") for tag in (*tags, {}) if tag.get("name") == sheet or not tag)
    targets = (_attributes(tag) for tag in _RELATION.findall(relations))
    target = next(tag.get("Target", "") for tag in (*targets, {}) if tag.get("Id") == wanted or not tag)
    return target.removeprefix("/") if target.startswith("/") else posixpath.join("xl", target)


def _attributes(tag: bytes) -> dict[str, str]:
    from html import unescape  # noqa: PLC0415 - only workbooks need it

    pairs = re.findall(r'([\w:]+)="([^"]*)"', tag.decode("utf-8", "replace"))
    return {name: unescape(value) for name, value in pairs}


def remarks_on(cells: Cells) -> tuple[Remark, ...]:
    """Return what is said of a sheet's cells.

    Examples
    --------
    >>> [remark.code for remark in remarks_on(Cells(formulas=200))]
    ['formulas_without_results']
    """
    found = (
        Remark("formulas_without_results", rows=cells.formulas),
        Remark("formulas_with_errors", rows=cells.errors),
    )
    days = (Remark("days_from_1904"),) if cells.since_1904 else ()
    return (*(each for each in found if each.rows), *days)


def times_as_minutes(frame: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    """Return columns of times of day, or of spans of time, as minutes.

    Examples
    --------
    >>> frame, remarks = times_as_minutes(pl.DataFrame({"visit": ["1899-12-31 00:21:12", None]}))
    >>> frame["visit"].to_list(), remarks[0].code
    (['21.2', None], 'times_as_minutes')
    """
    remarks: list[Remark] = []
    columns = [_minutes(column, remarks) for column in frame.iter_columns()]
    return (pl.DataFrame(columns) if remarks else frame), tuple(remarks)


def _minutes(column: pl.Series, remarks: list[Remark]) -> pl.Series:
    if column.dtype != pl.String:
        return column
    text = column.str.strip_chars()
    known = text.drop_nulls()
    if known.is_empty() or known.str.contains(_TIME).mean() < _ENOUGH:  # type: ignore[operator]  # a Boolean's mean
        return column
    start = "1904-01-01" if known[0].startswith("1904") else "1899-12-31"
    moments = text.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False)
    if moments.drop_nulls().dt.date().cast(pl.String).min() == "1899-12-30":
        start = "1899-12-30"
    minutes = (moments - pl.Series([start]).str.to_datetime("%Y-%m-%d")[0]).dt.total_seconds() / 60
    remarks.append(Remark("times_as_minutes", column.name, minutes.count()))
    whole = minutes.drop_nulls() == minutes.drop_nulls().round()
    numbers: pl.Series = minutes.cast(pl.Int64) if whole.all() else minutes.round(4)
    return numbers.cast(pl.String).alias(column.name)
