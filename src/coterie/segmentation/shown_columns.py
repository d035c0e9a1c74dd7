"""Columns that options name for what is shown: what a customer is worth, and what to call a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie import errors

if TYPE_CHECKING:
    from coterie.options import Options
    from coterie.schema import Schema


def check_shown(options: Options, schema: Schema) -> None:
    """Refuse a worth that is no number that is used, and a label of a column that is not there.

    Raises
    ------
    coterie.errors.InputError
        With the nearest right answer.

    Examples
    --------
    >>> from coterie.options import Options
    >>> from coterie.schema import Column, Schema
    >>> check_shown(Options(value="income"), Schema((Column("income", "numeric", "feature", 0, ""),)))
    """
    known = {column.name: column for column in schema.columns}
    for name in options.labels:
        if name not in known:
            raise errors.columns.unknown_column("--label", name, list(known))
    if options.value is None:
        return
    if options.value not in known:
        raise errors.columns.unknown_column("--value", options.value, list(known))
    column = known[options.value]
    if column.role == "ignored":
        raise errors.columns.value_left_out(column.name, column.reason)
    if column.type != "numeric" or column.role == "id":
        raise errors.columns.no_numbers_asked("--value", column.name, "")
