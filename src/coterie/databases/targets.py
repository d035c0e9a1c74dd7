"""A table that results go to: what is there, and the statements that put other rows in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = "Written by coterie"
"""What a table of ours carries, so that it may be replaced."""

_PLAIN = (pl.String, pl.Boolean, pl.Date)


@dataclass(frozen=True)
class Held:
    """What stands under the name already.

    Attributes
    ----------
    ours : bool
        Whether coterie wrote it.
    columns : tuple of (str, str)
        Names and types.
    key : str or None
        The column that is the primary key, where one is.
    """

    ours: bool
    columns: tuple[tuple[str, str], ...]
    key: str | None = None


class Target(Protocol):
    """One table of one database, inside a transaction."""

    types: ClassVar[Mapping[type[pl.DataType], str]]
    """What the database calls the types of `plain`."""
    reuses_keys: ClassVar[bool]
    """Whether a primary key that was taken out can be put in again in the same transaction."""

    whole: str
    """Its name as SQL writes it, with the schema where one was given."""
    bare: str
    """The same without the schema."""
    spelled: str
    """The name as a person would write it."""

    def beside(self, name: str) -> Target:
        """Return another table of the same database, inside the same transaction."""

    def run(self, sql: str) -> None:
        """Run a statement."""

    def ask(self, sql: str) -> list[Any]:
        """Return the rows that a query answers."""

    def count(self, what: str) -> int:
        """Return how many rows there are in what stands behind FROM."""
        return int(self.ask(f"SELECT count(*) AS n {what}")[0][0])

    def find(self) -> Held | None:
        """Say what stands under the name; other writers wait from now on."""

    def is_read_by(self, sql: str) -> bool:
        """Return whether a query reads the table, be it by a view or a function; what it did is to be taken back."""

    def clear(self) -> None:
        """Take every row out."""

    def drop(self) -> None:
        """Take the table away."""

    def create(self, columns: tuple[tuple[str, str], ...], key: str | None) -> None:
        """Make a table of ours, with a primary key if one is named."""

    def insert(self, frame: pl.DataFrame) -> None:
        """Put rows in."""

    def look_up_by(self, column: str) -> None:
        """Make rows quick to find by a column; most databases need nothing for the queries that are asked here."""
        del column


def replace_rows(target: Target, frame: pl.DataFrame | pl.LazyFrame, *, key: str | None = None) -> None:
    """Put rows in the place of what the table held.

    A table that has the columns already keeps its rights, indexes and the views on it; another is made anew.

    Parameters
    ----------
    target : Target
        Nobody sees anything of this until its transaction ends.
    frame : polars.DataFrame or polars.LazyFrame
        A lazy one is put in batch by batch.
    key : str or None
        The column that is to be the primary key: it has a value in every row, and no value twice.
    """
    none = frame.head(0).collect() if isinstance(frame, pl.LazyFrame) else frame.head(0)
    columns = columns_of(plain(none), target.types)
    held = target.find()
    stays = held is not None and held.ours and (held.columns, held.key) == (columns, key)
    if stays and (key is None or target.reuses_keys):
        target.clear()
    else:
        if held is not None:
            target.drop()
        target.create(columns, key)
    batches = frame.collect_batches(maintain_order=True) if isinstance(frame, pl.LazyFrame) else [frame]
    for batch in batches:
        target.insert(plain(batch))


def plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame in types that every database has; what is none of them becomes text.

    Examples
    --------
    >>> plain(pl.DataFrame({"id": [1], "segment": ["a"]}, schema_overrides={"id": pl.UInt8})).dtypes
    [Int64, String]
    """
    return frame.with_columns(pl.col(name).cast(_plain(dtype)) for name, dtype in frame.schema.items())


def _plain(dtype: pl.DataType) -> pl.DataType:
    if isinstance(dtype, pl.Datetime):
        return pl.Datetime("us") if dtype.time_zone is None else pl.String()
    if isinstance(dtype, _PLAIN):
        return dtype
    if dtype.is_integer():
        return pl.Int64()
    return pl.Float64() if dtype.is_numeric() else pl.String()


def columns_of(frame: pl.DataFrame, types: Mapping[type[pl.DataType], str]) -> tuple[tuple[str, str], ...]:
    """Return names and the database's types of a plain frame's columns."""
    return tuple((name, types[type(dtype)]) for name, dtype in frame.schema.items())


def identifier(name: str) -> str:
    """Return one name as SQL writes it.

    Examples
    --------
    >>> print(identifier('my "own" table'))
    "my ""own"" table"
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return text as SQL writes it.

    Examples
    --------
    >>> print(literal("it's"))
    'it''s'
    """
    return "'" + text.replace("'", "''") + "'"


def definition(columns: tuple[tuple[str, str], ...], key: str | None = None) -> str:
    """Return columns as `CREATE TABLE` lists them.

    Examples
    --------
    >>> print(definition((("id", "bigint"), ("segment", "text")), "id"))
    "id" bigint, "segment" text, PRIMARY KEY ("id")
    """
    parts = [f"{identifier(name)} {kind}" for name, kind in columns]
    return ", ".join(parts if key is None else [*parts, f"PRIMARY KEY ({identifier(key)})"])
