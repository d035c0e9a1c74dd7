"""A table of purchases and one of customers: from two files, or from two sheets of one workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coterie import errors
from coterie.schema import draft
from coterie.sources import Table, read
from coterie.transactions.columns import customer_ids
from coterie.transactions.joining import Beside, beside_of, join

if TYPE_CHECKING:
    import polars as pl

    from coterie.options import Options
    from coterie.remarks import Remark

_HALF = 0.5  # of those who bought: at least as many have to be on a sheet of customers


class Tables(NamedTuple):
    """What was read: a table, and where it holds purchases, the customers that are joined to them."""

    table: Table
    beside: Beside | None


def tables_of(source: object, options: Options) -> Tables:
    """Read a table, and one of customers beside it where there is one.

    Parameters
    ----------
    source : path or frame
        Customers or purchases. Of a workbook, sheets of both are found.
    options : Options
        How to read it, and which table of customers there is.

    Raises
    ------
    coterie.errors.InputError
        When one of them cannot be read, or an option speaks of customers and there are none.
    coterie.errors.NeedsAnswer
        When several sheets may be the customers.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.options import Options
    >>> bought = pl.DataFrame({"client": ["a", "b"], "paid": [1.5, 2.0]})
    >>> tables_of(bought, Options(customers=pl.DataFrame({"client": ["a"], "age": [30]}))).beside.table.frame.width
    2
    """
    if options.customers is not None:
        return Tables(read(source, **options.reading), beside_of(**options.joining))
    found = _sheets(source, read(source, **options.reading), options)
    if found.beside is None:
        beside_of(**options.joining)
    return found


def _sheets(source: object, table: Table, options: Options) -> Tables:
    """Return the sheets of a workbook that go together, where one holds purchases and one their customers."""
    chosen = next((each for each in table.remarks if each.code in _CHOICE), None)
    named = options.customers_table
    if not isinstance(source, str | Path) or (named is None and not _others(chosen)):
        return Tables(table, None)
    titles = [_text(options.sheet or (chosen and chosen.facts["sheet"])), *_others(chosen), *([named] if named else [])]
    how = options.reading | {"header_row": None}
    tables = {title: read(source, **how | {"sheet": title}) for title in dict.fromkeys(titles[1:])} | {titles[0]: table}
    return _together(tables, options) or Tables(table, None)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _others(chosen: Remark | None) -> list[str]:
    """Return the other sheets with tables that reading noticed."""
    others = chosen.facts.get("others", ()) if chosen else ()
    return [str(each) for each in others] if isinstance(others, tuple) else []


def _together(tables: dict[str, Table], options: Options) -> Tables | None:
    """Find the sheet of purchases, the largest of several, and the one that knows at least half of the customers."""
    named = options.customers_table
    drafts = {title: draft(table) for title, table in tables.items() if title != named}
    bought = {title: found.purchases["customer"] for title, found in drafts.items() if found.purchases}
    if not bought:
        return None
    best = max(bought, key=lambda title: tables[title].frame.height * tables[title].frame.width)
    ids = _ids(tables[best], bought[best])
    others = [title for title in tables if title not in bought]
    fits = [named] if named else [title for title in others if _knows(tables[title], ids, bought[best])]
    if len(fits) > 1:
        raise errors.questions.which_sheet(best, fits)
    if not fits:
        return None
    customers = replace(_alone(tables[fits[0]]), name=fits[0])
    left = tuple(title for title in tables if title not in {best, *fits})
    beside = Beside(customers, options.customers_id, options.unmatched, sheets=(best, fits[0]), left=left)
    return Tables(_alone(tables[best]), beside)


def _ids(table: Table, column: str) -> pl.Series:
    """Return the different ids of those who bought."""
    lazy = table.frame.lazy()
    found = lazy.select(customer_ids(lazy, column, table.frame.schema[column])).collect().to_series()
    return found.drop_nulls().unique(maintain_order=True)


def _knows(table: Table, ids: pl.Series, called: str) -> bool:
    """Return whether a sheet has a row each of at least half of those who bought."""
    try:
        joint = join(ids, called, Beside(table))
    except errors.NeedsAnswer:
        return True  # which column it is, is asked when it is joined
    except errors.InputError:
        return False
    return joint.joined.matched >= _HALF * len(ids)


def _alone(table: Table) -> Table:
    """Return a sheet without what was said of the choice of it."""
    return replace(table, remarks=tuple(each for each in table.remarks if each.code not in _CHOICE))


_CHOICE = frozenset(("sheet_of_several", "sheet_chosen"))
