"""What can be counted about a column before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from coterie.parsing.cells import as_text, is_nested, is_texty

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
    first = plain.hash_rows().is_first_distinct() if plain.width else None
    repeated = first is not None and not first.all()
    return tuple(_facts(column, first if repeated else None) for column in frame.iter_columns())


def _facts(column: pl.Series, first: pl.Series | None) -> Facts:
    """Count one column; `first` marks the rows that repeat none above them."""
    if is_nested(column.dtype):
        text = pl.Series([None], dtype=pl.String).new_from_index(0, len(column))
        missing = column.null_count()
    else:
        text = as_text(column)
        missing = text.null_count()
    once = column if first is None else column.filter(first)
    counted = _counted(text if first is None else text.filter(first), tidy=is_texty(column.dtype))
    values, counts = counted["value"], counted["count"]
    return Facts(column.name, column.dtype, len(once), missing, values, counts, in_order=_in_order(once))


def _counted(text: pl.Series, *, tidy: bool) -> pl.DataFrame:
    """Return the different values with their counts."""
    counted = text.alias("value").drop_nulls().to_frame().group_by("value").agg(pl.len().alias("count"))
    if tidy:
        value = pl.col("value").str.strip_chars().str.replace_all(r"\s+", " ")
        counted = counted.with_columns(value)
        if counted["value"].is_duplicated().any():
            counted = counted.group_by("value").agg(pl.col("count").sum())
    return counted if counted.height > _MANY else counted.sort(["count", "value"], descending=[True, False])


def _in_order(once: pl.Series) -> bool:
    """Say whether the column is 0, 1, 2 ... or 1, 2, 3 ..."""
    if is_nested(once.dtype) or as_text(once.head(1)).to_list() not in (["0"], ["1"]) or len(once) < 2:
        return False
    numbers = (once.cast(pl.String) if is_texty(once.dtype) else once).cast(pl.Int64, strict=False)
    return bool((numbers.diff().drop_nulls() == 1).all()) and numbers.null_count() == 0
