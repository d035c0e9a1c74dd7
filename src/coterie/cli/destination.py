"""The table of a database that a command's results go to, beside a file or instead of it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie import errors
from coterie.databases.address import Address

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from coterie.databases.targets import Target
    from coterie.options import Options
    from coterie.segmentation import Segmentation


@dataclass(frozen=True)
class Destination:
    """A table, known to be writable.

    Attributes
    ----------
    address : coterie.databases.address.Address or None
        None where no table is wanted, or one on Spark.
    table : str
        Its name.
    replace : bool
        Whether a table may be lost that coterie did not write.
    """

    address: Address | None = None
    table: str = ""
    replace: bool = False

    @property
    def said(self) -> str:
        """Where the rows are, for the terminal; empty where no table is wanted."""
        if self.on_spark:
            return f"Table: {self.table} on Spark"
        return f"Table: {self.table} in {self.address.name}" if self.address else ""

    @property
    def on_spark(self) -> bool:
        """Whether it is a table of a cluster's catalog."""
        return self.address is None and bool(self.table)

    def written(
        self,
        assignments: object,
        segmentation: Segmentation,
        also: Callable[[Target, str | None], None] | None = None,
    ) -> AbstractContextManager[None]:
        """Return a `with` block around what else is written: the table changes when that went well.

        Its rows also say when and by which segmentation they were made. `also` is done in the same transaction; it is
        given the column of ids, where each customer has one of their own.
        """
        if self.address is None:
            if self.on_spark:
                self._write_on_spark(assignments, segmentation)
            return contextlib.nullcontext()
        from polars import LazyFrame

        from coterie.databases.writing import table_written
        from coterie.sources import to_polars
        from coterie.stamp import stamped

        plain = assignments if isinstance(assignments, LazyFrame) else to_polars(assignments)
        rows, key = stamped(plain, segmentation)
        then = None if also is None else (lambda target: also(target, key))
        return table_written(rows, self.address, self.table, replace=self.replace, key=key, also=then)

    def _write_on_spark(self, assignments: object, segmentation: Segmentation) -> None:
        """Write the table before files are: it is what takes long, and what may fail."""
        from coterie.engines.spark.tables import write_table
        from coterie.stamp import stamps

        write_table(assignments, self.table, stamps(segmentation))


def destination(
    write_to: str | None, to_table: str | None, *, replace: bool, source: object, options: Options, engine: str = "auto"
) -> Destination:
    """Check the table that results shall go to, before any work is done.

    Parameters
    ----------
    write_to, to_table : str or None
        The database and the table; None for neither.
    replace : bool
        Whether a table may be lost that coterie did not write.
    source : path or address
        What the work reads, which must not be replaced; nor must the table of customers that options name.
    options : Options
        How it is read.
    engine : str
        "spark": a table without a database is one of Spark's.

    Raises
    ------
    coterie.errors.InputError, coterie.errors.OutputError
        When the table cannot be written, or only one of the two options is there.

    Examples
    --------
    >>> from coterie.options import Options
    >>> destination(None, None, replace=False, source="customers.csv", options=Options()).said
    ''
    """
    if engine == "spark" and write_to is None and to_table is not None:
        return _table_on_spark(to_table, replace=replace, options=options)
    if (write_to is None) != (to_table is None):
        raise errors.databases.write_to_and_table()
    if write_to is None or to_table is None:
        return Destination()
    from coterie.databases.writing import check_not_read, check_table, target_address

    address = target_address(write_to)
    for each, query, table in (
        (source, options.query, options.table),
        (options.customers, None, options.customers_table),
    ):
        check_not_read(address, to_table, source=each, query=query, read=table, replace=replace)
    check_table(address, to_table, replace=replace)
    return Destination(address, to_table, replace)


def _table_on_spark(table: str, *, replace: bool, options: Options) -> Destination:
    from coterie.engines.starting import load_spark
    from coterie.stamp import COLUMNS

    load_spark()
    from coterie.engines.spark.tables import check_table

    check_table(table, ours=COLUMNS, replace=replace, reads=options.table)
    return Destination(None, table, replace)
