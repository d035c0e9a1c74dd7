"""How results go back to the rows that came in: the same kind, in their order, under their index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from coterie.sources.frames import PANDAS_LIKE, to_kind

if TYPE_CHECKING:
    from coterie.sources.table import Table

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Origin:
    """Where results go back to.

    Attributes
    ----------
    kind : str
        `Table.kind`.
    index : index or None
        `Table.index`: of the rows that came in.
    rows : ndarray of int64 or None
        For each customer, the row of the table that it is; None where every row is a customer.
    of_row : ndarray of int64 or None
        For each row of the table, its customer; None where every row is a customer.
    bought : callable or None
        Where the rows that came in are purchases: returns for each of them the row of the table of customers, −1 for
        those without one.
    """

    kind: str
    index: Any = None
    rows: Rows | None = None
    of_row: Rows | None = None
    bought: Callable[[], Rows] | None = None

    def frame(self, customers: pl.DataFrame) -> Any:  # noqa: ANN401 - the caller's own kind of frame
        """Return a frame with a row for each customer, under the index of the row that the customer is.

        Examples
        --------
        >>> import pandas as pd
        >>> origin = Origin("pandas", pd.Index(["x", "y", "z"]), np.array([0, 2]), np.array([0, 1, 1]))
        >>> origin.frame(pl.DataFrame({"segment_id": [4, 5]})).index.tolist()
        ['x', 'z']
        """
        if self.bought is not None or self.index is None:
            return _whole_numbers(to_kind(customers, self.kind), customers, self.kind)
        index = self.index if self.rows is None else self.index.take(self.rows)
        return _whole_numbers(to_kind(customers, self.kind, index=index), customers, self.kind)

    def column(self, of_customers: pl.Series) -> Any:  # noqa: ANN401 - the caller's own kind of column
        """Return a column with a value for every row that came in: that of its customer, or a missing one.

        Examples
        --------
        >>> origin = Origin("polars", None, np.array([0, 2]), np.array([0, 1, 1]))
        >>> origin.column(pl.Series("segment_id", [4, 5])).to_list()
        [4, 5, 5]
        """
        places = self._customers()
        return as_kind(of_customers if places is None else _taken(of_customers, places), self.kind, index=self.index)

    def _customers(self) -> Rows | None:
        """Return the customer of every row that came in; −1 for none."""
        if self.bought is None:
            return self.of_row
        bought = self.bought()
        return bought if self.of_row is None else np.where(bought < 0, -1, self.of_row[bought])


def origin_of(table: Table, kept: tuple[Rows, Rows] | None = None) -> Origin:
    """Return how results go back to a table, some of whose rows became customers.

    Parameters
    ----------
    table : Table
    kept : tuple of ndarray, or None
        `rows` and `of_row` of an `Origin`; None where every row is a customer.

    Examples
    --------
    >>> from coterie.sources import read
    >>> origin_of(read(pl.DataFrame({"age": [20, 30]}))).kind
    'polars'
    """
    rows, of_row = kept or (None, None)
    return Origin(table.kind, table.index, rows, of_row)


def as_kind(column: pl.Series, kind: str, *, index: object = None) -> Any:  # noqa: ANN401 - the caller's own kind
    """Return a column as a frame of the caller's kind has them; whole numbers of pandas can be missing.

    Examples
    --------
    >>> as_kind(pl.Series("segment_id", [0, None], dtype=pl.Int32), "pandas").dtype
    Int32Dtype()
    """
    if kind == "pyarrow":
        return to_kind(column.to_frame(), kind).column(0)
    if kind not in PANDAS_LIKE:
        return column
    made = to_kind(column.to_frame(), kind, index=index)[column.name]
    return made.astype("Int32") if column.dtype == pl.Int32 else made


def _whole_numbers(made: Any, customers: pl.DataFrame, kind: str) -> Any:  # noqa: ANN401 - the caller's own kind
    """Return a frame of pandas whose segments are whole numbers also where some are missing, as those of `as_kind`."""
    if kind not in PANDAS_LIKE:
        return made
    return made.astype({name: "Int32" for name, dtype in customers.schema.items() if dtype == pl.Int32})


def _taken(values: pl.Series, places: Rows) -> pl.Series:
    """Return values by place; a missing one for −1."""
    if len(values) == 0 or not (places < 0).any():
        return values[places] if len(values) else pl.Series(values.name, [None] * len(places), values.dtype)
    taken = values[np.maximum(places, 0)].to_frame()
    return taken.select(pl.when(pl.Series(places >= 0)).then(pl.all())).to_series()
