"""Rows of one customer that say different things, where few do: one of each is kept, and which is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from coterie.cleaning.repeats import Repeated, folded
from coterie.parsing.cells import as_date, is_texty
from coterie.remarks import Fact, Remark
from coterie.schema.vocabulary import says, words_of

if TYPE_CHECKING:
    from coterie.schema import Column, Schema

TRANSACTIONS = 0.9
"""With fewer ids a row than this, the rows are no customers."""

_BIRTH = frozenset((
    "birth", "birthday", "birthdate", "dob", "born", "geburt", "geburtsdatum", "geburtstag", "geb", "geboorte",
    "geboortedatum", "fodelsedag", "fodselsdato", "syntyma", "naissance", "nacimiento", "nascita", "nascimento",
    "urodzenia", "narozeni", "narodenia", "rodenja", "rojstva", "szuletesi", "dogum", "γεννησης", "рождения", "出生",
    "生日",
))  # fmt: skip
_SHOWN = 10
_ROW = "\0row"  # no column of a table is called so


class Ordered(NamedTuple):
    """Suspects with what says which is the last of a customer; `day` names the column, empty where none has one."""

    frame: pl.DataFrame
    day: str


def one_of_each(suspects: pl.DataFrame, numbers: pl.Series, schema: Schema, *, key: str) -> Repeated:
    """Find the rows to leave out of those that share an id and say different things.

    The row with the last day is kept, where a column says when rows were written; of several the one with the fewest
    gaps, and of these the one that comes last by what it says: the order of the rows decides nothing.

    Parameters
    ----------
    suspects : polars.DataFrame
        Rows with an id, in the table's order, none of which repeats another.
    numbers : polars.Series of integers
        Their rows in the table, from 0.
    schema : Schema
        What the columns are.
    key : str
        The id column.

    Returns
    -------
    Repeated
        The rows to leave out, in order; those that stand for them; and what is said of it.

    Examples
    --------
    >>> from coterie.schema import Schema, Column
    >>> days = ["2024-01-05", "2024-01-05", "2024-02-01"]
    >>> rows = pl.DataFrame({"id": [7, 8, 7], "spent": [10, 20, 30], "updated": days})
    >>> plan = Schema((Column("updated", "date", "descriptor", 0, "", date_format="%Y-%m-%d"),))
    >>> found = one_of_each(rows, pl.Series([0, 1, 2]), plan, key="id")
    >>> found.dropped.to_list(), found.kept.to_list(), found.remarks[0].facts["columns"]
    ([0], [2], ('spent', 'updated'))
    """
    ordered, day = _ordered(suspects, schema)
    ranked = ordered.with_columns(suspects[key].alias(key), numbers.alias(_ROW))
    by = [name for name in ranked.columns if name not in (key, _ROW)]
    ranked = ranked.sort(by, descending=True, nulls_last=True, maintain_order=True)
    both = ranked.select(_ROW, pl.col(_ROW).first().over(key).alias("kept"))
    dropped, kept = both.filter(pl.col(_ROW) != pl.col("kept")).sort(_ROW)
    if dropped.is_empty():
        return Repeated(dropped, kept, ())
    facts: dict[str, Fact] = {
        "customers": kept.n_unique(),
        "columns": _differing(suspects, key),
        "places": tuple(number + 1 for number in dropped.head(_SHOWN)),
        **({"day": day} if day else {}),
    }
    return Repeated(dropped, kept, (Remark("last_row_kept" if day else "one_row_kept", key, len(dropped), facts),))


def _ordered(suspects: pl.DataFrame, schema: Schema) -> Ordered:
    """Return what the rows are ordered by: their day, how much they say, and all that they say."""
    plain = suspects.drop(pl.selectors.object() | pl.selectors.nested())
    said = plain.select(folded(name, dtype) for name, dtype in plain.schema.items())
    known = pl.sum_horizontal(pl.all().is_not_null()).alias("\0known")
    texts = said.select(known, *(pl.col(name).cast(pl.String).alias(f"\0:{name}") for name in sorted(said.columns)))
    day = min(_days(suspects, schema), key=lambda each: _rank(each.name), default=None)
    if day is None:
        return Ordered(texts, "")
    cells = suspects[day.name]
    days = as_date(cells.cast(pl.String), day.date_format) if is_texty(cells.dtype) else cells
    return Ordered(texts.insert_column(0, days.alias("\0day")), day.name)


def _days(suspects: pl.DataFrame, schema: Schema) -> list[Column]:
    """Return the columns of days that may say when a row was written."""
    return [each for each in schema.columns
            if each.type == "date" and each.name in suspects.columns and not _BIRTH & {*words_of(each.name)}
            and (suspects[each.name].dtype.is_temporal() or is_texty(suspects[each.name].dtype))]  # fmt: skip


def _rank(name: str) -> int:
    """Return which day says rather when a row was written: an update's before any other, a day of a life last."""
    said = says(name)
    return 0 if "later" in said else 2 if "life" in said else 1


def _differing(suspects: pl.DataFrame, key: str) -> tuple[str, ...]:
    """Return the columns that say different things in the rows of one customer."""
    plain = suspects.drop(pl.selectors.object() | pl.selectors.nested())
    names = [name for name in plain.columns if name != key]
    differ = plain.group_by(key).agg((pl.col(name).n_unique() > 1) for name in names).select(pl.col(names).any())
    return tuple(name for name in names if differ[name][0])


def both(first: Repeated | None, then: Repeated) -> Repeated:
    """Return what two steps leave out, the second of what the first one had kept.

    Examples
    --------
    >>> found = both(
    ...     Repeated(pl.Series([4]), pl.Series([2]), ()),
    ...     Repeated(pl.Series([2]), pl.Series([7]), ()),
    ... )
    >>> found.dropped.to_list(), found.kept.to_list()
    ([2, 4], [7, 7])
    """
    if first is None or first.dropped.is_empty():
        return then
    if then.dropped.is_empty():
        return first
    places = dict(zip(then.dropped, then.kept, strict=True))
    kept = [places.get(row, row) for row in first.kept]
    joined = pl.DataFrame({"dropped": [*first.dropped, *then.dropped], "kept": [*kept, *then.kept]}).sort("dropped")
    return Repeated(joined["dropped"], joined["kept"], (*first.remarks, *then.remarks))


def conflicts_among(
    suspects: pl.DataFrame, numbers: pl.Series, schema: Schema, *, key: str, first: Repeated, known: int, customers: int
) -> Repeated:
    """Leave out, beside rows that repeat another, all but one of a customer's rows where few customers have several.

    Parameters
    ----------
    suspects, numbers, schema, key
        As in `one_of_each`; some rows may repeat another.
    first : Repeated
        Those rows.
    known, customers : int
        How many rows have an id, and how many different ids there are.
    """
    if customers >= known - len(first.dropped) or customers < TRANSACTIONS * (known - len(first.dropped)):
        return first
    stays = ~np.isin(numbers.to_numpy(), first.dropped.to_numpy())
    return both(
        first, one_of_each(suspects.filter(pl.Series(stays)), numbers.filter(pl.Series(stays)), schema, key=key)
    )
