"""A plan that keeps to an earlier one: columns are what they were, and are read as they were."""

from __future__ import annotations

from dataclasses import replace

from coterie.remarks import say
from coterie.schema.columns import Column, Schema


def by_contract(found: Schema, earlier: Schema) -> Schema:
    """Return the plan of a table in which each column is what an earlier plan says.

    Parameters
    ----------
    found : Schema
        What the columns of the new table look like.
    earlier : Schema
        What they were.

    Returns
    -------
    Schema
        In the order of the new table. Types, roles and how cells are read are those of before; what is counted is the
        new table's: missing values, categories, the day that dates are counted back from. A column that was not there
        is left out.

    Examples
    --------
    >>> then = Schema((Column("spent", "numeric", "feature", 0, "Numbers.", decimal=","),))
    >>> now = Schema((Column("spent", "numeric", "feature", 3, "Numbers."), Column("new", "numeric", "feature", 0, "")))
    >>> [(each.name, each.role, each.decimal, each.missing) for each in by_contract(now, then).columns]
    [('spent', 'feature', ',', 3), ('new', 'ignored', '.', 0)]
    """
    known = {column.name: column for column in earlier.columns}
    return Schema(tuple(_column(column, known.get(column.name)) for column in found.columns))


def _column(found: Column, earlier: Column | None) -> Column:
    if earlier is None:
        return replace(found, role="ignored", reason=say("schema.not_there_before"))
    counted = replace(earlier, missing=found.missing, categories=found.categories)
    return replace(counted, days_before=found.days_before) if earlier.days_before and found.days_before else counted
