"""What a database answers with, and the names and columns made of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def chosen_table(place: str, wanted: str | None, known: Sequence[tuple[str, bool]]) -> str:
    """Return the table that is meant.

    Parameters
    ----------
    place : str
        The database, for messages.
    wanted : str or None
        As a person writes it; None where there is only one.
    known : sequence of (str, bool)
        Each table's whole name, with its schema where there are schemas, and whether it is found without the schema.

    Returns
    -------
    str
        A whole name of `known`: the same letters win over the same letters in another case.

    Raises
    ------
    coterie.errors.InputError
        When there is none, or several and none is wanted.

    Examples
    --------
    >>> chosen_table("shop", "Customers", [("public.customers", True), ("old.customers", False)])
    'public.customers'
    """
    spoken = {whole.partition(".")[2] if bare and "." in whole else whole: whole for whole, bare in known}
    if wanted is None:
        if not spoken:
            raise errors.databases.no_tables(place)
        if len(spoken) > 1:
            raise errors.databases.which_table(place, list(spoken))
        return next(iter(spoken.values()))
    exact = {**{whole: whole for whole, _ in known}, **spoken}
    plain = wanted.replace('"', "")
    folded = {name.casefold(): whole for name, whole in exact.items()}
    found = exact.get(wanted) or exact.get(plain) or folded.get(plain.casefold())
    if found is None:
        raise errors.databases.no_such_table(place, wanted, list(spoken))
    return found


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
