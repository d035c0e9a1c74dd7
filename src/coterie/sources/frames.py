"""Any frame in, and the same kind back."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import narwhals as nw
import polars as pl

from coterie import errors
from coterie.sources.table import Table


def from_frame(source: object) -> Table:
    """Return the table that a frame holds.

    Parameters
    ----------
    source : any frame that narwhals knows, eager or lazy
        Its own index, if it has one, is left aside.

    Returns
    -------
    Table
        With the frame's kind, so that results can go back alike.

    Raises
    ------
    coterie.errors.InputError
        When it is no frame, or has two columns of one name.

    Examples
    --------
    >>> import polars as pl
    >>> from_frame(pl.LazyFrame({"age": [20]})).kind
    'polars-lazy'
    """
    try:
        known: Any = nw.from_native(source)
    except TypeError as error:
        raise errors.not_a_table(type(source).__name__) from error
    except nw.exceptions.DuplicateError as error:
        names = [str(name) for name in getattr(source, "columns", ())]
        raise errors.double_columns(sorted({name for name in names if names.count(name) > 1})) from error
    kind = known.implementation.value
    if isinstance(known, nw.LazyFrame):
        kind = "polars-lazy" if kind == "polars" else kind
        known = known.collect("polars")
    frame = _to_polars(known)
    return Table(frame, "frame", _digest(frame), kind)


def _to_polars(known: Any) -> pl.DataFrame:  # noqa: ANN401  # a narwhals frame of any kind
    """Return the columns as Polars holds them; mixed columns become text."""
    names = [str(name) for name in known.columns]
    try:
        frame: pl.DataFrame = known.to_polars()
    except (TypeError, ValueError, ImportError, pl.exceptions.PolarsError):
        columns = zip(names, known.iter_columns(), strict=True)
        frame = pl.DataFrame([_column(name, column.to_list()) for name, column in columns])
    return frame.rename(dict(zip(frame.columns, names, strict=True)))


def _column(name: str, values: list[Any]) -> pl.Series:
    """Return a list as a column, as text where its values are of several kinds."""
    try:
        return pl.Series(name, values)
    except (TypeError, pl.exceptions.PolarsError):
        return pl.Series(
            name, [None if str(value) in {"None", "nan", "<NA>", "NaT"} else str(value) for value in values]
        )


def _digest(frame: pl.DataFrame) -> str:
    """Return the SHA-256 of the frame as Parquet, which holds its values and nothing of how memory holds them."""
    out = io.BytesIO()
    plain = frame.with_columns(pl.selectors.object().map_batches(_as_words, return_dtype=pl.String))
    plain.rechunk().write_parquet(out, compression="uncompressed", statistics=False)
    return hashlib.sha256(out.getbuffer()).hexdigest()


def _as_words(column: pl.Series) -> pl.Series:
    """Return Python's own objects as their text."""
    return pl.Series(
        column.name, [None if value is None else str(value) for value in column.to_list()], dtype=pl.String
    )


def to_polars(frame: object) -> pl.DataFrame:
    """Return any frame as a Polars one.

    Examples
    --------
    >>> import polars as pl
    >>> to_polars(pl.LazyFrame({"age": [20]})).shape
    (1, 1)
    """
    return from_frame(frame).frame


def to_kind(frame: pl.DataFrame, kind: str) -> Any:  # noqa: ANN401  # the caller's own kind of frame
    """Return a frame as the kind that the customers came as.

    Parameters
    ----------
    frame : polars.DataFrame
        A result.
    kind : str
        `Table.kind`.

    Returns
    -------
    frame of that kind
        A Polars frame for files, and for kinds that need a running session.

    Examples
    --------
    >>> import polars as pl
    >>> type(to_kind(pl.DataFrame({"x": [1]}), "pyarrow")).__name__
    'Table'
    """
    if kind in {"file", "polars"}:
        return frame
    if kind == "polars-lazy":
        return frame.lazy()
    known: Any = nw.from_native(frame, eager_only=True)
    if kind == "pyarrow":
        return known.to_arrow()
    backend: Any = nw.Implementation(kind)
    if kind in {"pandas", "modin", "cudf"}:
        return nw.from_dict({name: frame[name].to_list() for name in frame.columns}, backend=backend).to_native()
    if kind in {"duckdb", "dask", "ibis"}:
        return known.lazy(backend=backend).to_native()
    return frame
