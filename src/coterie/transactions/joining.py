"""Customers made of purchases, and what a table of customers says of them: joined by their ids."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, get_args

import polars as pl

from coterie import errors
from coterie.databases.address import address_of
from coterie.remarks import Fact, Remark, say
from coterie.schema import draft
from coterie.schema.purchases import MADE
from coterie.sources import Table, read
from coterie.transactions.pairing import Pairs, id_column, is_of_customers, pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.sources import Reading

Unmatched = Literal["keep", "drop"]

_FEW = 0.5  # of those who bought: fewer with a row say that the ids may not be the same
_FLAG = "--customers-id"


@dataclass(frozen=True)
class Beside:
    """A table of customers beside one of purchases, and how both are joined.

    Attributes
    ----------
    table : Table
        The customers, as they were read.
    id : str or None
        The column of their ids; None: to be found.
    unmatched : {"keep", "drop"}
        What becomes of customers who bought and have no row there.
    zeros : bool or None
        Whether zeros before an id's number do not matter; None: to be found.
    sheets : (str, str) or None
        Where both are sheets of one workbook: that of purchases, and that of customers.
    left : tuple of str
        Other sheets of it that hold tables.
    called : tuple of (str, str)
        Names that columns of it got before, each beside its own.
    """

    table: Table
    id: str | None = None
    unmatched: Unmatched = "keep"
    zeros: bool | None = None
    sheets: tuple[str, str] | None = None
    left: tuple[str, ...] = ()
    called: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Its columns."""
        return frozenset(self.table.frame.columns)


def beside_of(
    customers: object | None = None,
    *,
    customers_id: str | None = None,
    customers_table: str | None = None,
    unmatched: Unmatched = "keep",
) -> Beside | None:
    """Read a table of customers, if one is named.

    Parameters
    ----------
    customers, customers_id, customers_table, unmatched
        The options of these names.

    Raises
    ------
    coterie.errors.InputError
        When it cannot be read; for an option that speaks of it where none is named.

    Examples
    --------
    >>> beside_of(pl.DataFrame({"client": ["a"], "age": [30]}), customers_id="client").id
    'client'
    """
    if unmatched not in get_args(Unmatched):
        option = "--unmatched"
        raise errors.choosing.unknown_choice(option, unmatched, get_args(Unmatched))
    if customers is not None:
        in_database = address_of(customers) is not None
        how: Reading = {"table": customers_table} if in_database else {"sheet": customers_table}
        table = read(customers, **how)
        return Beside(table, customers_id, unmatched)
    for flag, value in ((_FLAG, customers_id), ("--customers-table", customers_table)):
        if value is not None:
            raise errors.transactions.no_customers_named(flag)
    return None


@dataclass(frozen=True)
class Joined:
    """What was joined to customers made of purchases, without any one of them.

    Attributes
    ----------
    name : str
        Of the table of customers.
    sha256 : str
        Its fingerprint.
    id : str
        Its column of ids.
    zeros : bool
        Whether zeros before an id's number did not matter.
    unmatched : {"keep", "drop"}
        What became of customers who bought and have no row there.
    listed : int
        Different customers in it.
    matched : int
        Customers who bought and have a row there.
    without_row : int
        Customers who bought and have none.
    columns : tuple of (str, str)
        Its other columns, each with the name that it has beside those made of purchases.
    """

    name: str
    sha256: str
    id: str
    zeros: bool
    unmatched: Unmatched
    listed: int
    matched: int
    without_row: int
    columns: tuple[tuple[str, str], ...]

    @property
    def without_purchases(self) -> int:
        """Customers in the table who did not buy."""
        return max(0, self.listed - self.matched)

    def says(self) -> tuple[str, ...]:
        """Say what was joined, and who is on one side alone, as sentences."""
        said = [say("purchases.joined", n=self.matched, name=self.name, id=self.id)]
        if self.without_row:
            said.append(say(f"purchases.without_row_{self.unmatched}", n=self.without_row))
        if self.without_purchases:
            said.append(say("purchases.without_purchases", n=self.without_purchases))
        return tuple(said)


