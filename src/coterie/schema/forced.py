"""A column under the type that a person gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.parsing.booleans import to_boolean
from coterie.parsing.cells import is_nested, is_texty, nested_cells
from coterie.parsing.dates import EXCEL, date_format
from coterie.parsing.numbers import in_range
from coterie.remarks import say
from coterie.schema.kinds import Kind, as_numbers, kind_of
from coterie.schema.steps import steps_of, yes_and_no

if TYPE_CHECKING:
    from coterie.parsing.numbers import Mark
    from coterie.schema.columns import ColumnType
    from coterie.schema.facts import Facts


def forced(fact: Facts, wanted: ColumnType | None, prior: Mark | None = None) -> Kind | None:
    """Return a column's kind as it was asked for.

    Parameters
    ----------
    fact : Facts
        The column's counts.
    wanted : ColumnType or None
        The type asked for; None when none was.
    prior : {".", ","}, optional
        The decimal mark of the rest of the table.

    Returns
    -------
    Kind or None
        None when no type was asked for.

    Raises
    ------
    coterie.errors.InputError
        When more than half of the values cannot be of that type, or the cells are no single values.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> [fact] = facts_of(pl.DataFrame({"grade": [1, 2, 3]}))
    >>> forced(fact, "categorical").says
    'categories, by --type'
    """
    if wanted is None:
        return None
    if is_nested(fact.dtype) and wanted != "text":
        option = "--type"
        raise errors.columns.unusable_cells(option, fact.name, nested_cells(fact.dtype))
    if wanted == "numeric":
        return _numeric(fact, prior)
    if wanted == "boolean":
        _check(fact, to_boolean(fact.values), errors.columns.not_boolean)
        return Kind("boolean", say("kind_of.boolean_by_type"))
    if wanted == "date":
        return _date(fact)
    return Kind(wanted, say("kind_of.categories_by_type" if wanted == "categorical" else "kind_of.text_by_type"))


def _numeric(fact: Facts, prior: Mark | None) -> Kind:
    """Return a column as numbers."""
    found = kind_of(fact, prior)
    if found.type == "numeric":
        return Kind("numeric", say("kind_of.by_type", says=found.says), found.doubt, found.decimal, units=found.units)
    if found.type == "boolean" and is_texty(fact.dtype):
        return Kind("numeric", say("kind_of.flags_by_type"), words=yes_and_no(fact), whole=True)
    if found.type == "categorical" and (words := steps_of(fact)):
        return Kind("numeric", say("kind_of.steps_by_type"), words=words, whole=True)
    mark, numbers = as_numbers(fact, prior)
    if not isinstance(fact.dtype, pl.Boolean):
        usable = in_range(numbers)
        _check(fact, usable if not usable.count() else numbers, errors.columns.not_numeric)
    return Kind("numeric", say("kind_of.by_type", says=say("kind_of.numbers")), decimal=mark.mark)


def _date(fact: Facts) -> Kind:
    """Return a column as dates."""
    found = kind_of(fact)
    if found.type == "date":
        return found
    form = date_format(fact.values)
    if form is None and fact.dtype.is_numeric():
        return Kind("date", say("kind_of.serial_days_by_type"), date_format=EXCEL)
    if form is None:
        raise errors.columns.not_a_date(fact.name, _example(fact))
    return Kind("date", say("kind_of.by_type", says=say("kind_of.dates")), date_format=form.format)


def _check(fact: Facts, read: pl.Series, error: object) -> None:
    """Raise the error when more than half of the values were not read."""
    if fact.distinct and fact.share(read.is_not_null()) < 0.5:
        assert callable(error)  # noqa: S101 - for the type checker
        raise error(fact.name, _example(fact, read))


def _example(fact: Facts, read: pl.Series | None = None) -> str:
    """Return a value that could not be read, cut where it is long."""
    values = fact.values if read is None else fact.values.filter(read.is_null())
    return str(values[0])[:30] if len(values) else ""
