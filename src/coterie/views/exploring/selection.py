"""A selection of customers: as an address says it, counted among everyone."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from coterie.excerpts import excerpt
from coterie.number_format import percent, readable
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coterie.views.exploring.bins import Bins

PREFIX = "x."
"""What stands before the name of a column in an address."""


@dataclass(frozen=True)
class Selection:
    """Who is selected: all of these hold.

    Attributes
    ----------
    segments : tuple of int
        In one of these; empty: in any.
    ranges : mapping of str to (float, float)
        By column, between these.
    among : mapping of str to tuple of int
        By column, in one of these of its categories.
    box : (float, float, float, float) or None
        Within this part of the map: left, low, right, high.
    """

    segments: tuple[int, ...] = ()
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    among: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Selected:
    """Who that is.

    Attributes
    ----------
    count, of : int
        How many of how many.
    says : str
        The same in words.
    medians : mapping of str to str
        By column, their median; of categories the most common one with its share.
    mix : tuple of (int, int)
        Segments with how many of the selected are in each, the largest first.
    """

    count: int
    of: int
    says: str
    medians: Mapping[str, str]
    mix: tuple[tuple[int, int], ...]


def read_selection(said: Iterable[tuple[str, str]], bins: Sequence[Bins]) -> Selection:
    """Return the selection of an address; what it cannot mean is left out.

    Parameters
    ----------
    said : iterable of (str, str)
        Names and values of the address.
    bins : sequence of Bins
        Of the columns that can be selected by.

    Examples
    --------
    >>> read_selection([("s", "5,2"), ("box", "0,1,2,3"), ("k", "6"), ("s", "x")], ()).segments
    (5, 2)
    """
    known = {each.column: each for each in bins}
    segments: tuple[int, ...] = ()
    box = None
    ranges: dict[str, tuple[float, float]] = {}
    among: dict[str, tuple[int, ...]] = {}
    for name, value in said:
        column = name.removeprefix(PREFIX)
        if name == "s":
            segments = segments or _wholes(value)
        elif name == "box":
            box = box or _box(value)
        elif name.startswith(PREFIX) and column in known and known[column].values:
            among[column] = _wholes(value)
        elif name.startswith(PREFIX) and column in known and (ends := _ends(value)):
            ranges[column] = ends
    return Selection(segments, ranges, among, box)


def _wholes(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(each) for each in text.split(",") if each.isascii() and each.isdecimal()))[:256]


def _ends(text: str) -> tuple[float, float] | None:
    low, _, high = text.partition("..")
    ends = _numbers([low, high])
    return (ends[0], ends[1]) if len(ends) == 2 else None


def _box(text: str) -> tuple[float, float, float, float] | None:
    found = _numbers(text.split(","))
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def _numbers(texts: Sequence[str]) -> list[float]:
    found = []
    for text in texts:
        try:
            found.append(float(text))
        except ValueError:
            return []
    return found if all(map(math.isfinite, found)) else []


def where(selection: Selection, k: int, *, columns: Sequence[str], bins: Sequence[Bins]) -> pl.Expr:
    """Return the condition that holds for who is selected, over what `Drawn.customers` holds.

    Parameters
    ----------
    selection : Selection
    k : int
        The number of segments.
    columns : sequence of str
        `Drawn.columns`.
    bins : sequence of Bins
        `Drawn.bins`.
    """
    known = {each.column: each for each in bins}
    found = pl.lit(value=True)
    if selection.segments:
        found &= pl.col(f"s{k}").is_in([each for each in selection.segments if each < k])
    if selection.box is not None:
        left, low, right, high = selection.box
        x, y = pl.col("x").cast(pl.Float64), pl.col("y").cast(pl.Float64)
        found &= x.is_between(left, right) & y.is_between(low, high)
    for column, (low, high) in selection.ranges.items():
        values = pl.col(f"c{columns.index(column)}").cast(pl.Float64)
        last = known[column].edges[-1] <= high
        found &= (values >= low) & (values <= high if last else values < high)
    for column, chosen in selection.among.items():
        found &= _of_these(pl.col(f"c{columns.index(column)}").cast(pl.String), known[column], chosen)
    return found


def _of_these(values: pl.Expr, bins: Bins, chosen: Sequence[int]) -> pl.Expr:
    """Return the condition for some of a column's categories, of which the last may be all others."""
    named = bins.values[:-1] if bins.rest else bins.values
    found = values.is_in([bins.values[i] for i in chosen if i < len(named)])
    if len(named) in chosen:  # where nothing is left over, these are nobody
        found |= ~values.is_in(list(named))
    return found.fill_null(value=False)


def counted(
    customers: pl.DataFrame, which: pl.Expr, k: int, *, columns: Sequence[str], bins: Sequence[Bins]
) -> Selected:
    """Count who is selected among everyone, with their medians.

    Parameters
    ----------
    customers : polars.DataFrame
        `Drawn.customers`.
    which : polars.Expr
        From `where`.
    k : int
        The number of segments.
    columns, bins
        As in `where`.
    """
    found = customers.lazy().filter(which).collect()
    mix = found[f"s{k}"].value_counts(name="n").sort(["n", f"s{k}"], descending=[True, False])
    medians = {each.column: _typical(found[f"c{columns.index(each.column)}"], each) for each in bins}
    return Selected(
        count=found.height,
        of=customers.height,
        says=_says(found.height, customers.height),
        medians=medians,
        mix=tuple((int(segment), int(n)) for segment, n in mix.rows()),
    )


def _says(n: int, of: int) -> str:
    return say("studio.selected_all", n=n) if n == of else say("studio.selected", n=n, of=of)


def _typical(values: pl.Series, bins: Bins) -> str:
    if not bins.values:
        largest = max(map(abs, bins.edges))
        whole = all(each == int(each) for each in bins.edges)
        value = readable(values.cast(pl.Float64).median(), largest=max(largest, 100.0) if whole else largest)
        return say("studio.median_of", value=value)
    shares = bins.shares(values)
    if not sum(shares):
        return readable(None)
    most = max(range(len(shares)), key=lambda i: shares[i])
    return say("studio.most_common", word=bins.said[most], share=percent(shares[most]))


@dataclass(frozen=True)
class CustomerRow:
    """One customer of a table: the place among all, the segment, and the cells as text."""

    place: int
    segment: int
    cells: tuple[str, ...]


def customer_rows(
    customers: pl.DataFrame, which: pl.Expr, k: int, *, columns: Sequence[str], start: int = 0, most: int = 50
) -> tuple[CustomerRow, ...]:
    """Return some of who is selected, in the order of the table.

    Parameters
    ----------
    customers, which, k, columns
        As in `counted`.
    start, most : int
        From which of them on, and how many.
    """
    shown = customers.lazy().with_row_index("place").filter(which).slice(start, most).collect()
    names = [f"c{i}" for i in range(len(columns))]
    return tuple(
        CustomerRow(row["place"], row[f"s{k}"], tuple(_cell(row[name]) for name in names))
        for row in shown.iter_rows(named=True)
    )


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return say("studio.yes") if value else say("studio.no")
    return readable(value) if isinstance(value, int | float) or value is None else excerpt(str(value))
