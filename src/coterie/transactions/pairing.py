"""Which row of a table of customers is whose, of those who bought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.parsing.cells import is_nested
from coterie.schema.words import key_rank, names_person
from coterie.transactions.columns import customer_ids
from coterie.transactions.ids import bare_codes, folded

if TYPE_CHECKING:
    from coterie.sources import Table

_DISTINCT = 0.9
_HALF = 0.5
_AN_ID = 3
_COPIED = 1.5  # rows per customer from which on a table is none of customers


@dataclass(frozen=True)
class Pairs:
    """Who of those who bought has a row in a table of customers.

    Attributes
    ----------
    rows : polars.Series of UInt32
        For each customer who bought, the row; missing for those who have none.
    zeros : bool
        Whether zeros before a number did not matter.
    listed : int
        Different customers in the table.
    repeated : int
        Rows of it that repeat a customer; the first one is used.
    nobodys : int
        Rows of it without an id.
    """

    rows: pl.Series
    zeros: bool
    listed: int
    repeated: int
    nobodys: int

    @property
    def matched(self) -> int:
        """Customers who bought and have a row."""
        return len(self.rows) - self.rows.null_count()


def pair(bought: pl.Series, frame: pl.DataFrame, column: str, *, zeros: bool | None = None) -> Pairs:
    """Find the row of each customer who bought, by ids that are read alike on both sides.

    Blanks, full-width letters, a point before zeros alone and, as within one table, letter case do not matter; nor do
    zeros before a number and signs between the parts of a code, where they tell no two customers of one table apart
    and more are found without them.

    Parameters
    ----------
    bought : polars.Series
        The ids of those who bought, each once.
    frame : polars.DataFrame
        The table of customers.
    column : str
        Its column of ids.
    zeros : bool, optional
        Whether zeros before a number do not matter, where that was found before.

    Examples
    --------
    >>> found = pair(pl.Series([17022, 5]), pl.DataFrame({"id": ["017022.0", "8"]}), "id")
    >>> found.rows.to_list(), found.zeros, found.listed
    ([0, None], True, 2)
    """
    lazy = frame.lazy()
    there = frame.select(customer_ids(lazy, column, frame.schema[column]).cast(pl.String)).to_series()
    here = bought.cast(pl.String).str.strip_chars()
    both = pl.concat([here.alias("id"), there.alias("id")]).drop_nulls().unique(maintain_order=True)
    kept = pl.DataFrame({"id": both, "key": folded(both)})
    without = bare_codes(kept["key"]).alias("bare")
    sides = [_keys(side, kept.with_columns(without)) for side in (here, there)]
    bare = _without_zeros(*sides) if zeros is None else zeros
    mine, theirs = (side["bare" if bare else "key"].alias("key") for side in sides)
    first = pl.DataFrame({"key": theirs}).with_row_index("row").drop_nulls("key").unique("key", keep="first")
    rows = mine.to_frame().join(first, on="key", how="left", maintain_order="left")["row"]
    nobodys = theirs.null_count()
    return Pairs(rows, bare, first.height, len(theirs) - nobodys - first.height, nobodys)


def _keys(ids: pl.Series, kept: pl.DataFrame) -> pl.DataFrame:
    """Return what is compared of each id."""
    return ids.alias("id").to_frame().join(kept, on="id", how="left", maintain_order="left")


def _without_zeros(mine: pl.DataFrame, theirs: pl.DataFrame) -> bool:
    """Return whether zeros before a number matter to neither table, and keep customers apart who are one."""
    for side in (mine, theirs):
        if side["key"].drop_nulls().n_unique() != side["bare"].drop_nulls().n_unique():
            return False
    with_, without = (mine[name].is_in(theirs[name].drop_nulls().implode()).sum() for name in ("key", "bare"))
    return bool(without > with_)


def id_column(bought: pl.Series, called: str, table: Table, *, planned: str | None, flag: str) -> str:
    """Find the column of a table of customers that holds the ids of those who bought.

    The one that is called as that of the purchases comes first, then the table's own id, where it is named as one; by
    its values another may.

    Parameters
    ----------
    bought : polars.Series
        The ids of those who bought, each once.
    called : str
        What their column is called among the purchases.
    table : Table
        The table of customers.
    planned : str or None
        Its own id, as it would be planned alone.
    flag : str
        The option that names the column.

    Raises
    ------
    coterie.errors.InputError
        When no column holds any of the ids.
    coterie.errors.NeedsAnswer
        When several may be meant, and nothing tells which.

    Examples
    --------
    >>> from coterie.sources import read
    >>> crm = read(pl.DataFrame({"no": [1, 2, 3], "Client": ["a", "b", "c"], "age": [30, 40, 50]}))
    >>> id_column(pl.Series(["a", "c"]), "client", crm, planned=None, flag="--customers-id")
    'Client'
    """
    frame = table.frame
    alike = next((name for name in frame.columns if _plain(name) == _plain(called)), None)
    own = planned if planned and (key_rank(planned) >= _AN_ID or names_person(planned)) else None
    known = [name for name in (alike, own) if name is not None]
    found = {name: _matched(bought, frame, name, known) for name in _candidates(frame, known)}
    best = max(found.values(), default=0)
    if not best:
        raise errors.transactions.no_ids_in_common(table.name, called, bought, columns=[*found], flag=flag)
    for name in known:
        if found[name] >= _HALF * best:
            return name
    several = [name for name, matched in found.items() if matched >= _HALF * best]
    if len(several) > 1 and not _say_the_same(bought, frame, several):
        raise errors.questions.which_id(table.name, several, [found[name] for name in several], flag=flag)
    return several[0]


def _matched(bought: pl.Series, frame: pl.DataFrame, name: str, known: list[str]) -> int:
    """Count the customers found by a column; none by one that cannot be ids and that nobody spoke of."""
    try:
        return pair(bought, frame, name).matched
    except errors.InputError:
        if name in known:
            raise
        return 0


def _say_the_same(bought: pl.Series, frame: pl.DataFrame, names: list[str]) -> bool:
    """Return whether columns find the same row for every customer, so that it does not matter which is meant."""
    first, *others = (pair(bought, frame, name).rows for name in names)
    return all(each.equals(first) for each in others)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _candidates(frame: pl.DataFrame, known: list[str]) -> list[str]:
    """Return the columns that may hold ids: those that differ in nearly every row, besides what is known of them."""
    apart = [
        name
        for name, dtype in frame.schema.items()
        if not (is_nested(dtype) or dtype.is_temporal() or dtype.is_float())
        and frame[name].n_unique() >= _DISTINCT * frame.height
    ]
    return list(dict.fromkeys([*known, *apart]))


def is_of_customers(pairs: Pairs) -> bool:
    """Return whether a table has about one row per customer.

    Examples
    --------
    >>> is_of_customers(Pairs(pl.Series([0]), zeros=False, listed=1, repeated=9, nobodys=0))
    False
    """
    return pairs.repeated + pairs.listed < _COPIED * pairs.listed