@dataclass(frozen=True)
class Joint:
    """How customers who bought go with a table of customers.

    Attributes
    ----------
    beside : Beside
    pairs : Pairs
    joined : Joined
    ids : polars.Series
        Those who bought, in the order of the pairs.
    """

    beside: Beside
    pairs: Pairs
    joined: Joined
    ids: pl.Series

    @property
    def kept(self) -> pl.Series:
        """The ids of those who go on."""
        return self.ids if self.beside.unmatched == "keep" else self.ids.filter(self.pairs.rows.is_not_null())

    def attach(self, customers: pl.DataFrame) -> pl.DataFrame:
        """Return customers, by their first column, with the columns of the other table behind theirs."""
        table, key = self.beside.table.frame, customers.columns[0]
        places = pl.DataFrame({key: self.ids, _ROW: self.pairs.rows})
        more = table.select(pl.col(name).alias(new) for name, new in self.joined.columns).with_row_index(_ROW)
        found = customers.join(places, on=key, how="left", maintain_order="left")
        return found.join(more, on=_ROW, how="left", maintain_order="left").drop(_ROW)

    def remarks(self) -> Iterator[Remark]:
        """Tell what was joined, who is on one side alone, and what may be wrong with that."""
        joined, pairs = self.joined, self.pairs
        yield from self.beside.table.remarks
        if self.beside.sheets:
            yield Remark("sheets_joined", facts=self._sheets(*self.beside.sheets))
        facts: dict[str, Fact] = {"name": joined.name, "id": joined.id, "columns": len(joined.columns)}
        yield Remark("customers_joined", rows=joined.matched, facts=facts)
        if pairs.zeros:
            yield Remark("ids_without_zeros", joined.id)
        if joined.without_row and self.beside.unmatched == "keep":
            yield Remark("bought_without_row", rows=joined.without_row, facts={"name": joined.name})
        if joined.without_purchases:
            facts = {"customers": joined.without_purchases, "name": joined.name}
            yield Remark("customers_without_purchases", facts=facts)
        if pairs.repeated:
            yield Remark("customer_rows_repeated", joined.id, facts={"n": pairs.repeated, "name": joined.name})
        if pairs.nobodys:
            yield Remark("customer_rows_without_id", joined.id, facts={"n": pairs.nobodys, "name": joined.name})
        if joined.matched < _FEW * len(self.ids):
            facts = {"matched": joined.matched, "customers": len(self.ids), "name": joined.name, "id": joined.id}
            yield Remark("few_joined", facts=facts)

    def _sheets(self, sheet: str, other: str) -> dict[str, Fact]:
        facts: dict[str, Fact] = {"sheet": sheet, "other": other}
        if self.beside.left:
            facts["left"] = self.beside.left
        return facts


_ROW = "\ufdd0row"  # no column is called so


def join(ids: pl.Series, called: str, beside: Beside) -> Joint:
    """Find out which of those who bought a table of customers knows, and what it adds.

    Parameters
    ----------
    ids : polars.Series
        Those who bought, each once.
    called : str
        What the column of their ids is called among the purchases.
    beside : Beside
        The table of customers.

    Raises
    ------
    coterie.errors.InputError
        When no customer is in both, or the table has no column of ids, or many rows per customer.

    Examples
    --------
    >>> from coterie.sources import read
    >>> crm = read(pl.DataFrame({"client": ["a", "b", "c"], "age": [30, 40, 50]}))
    >>> joint = join(pl.Series(["a", "z"]), "client", Beside(crm))
    >>> joint.joined.matched, joint.joined.without_row, joint.joined.without_purchases
    (1, 1, 2)
    >>> joint.attach(pl.DataFrame({"client": ["z", "a"], "frequency": [3, 2]})).rows()
    [('z', 3, None), ('a', 2, 30)]
    """
    table = beside.table
    if beside.id is not None and beside.id not in table.frame.columns:
        raise errors.columns.unknown_column(_FLAG, beside.id, table.frame.columns)
    key = beside.id or id_column(ids, called, table, planned=draft(table).schema.id, flag=_FLAG)
    pairs = pair(ids, table.frame, key, zeros=beside.zeros)
    if not pairs.matched:
        raise errors.transactions.no_ids_in_common(table.name, called, ids, columns=[key], flag=_FLAG)
    if not is_of_customers(pairs):
        raise errors.transactions.not_one_row_each(
            table.name, key, rows=table.frame.height, customers=pairs.listed, flag=_FLAG
        )
    joined = Joined(
        table.name, table.sha256, key, pairs.zeros, beside.unmatched, pairs.listed, pairs.matched,
        len(ids) - pairs.matched, _named(table, key, called, dict(beside.called)),
    )  # fmt: skip
    met = pairs.rows.drop_nulls().n_unique()  # two spellings of those who bought may be one customer there
    return Joint(beside, pairs, replace(joined, listed=pairs.listed + pairs.matched - met), ids)


def _named(table: Table, key: str, called: str, before: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the other columns of a table, each with a name that no column made of purchases has."""
    names: list[tuple[str, str]] = []
    taken = {called, *MADE}
    for name in table.frame.columns:
        if name != key:
            new = before.get(name, name)
            while new in taken:
                new = f"{new} ({PurePath(table.name).stem})"
            taken.add(new)
            names.append((name, new))
    return tuple(names)
