"""What can be counted about a column before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from coterie.parsing.cells import as_number, as_text, is_nested, is_texty

_MANY = 20_000


@dataclass(frozen=True)
class Facts:
    """Counts of one column.

    Attributes
    ----------
    name : str
        The column's.
    dtype : polars.DataType
        As it was read.
    rows : int
        Rows of the table, exact duplicates counted once.
    missing : int
        Rows without a value, exact duplicates counted each time.
    values : polars.Series of String
        The different values as text, blanks around and doubled inside removed; most frequent first, then alphabetical,
        unless they are more than 20 000.
    counts : polars.Series of UInt32
        How often each is there, exact duplicates counted once.
    in_order : bool
        Whether the column simply counts its rows, from 0 or from 1.
    """

    name: str
    dtype: pl.DataType
    rows: int
    missing: int
    values: pl.Series
    counts: pl.Series
    in_order: bool

    @property
    def present(self) -> int:
        """Rows with a value, exact duplicates counted once."""
        return int(self.counts.sum())

    @property
    def distinct(self) -> int:
        """Number of different values."""
        return len(self.values)

    @property
    def top_share(self) -> float:
        """Share of the rows that have the most frequent value."""
        return float(self.counts.max()) / self.rows if self.distinct else 0.0  # type: ignore[arg-type]  # a count

    def share(self, hit: pl.Series) -> float:
        """Return the share of the rows with a value whose value is hit."""
        return float(self.counts.filter(hit.fill_null(value=False)).sum()) / max(self.present, 1)

    def sample(self) -> Facts:
        """Return the same facts with 20 000 of the different values or fewer: enough to see what they are.

        Which are taken depends on the values alone, not on the order of rows.
        """
        if self.distinct <= _MANY:
            return self
        taken = self.values.hash(seed=0) % -(-self.distinct // _MANY) == 0
        values = self.values.filter(taken)
        order = values.arg_sort()
        return replace(self, values=values.gather(order), counts=self.counts.filter(taken).gather(order))


def facts_of(frame: pl.DataFrame) -> tuple[Facts, ...]:
    """Count every column of a table.

    Examples
    --------
    >>> import polars as pl
    >>> age, city = facts_of(pl.DataFrame({"age": [20, 20, 30], "city": ["Ulm", "Ulm", "n/a"]}))
    >>> age.rows, age.distinct, city.missing, city.values.to_list()
    (2, 2, 1, ['Ulm'])
    """
    plain = frame.select(pl.col(name) for name, dtype in frame.schema.items() if not is_nested(dtype))
    once = plain.filter(plain.hash_rows().is_first_distinct()) if plain.width else plain
    return tuple(_facts(frame[name], once[name] if name in once.columns else None) for name in frame.columns)


def _facts(column: pl.Series, once: pl.Series | None) -> Facts:
    """Count one column."""
    if once is None:
        nothing = pl.Series([], dtype=pl.String)
        return Facts(
            column.name,
            column.dtype,
            len(column),
            column.null_count(),
            nothing,
            pl.Series([], dtype=pl.UInt32),
            in_order=False,
        )
    counted = _counted(once)
    missing = _missing(column)
    return Facts(
        column.name, column.dtype, len(once), missing, counted["value"], counted["count"], in_order=_in_order(once)
    )  # fmt: skip


def _missing(column: pl.Series) -> int:
    """Count the rows without a value."""
    if is_texty(column.dtype):
        return as_text(column).null_count()
    return as_number(column).null_count() if column.dtype.is_float() else column.null_count()


def _counted(once: pl.Series) -> pl.DataFrame:
    """Return the different values with their counts."""
    text = as_text(once).alias("value")
    tidy = pl.col("value").str.strip_chars().str.replace_all(r"\s+", " ")
    frame = text.drop_nulls().to_frame().select(tidy if is_texty(once.dtype) else pl.col("value"))
    counted = frame.group_by("value").agg(pl.len().alias("count"))
    return counted if counted.height > _MANY else counted.sort(["count", "value"], descending=[True, False])


def _in_order(once: pl.Series) -> bool:
    """Say whether the column is 0, 1, 2 ... or 1, 2, 3 ..."""
    first = as_text(once.head(1))[0]
    if first not in {"0", "1"} or len(once) < 2:
        return False
    numbers = once.cast(pl.Int64, strict=False)
    return bool((numbers.diff().drop_nulls() == 1).all()) and numbers.null_count() == 0
