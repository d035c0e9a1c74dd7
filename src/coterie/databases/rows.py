"""What a database answers with, and the names and columns made of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie import errors
from coterie.databases.table_names import TableName, table_name
from coterie.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

QUERY = "query"
"""What stands for a table's name where a query was given."""

_WORDS = {"select", "with", "values", "table", "from"}
_BEGIN = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/|\()*(\w*)", re.DOTALL)
_MOST_DIGITS = 18


@dataclass(frozen=True)
class Rows:
    """A table or the answer of a query.

    Attributes
    ----------
    frame : polars.DataFrame
    name : str
        Of the database and the table: "shop: customers", "shop: query".
    remarks : tuple of Remark
        What reading had to do.
    """

    frame: pl.DataFrame
    name: str
    remarks: tuple[Remark, ...] = ()


def one_query(query: str) -> str:
    """Return a query without the semicolon behind it, when it begins like one that reads.

    Raises
    ------
    coterie.errors.InputError
        When it begins with a word that does something else. The database itself refuses what does so further on.

    Examples
    --------
    >>> one_query("select * from customers; ")
    'select * from customers'
    """
    begin = _BEGIN.match(query)
    word = begin[1] if begin else ""
    if word.lower() not in _WORDS:
        raise errors.databases.not_a_query(word or query.strip()[:20])
    return query.rstrip().rstrip(";").rstrip()


class Known(NamedTuple):
    """A table or view that may be read: its name, and whether it is found without its schema."""

    table: TableName
    bare: bool = True

    @property
    def short(self) -> TableName:
        """The shortest name that it is found by."""
        return TableName("", self.table.name) if self.bare else self.table


def chosen_table(place: str, wanted: str | None, known: Sequence[Known]) -> TableName:
    """Return the table that is meant.

    Parameters
    ----------
    place : str
        The database, for messages.
    wanted : str or None
        As a person writes it: a name with points in double quotes, which may be left out where only one table is meant.
        None where there is only one.
    known : sequence of Known
        The tables.

    Returns
    -------
    TableName
        Of `known`: the same letters win over the same letters in another case.

    Raises
    ------
    coterie.errors.InputError
        When there is none, and when several could be meant.

    Examples
    --------
    >>> shop = [Known(TableName("public", "customers")), Known(TableName("old", "customers"), bare=False)]
    >>> chosen_table("shop", "Customers", shop)
    TableName(schema='public', name='customers')
    """
    spelled = [each.short.spelled for each in known]
    if wanted is None and not known:
        raise errors.databases.no_tables(place)
    if wanted is None:
        found = list(known)
    else:
        ways = (
            _as_sql(wanted, str),
            _as_sql(wanted, str.casefold),
            _as_said(wanted, str),
            _as_said(wanted, str.casefold),
        )
        found = next((some for is_it in ways if (some := [each for each in known if is_it(each)])), [])
    if not found:
        raise errors.databases.no_such_table(place, wanted or "", spelled)
    if len(found) > 1:
        several = [each.short.spelled for each in found]
        if wanted is None:
            raise errors.databases.which_table(place, several)
        raise errors.databases.which_of(wanted, several)
    return found[0].table


def _as_sql(wanted: str, fold: Callable[[str], str]) -> Callable[[Known], bool]:
    """Return what tells whether a table is meant, where points and quotes mean what they mean in SQL."""
    said = table_name(fold(wanted))
    return lambda each: said in {_folded(each.table, fold), _folded(each.short, fold)}


def _as_said(wanted: str, fold: Callable[[str], str]) -> Callable[[Known], bool]:
    """Return what tells whether a table is meant, where points are letters like others."""
    said = fold(wanted.replace('"', ""))
    return lambda each: said in {_folded(each.table, fold).plain, _folded(each.short, fold).plain}


def _folded(table: TableName, fold: Callable[[str], str]) -> TableName:
    return TableName(*map(fold, table))


def different(titles: Iterable[str]) -> tuple[list[str], list[Remark]]:
    """Return names of columns that are all different, and what had to be said about it.

    Examples
    --------
    >>> different(["id", "paid", "id"])[0]
    ['id', 'paid', 'id (2)']
    """
    titles = list(titles)
    taken = set(titles)
    seen: Counter[str] = Counter()
    new, remarks = [], []
    for title in titles:
        seen[title] += 1
        name = title
        while seen[title] > 1 and name in taken:
            name = f"{title} ({seen[title]})"
            seen[title] += name in taken
        taken.add(name)
        new.append(name)
        if name != title:
            remarks.append(Remark("second_of_name", name, facts={"name": title}))
    return new, remarks


def numbers(decimals: pl.Series) -> pl.Series:
    """Return exact decimals that came as text: as whole numbers, or as text where they are long, or as floats.

    Whole numbers of more than 18 digits are ids, of which a float would lose the end.

    Examples
    --------
    >>> numbers(pl.Series(["12", "7.00"])).to_list()
    [12, 7]
    >>> numbers(pl.Series(["12.5", None])).to_list()
    [12.5, None]
    >>> numbers(pl.Series(["123456789012345678901"])).to_list()
    ['123456789012345678901']
    """
    whole = decimals.str.replace(r"\.0*$", "")
    if not whole.str.contains(r"^-?\d+$").all():
        return decimals.cast(pl.Float64)
    long = whole.str.strip_prefix("-").str.len_bytes().max()
    return whole if isinstance(long, int) and long > _MOST_DIGITS else whole.cast(pl.Int64)
