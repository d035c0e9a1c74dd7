"""What can be counted about a column before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from coterie.parsing.cells import as_number, as_text, is_nested, is_texty
from coterie.parsing.numbers import DecimalMark, Mark, are_words, decimal_mark, is_ordinary, to_number
from coterie.parsing.order import is_unique
from coterie.schema.named_nothing import answers_among, marks_in, may_answer
from coterie.threads import TEXT, map_columns

LARGE = 100_000
"""Rows from which on a column of numbers is counted no further than decisions need."""

_MANY = 20_000
_LOOKED_AT = 60_000


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
    answers : tuple of str
        Spellings among the values that mean "missing" elsewhere, such as "none".
    """

    name: str
    dtype: pl.DataType
    rows: int
    missing: int
    values: pl.Series
    counts: pl.Series
    in_order: bool
    answers: tuple[str, ...] = ()

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

    @property
    def in_turn(self) -> bool:
        """Whether the values stand in order: the most frequent first, equals in alphabetical order."""
        return self.distinct <= _MANY

    @cached_property
    def wordy(self) -> bool:
        """Whether a text says nothing but words: no number, no day, nothing with a unit; found once."""
        return is_texty(self.dtype) and are_words(self.values)

    @cached_property
    def mark(self) -> DecimalMark:
        """The mark before decimals that the values prove, if any; found once."""
        return decimal_mark(self.values)

    @cached_property
    def _read(self) -> dict[Mark, pl.Series]:
        return {}

    def numbers_by(self, mark: Mark) -> pl.Series:
        """Return the different values as numbers; those of few values are kept for who asks next."""
        if self.distinct > _MANY:
            return to_number(self.values, mark)
        if mark not in self._read:
            self._read[mark] = to_number(self.values, mark)
        return self._read[mark]

    def share(self, hit: pl.Series) -> float:
        """Return the share of the rows with a value whose value is hit."""
        if not hit.any():
            return 0.0
        if not hit.null_count() and hit.all():
            return float(self.present > 0)
        return float(self.counts.filter(hit.fill_null(value=False)).sum()) / max(self.present, 1)

    def sample(self) -> Facts:
        """Return the same facts with 20 000 of the different values or fewer: enough to see what they are.

        Which are taken depends on the values alone, not on the order of rows.
        """
        return self if self.distinct <= _MANY else self._some_of_them

    @cached_property
    def _some_of_them(self) -> Facts:
        taken = self.values.hash(seed=0) % -(-self.distinct // _MANY) == 0
        values = self.values.filter(taken)
        order = values.arg_sort()
        return replace(self, values=values.gather(order), counts=self.counts.filter(taken).gather(order))


class Measured(Facts):
    """Counts of a large column of numbers that are nearly all different, each taken only when it is asked for.

    Attributes
    ----------
    numbers : polars.Series
        The finite numbers, null where there is none; exact duplicates of rows left out.
    """

    numbers: pl.Series

    def __init__(self, column: pl.Series, once: pl.Series, *, missing: int) -> None:
        told = {"name": column.name, "dtype": column.dtype, "rows": len(once), "missing": missing, "numbers": once}
        for attribute, value in told.items():
            object.__setattr__(self, attribute, value)  # the class is frozen
        object.__setattr__(self, "in_order", _in_order(once))

    @cached_property
    def _counted(self) -> pl.DataFrame:
        return _counted_numbers(self.numbers)

    @cached_property
    def _some(self) -> pl.Series:
        return _spread(self.numbers)

    @property
    def values(self) -> pl.Series:
        """The different values as text."""
        return self._counted["value"]

    @property
    def counts(self) -> pl.Series:
        """How often each is there."""
        return self._counted["count"]

    @property
    def present(self) -> int:
        """Rows with a value."""
        return self.rows - self.numbers.null_count()

    @cached_property
    def whole(self) -> bool:
        """Whether all are whole numbers."""
        if self.numbers.dtype.is_integer():
            return True
        return all(bool((part == part.round()).all()) for part in (self._some, self.numbers))

    @cached_property
    def distinct(self) -> int:
        """Number of different values; of fractions, which are nobody's key, those among 60 000 rows."""
        if not self.whole:
            return self._some.n_unique()
        known = self.numbers.drop_nulls()
        return len(known) if is_unique(known) else known.n_unique()

    @property
    def top_share(self) -> float:
        """Share of the most frequent value among 60 000 rows."""
        return float(self._some.value_counts(name="n")["n"].max()) / len(self._some)  # type: ignore[arg-type]  # a count

    def sample(self) -> Facts:
        """Return the counts of about 20 000 of the different values or fewer."""
        known = self.numbers.drop_nulls()
        many = known.to_frame("n").select(pl.col("n").approx_n_unique()).item()
        different = self.distinct if self.whole else max(self.distinct, many)
        counted = _counted_numbers(known.filter(known.hash(seed=0) % -(-different // _MANY) == 0)).sort("value")
        return Facts(
            self.name, self.dtype, self.rows, self.missing, counted["value"], counted["count"], in_order=self.in_order
        )


def facts_of(frame: pl.DataFrame) -> tuple[Facts, ...]:
    """Count every column of a table.

    Examples
    --------
    >>> import polars as pl
    >>> age, city = facts_of(pl.DataFrame({"age": [20, 20, 30], "city": ["Ulm", "Ulm", "n/a"]}))
    >>> age.rows, age.distinct, city.missing, city.values.to_list()
    (2, 2, 1, ['Ulm'])
    """
    first = _first(frame)
    facts = map_columns(lambda column: _facts(column, first), frame.get_columns(), rows=TEXT * frame.height)
    with_tokens = (
        column
        for column, fact in zip(frame.iter_columns(), facts, strict=True)
        if is_texty(column.dtype) and fact.missing > column.null_count()
    )
    doubtful = [column for column in with_tokens if may_answer(column)]
    marks = marks_in(doubtful)
    answers = {column.name: said for column in doubtful if (said := answers_among(column, marks))}
    return tuple(
        _facts(frame[fact.name], first, answers[fact.name]) if fact.name in answers else fact for fact in facts
    )


def missing_cells(column: pl.Series, answers: tuple[str, ...] = ()) -> int:
    """Count the cells of a column without a value, missing tokens among them that are no answers there.

    Examples
    --------
    >>> import polars as pl
    >>> missing_cells(pl.Series(["n/a", "Ulm", None]))
    2
    """
    if is_nested(column.dtype):
        return column.null_count()
    if column.dtype.is_float():
        return 0 if is_ordinary(column) else as_number(column).null_count()
    return as_text(column, answers).null_count() if is_texty(column.dtype) else column.null_count()


def _first(frame: pl.DataFrame) -> pl.Series | None:
    """Mark the rows that repeat none above them; None where no row repeats one."""
    plain = frame.select(pl.col(name) for name, dtype in frame.schema.items() if not is_nested(dtype))
    whole = [column for column in plain.iter_columns() if column.dtype.is_integer()]
    if not plain.width or any(_nothing_twice(column) for column in whole):
        return None
    first = plain.hash_rows().is_first_distinct()
    return None if first.all() else first


def _nothing_twice(column: pl.Series) -> bool:
    """Return whether each row has another number."""
    return is_unique(column.head(1000)) and is_unique(column)


def _facts(column: pl.Series, first: pl.Series | None, answers: tuple[str, ...] = ()) -> Facts:
    """Count one column; `first` marks the rows that repeat none above them."""
    if _is_large(column):
        return _large_facts(column, first)
    if is_nested(column.dtype):
        text = pl.Series([None], dtype=pl.String).new_from_index(0, len(column))
        missing = column.null_count()
    else:
        text = as_text(column, answers)
        missing = text.null_count()
    once = column if first is None else column.filter(first)
    counted = _counted(text if first is None else text.filter(first), tidy=is_texty(column.dtype))
    values, counts = counted["value"], counted["count"]
    return Facts(
        column.name, column.dtype, len(once), missing, values, counts, in_order=_in_order(once), answers=answers
    )


def _large_facts(column: pl.Series, first: pl.Series | None) -> Facts:
    """Count a large column of numbers without making text of each."""
    known = as_number(column) if column.dtype.is_float() else column
    once = known if first is None else known.filter(first)
    missing = known.null_count()
    if _spread(once).n_unique() > _MANY:
        return Measured(column, once, missing=missing)
    counted = _counted_numbers(once)
    values, counts = counted["value"], counted["count"]
    return Facts(column.name, column.dtype, len(once), missing, values, counts, in_order=_in_order(once))


def _is_large(column: pl.Series) -> bool:
    """Return whether a column holds so many numbers that making text of them all would take long."""
    return len(column) >= LARGE and (column.dtype.is_integer() or column.dtype.is_float())


def _spread(numbers: pl.Series) -> pl.Series:
    """Return 60 000 of the numbers or fewer, from all over the column."""
    return numbers.gather_every(max(1, len(numbers) // _LOOKED_AT)).drop_nulls()


def _counted_numbers(numbers: pl.Series) -> pl.DataFrame:
    """Return the different numbers as text with their counts."""
    known = as_number(numbers) if numbers.dtype.is_float() else numbers
    counted = known.alias("value").drop_nulls().to_frame().group_by("value").agg(pl.len().alias("count"))
    counted = counted.with_columns(as_text(counted["value"]))
    return counted if counted.height > _MANY else counted.sort(["count", "value"], descending=[True, False])


def _counted(text: pl.Series, *, tidy: bool) -> pl.DataFrame:
    """Return the different values with their counts."""
    counted = text.alias("value").drop_nulls().value_counts(name="count")
    if tidy:
        value = pl.col("value").str.strip_chars().str.replace_all(r"\s+", " ")
        counted = counted.with_columns(value)
        if counted["value"].n_unique() < counted.height:
            counted = counted.group_by("value").agg(pl.col("count").sum())
    return counted if counted.height > _MANY else counted.sort(["count", "value"], descending=[True, False])


def _in_order(once: pl.Series) -> bool:
    """Return whether the column is 0, 1, 2 ... or 1, 2, 3 ..."""
    if is_nested(once.dtype) or len(once) < 2 or _first_cell(once) not in {"0", "1"}:
        return False
    numbers = (once.cast(pl.String) if is_texty(once.dtype) else once).cast(pl.Int64, strict=False)
    return bool((numbers.diff().drop_nulls() == 1).all()) and numbers.null_count() == 0


def _first_cell(column: pl.Series) -> str | None:
    """Return the first cell as text."""
    if isinstance(column.dtype, pl.String) or column.dtype.is_integer():
        return None if column[0] is None else str(column[0])
    return as_text(column.head(1))[0]  # type: ignore[no-any-return]  # text, or null
