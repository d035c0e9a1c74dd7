"""Any frame in, and the same kind back."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie import errors
from coterie.sources.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import narwhals as nw


PANDAS_LIKE = frozenset(("pandas", "modin", "cudf"))
"""Kinds of frame whose rows have an index."""


def from_frame(source: object) -> Table:
    """Return the table that a frame holds.

    Parameters
    ----------
    source : any frame that narwhals knows, eager or lazy
        Its own index, if it has one, is no column.

    Returns
    -------
    Table
        With the frame's kind and its index, so that results can go back alike.

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
    import narwhals as nw  # noqa: PLC0415 - files need it not, and it takes a while to load

    try:
        known: Any = nw.from_native(source)
    except TypeError as error:
        raise errors.reading.not_a_table(type(source).__name__) from error
    except nw.exceptions.DuplicateError as error:
        titles: Any = getattr(source, "column_names", None)
        _check_titles(getattr(source, "columns", ()) if titles is None else titles)
        raise errors.reading.double_columns(["the same"]) from error
    kind = known.implementation.value
    if isinstance(known, nw.LazyFrame):
        kind = "polars-lazy" if kind == "polars" else kind
        known = _collected(known)
    _check_titles(known.columns)
    frame = _to_polars(known)
    return Table(frame, "frame", digest(frame), kind, index=nw.maybe_get_index(known))


def _check_titles(titles: Iterable[object]) -> None:
    """Refuse columns whose names are the same once they are text."""
    counts = Counter(str(title) for title in titles)
    if repeated := sorted(title for title, count in counts.items() if count > 1):
        raise errors.reading.double_columns(repeated)


def _collected(known: nw.LazyFrame[Any]) -> Any:  # noqa: ANN401  # a narwhals frame of any kind
    """Run the plan of a lazy frame."""
    try:
        return known.collect("polars")
    except Exception as error:  # a plan can fail with whatever its author's functions raise
        why = (str(error).strip() or type(error).__name__).splitlines()[0][:200].rstrip(".")
        raise errors.reading.unreadable("frame", f"the lazy frame's plan fails ({why}).") from error


def _to_polars(known: Any) -> pl.DataFrame:  # noqa: ANN401  # a narwhals frame of any kind
    """Return the columns as Polars holds them; mixed ones become text, and so do intervals and periods."""
    titles = [str(title) for title in known.columns]
    try:
        if _has_wide_decimals(known):
            raise TypeError
        columns = known.to_polars().get_columns()
    except _STRANGE:
        columns = [_strange(column) for column in known.iter_columns()]
    # Types that others add to Arrow, which Polars holds and cannot compute with.
    added = [isinstance(column.dtype, pl.BaseExtension) for column in columns]
    columns = [
        _words(own.to_list()) if is_added else column
        for column, own, is_added in zip(columns, known.iter_columns(), added, strict=True)
    ]
    return pl.DataFrame(dict(zip(titles, columns, strict=True)))


_STRANGE = (TypeError, ValueError, ImportError, ArithmeticError, NotImplementedError, pl.exceptions.PolarsError)


def _has_wide_decimals(known: Any) -> bool:  # noqa: ANN401  # a narwhals frame of any kind
    """Return whether an Arrow table has decimals of more than 38 digits, on which Polars panics."""
    fields = known.to_native().schema if known.implementation.is_pyarrow() else ()
    return any(str(field.type).startswith("decimal256") for field in fields)


def _strange(column: Any) -> pl.Series:  # noqa: ANN401  # a narwhals column of any kind
    """Return one column of a frame that does not become Polars as a whole."""
    try:
        if str(getattr(column.to_native(), "type", "")).startswith("decimal256"):
            return pl.Series([None if value is None else float(value) for value in column.to_list()], dtype=pl.Float64)
        series: pl.Series = column.to_polars()
    except _STRANGE:
        return _column(column.to_list())
    return series


def _column(values: list[Any]) -> pl.Series:
    """Return a list as a column, as text where its values are of several kinds."""
    try:
        return pl.Series(values)
    except (TypeError, OverflowError, pl.exceptions.PolarsError):
        return _words(values)


def _words(values: list[Any]) -> pl.Series:
    """Return values of any kind as text."""
    words = [None if str(value) in {"None", "nan", "<NA>", "NaT"} else str(value) for value in values]
    return pl.Series(words, dtype=pl.String)


def digest(frame: pl.DataFrame) -> str:
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
    return frame if isinstance(frame, pl.DataFrame) else from_frame(frame).frame


def to_kind(frame: pl.DataFrame, kind: str, *, index: object = None) -> Any:  # noqa: ANN401  # the caller's own kind
    """Return a frame as the kind that the customers came as.

    Parameters
    ----------
    frame : polars.DataFrame
        A result.
    kind : str
        `Table.kind`.
    index : index or None
        Of a kind that has one.

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
    import narwhals as nw  # noqa: PLC0415 - as above

    known: Any = nw.from_native(frame, eager_only=True)
    if kind == "pyarrow":
        return known.to_arrow()
    backend: Any = nw.Implementation(kind)
    if kind in PANDAS_LIKE:
        made: Any = nw.from_dict({name: frame[name].to_list() for name in frame.columns}, backend=backend).to_native()
        if index is not None:
            made.index = index
        return made
    if kind in {"duckdb", "dask", "ibis"}:
        return known.lazy(backend=backend).to_native()
    return frame
