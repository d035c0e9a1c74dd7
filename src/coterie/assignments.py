"""Giving customers their segment: the same code when segments are made and when new customers are scored."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
import polars as pl

from coterie import errors
from coterie.clustering import assign
from coterie.sources import guard
from coterie.threads import parallel_imap, prefetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from coterie.schema import Schema


_PART = 2**16  # rows turned into text at a time: more would go beyond the processor's cache
_DECIMALS = 6
_MOST_EXACT = 1000  # beyond, a number times a million would be rounded
_OF_REFITS = {"stability", "borderline"}
_COLUMNS = {"segment_id", "segment", "distance", "second_segment_id", "margin"}


class TextSink(Protocol):
    """What CSV is written to."""

    def write(self, text: bytes | memoryview, /) -> object:
        """Write more text."""


def check_key(schema: Schema) -> None:
    """Refuse an id column that has the name of another column of the assignments.

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> from coterie.schema import Column, Schema
    >>> check_key(Schema((Column("client", "text", "id", 0, ""),)))
    """
    if schema.id in _COLUMNS:
        raise errors.columns.reserved_column(schema.id)


def check_kept(keep: Sequence[str], columns: Sequence[str], key: str | None) -> None:
    """Refuse columns to carry along that are not there, or are called as a column of the assignments.

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> check_kept(["region"], ["client", "region"], "client")
    """
    for name in keep:
        if name not in columns:
            raise errors.columns.unknown_column("--keep", name, columns)
        if name in {*_COLUMNS, *_OF_REFITS, key or "row"}:
            raise errors.columns.kept_like_result(name)


def assignments(
    frame: pl.DataFrame,
    schema: Schema,
    usable: NDArray[np.bool_],
    *,
    X: NDArray[np.float64],
    centers: NDArray[np.float64],
    names: Sequence[str],
) -> pl.DataFrame:
    """Give every customer the segment with the nearest centroid.

    Parameters
    ----------
    frame : polars.DataFrame of shape (n_customers, n_columns)
        Cleaned customers.
    schema : Schema
        What each column is.
    usable : ndarray of shape (n_customers,), bool
        Customers that can be placed: the rows of `X`, in order.
    X : ndarray of shape (n_usable, n_columns)
        Prepared features.
    centers : ndarray of shape (n_segments, n_columns)
        Centroids, prepared alike.
    names : sequence of str
        The segments' names, by id.

    Returns
    -------
    polars.DataFrame
        The id column under its own name (without one, `row`: the row's number in the table, from 1), `segment_id`,
        `segment`, `distance` (to the own centroid, in prepared units: standard deviations unless another scaling was
        asked for), `second_segment_id` and `margin`: how much nearer the own centroid is than the next, from 0 (on the
        border) to 1 (at the centroid): 1 minus the shadow value of Leisch (2010). All but the first are empty for a
        customer that cannot be placed.

    References
    ----------
    Leisch (2010), Neighborhood graphs, stripes and shadow plots for cluster visualization, Statistics and Computing
    20:457-469.
    """
    return assigned(frame, schema, usable, nearest=nearest(X, centers), names=names)


class Nearest(NamedTuple):
    """Each customer's segment and distance, the next segment, and the margin between: what `assignments` shows."""

    labels: NDArray[np.int32]
    distance: NDArray[np.float64]
    second: NDArray[np.int32]
    margin: NDArray[np.float64]


def nearest(X: NDArray[np.float64], centers: NDArray[np.float64], *, n_threads: int | None = None) -> Nearest:
    """Find each customer's segment, and how clear it is.

    Examples
    --------
    >>> nearest(np.array([[0.0]]), np.array([[1.0], [3.0]])).margin.round(3).tolist()
    [0.5]
    """
    found = assign(X if len(X) else np.zeros((1, centers.shape[1])), centers, n_threads=n_threads)
    margin = found.second_distance - found.distance
    both = np.add(found.distance, found.second_distance, out=found.second_distance)
    np.divide(margin, both, out=margin, where=both != 0)
    return Nearest(found.labels, found.distance, found.second, margin)


def assigned(
    frame: pl.DataFrame,
    schema: Schema,
    usable: NDArray[np.bool_],
    *,
    nearest: Nearest,
    names: Sequence[str],
    first_row: int = 1,
    ids: Sequence[int] | None = None,
) -> pl.DataFrame:
    """Return what `assignments` does, from what `nearest` found; of a batch, `first_row` is the first row's number.

    `ids` are the segments' permanent ids, in the order of the centroids; None: their places.

    Examples
    --------
    >>> from coterie.schema import Column, Schema
    >>> found = nearest(np.array([[0.0]]), np.array([[1.0], [3.0]]))
    >>> table = pl.DataFrame({"x": [0.0]})
    >>> assigned(table, Schema(()), np.array([True]), nearest=found, names=["a", "b"])["segment"].to_list()
    ['a']
    """
    placed = pl.DataFrame(
        {
            "segment_id": permanent(pl.Series(nearest.labels, dtype=pl.Int32), ids),
            "segment": pl.Series(list(names), dtype=pl.String).gather(nearest.labels),
            "distance": pl.Series(nearest.distance),
            "second_segment_id": permanent(pl.Series(nearest.second, dtype=pl.Int32).replace(-1, None), ids),
            "margin": pl.Series(nearest.margin).fill_nan(None),
        }
    )
    if not usable.any():
        placed = placed.clear(len(usable))
    elif not usable.all():
        rows = pl.Series(np.where(usable, np.cumsum(usable) - 1, 0))
        placed = placed[rows].select(pl.when(pl.Series(usable)).then(pl.all()))
    return placed.insert_column(0, _key(frame, schema, first_row))


def permanent(places: pl.Series, ids: Sequence[int] | None) -> pl.Series:
    """Return the permanent ids of segments, by their places; None: the places themselves.

    Examples
    --------
    >>> permanent(pl.Series([0, None, 1]), [4, 2]).to_list()
    [4, None, 2]
    """
    if ids is None or list(ids) == list(range(len(ids))):
        return places
    return pl.Series(ids, dtype=pl.Int32).gather(places).alias(places.name)


def _key(frame: pl.DataFrame, schema: Schema, first_row: int) -> pl.Series:
    """Return what identifies a customer."""
    if schema.id is not None and schema.id in frame.columns:
        return frame[schema.id]
    return pl.Series("row", np.arange(first_row, first_row + frame.height))


def write_csv(
    assignments: pl.DataFrame | pl.LazyFrame, file: TextSink, *, separator: str = ",", decimal: str = "."
) -> None:
    r"""Write assignments as CSV, part by part: the next ones are turned into text while the last one goes to disk.

    Texts that a spreadsheet would run are kept from it; numbers have six decimals.

    Parameters
    ----------
    assignments : polars.DataFrame or polars.LazyFrame
        Every customer's segment; a lazy one is never held whole.
    file : binary file
        Where to, in UTF-8.
    separator : str
        Between cells.
    decimal : {".", ","}
        Before decimals.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO()
    >>> write_csv(pl.DataFrame({"id": ["=1+1"], "distance": [0.5]}), file)
    >>> file.getvalue()
    b"id,distance\n'=1+1,0.500000\n"
    """
    file.write(guard(pl.DataFrame(schema=assignments.collect_schema())).write_csv(separator=separator).encode())
    frames: Iterable[pl.DataFrame]
    if isinstance(assignments, pl.LazyFrame):
        frames = assignments.collect_batches(maintain_order=True)
    else:
        frames = [assignments]
    parts = (part for frame in prefetch(iter(frames)) for part in frame.iter_slices(_PART))
    for text in parallel_imap(partial(_text, separator=separator, comma=decimal == ","), parts):
        file.write(text)


def _text(frame: pl.DataFrame, *, separator: str, comma: bool) -> memoryview:
    """Return lines of CSV."""
    lines = io.BytesIO()
    decimals = [
        _as_decimals(column) if column.dtype == pl.Float64 and not comma else column for column in frame.iter_columns()
    ]
    guard(pl.DataFrame(decimals)).write_csv(
        lines, include_header=False, float_precision=_DECIMALS, separator=separator, decimal_comma=comma
    )
    return lines.getbuffer()


def _as_decimals(numbers: pl.Series) -> pl.Series:
    """Return numbers from 0 as decimals where they fit: their text is the same, and takes half the time.

    A zero below zero is a zero either way.
    """
    fit = bool(numbers.is_between(0, _MOST_EXACT).all())  # missing ones too; what is not a number does not
    return numbers.cast(pl.Decimal(38, _DECIMALS)) if fit else numbers.set(numbers == 0.0, 0.0)
