"""Columns that options name for what is shown: what a customer is worth, and what to call a column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie import errors
from coterie.options import Options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.schema import Schema
    from coterie.segmentation.nouns import Segmentation


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


def shown_as(
    segmentation: Segmentation, *, title: str | None, labels: Mapping[str, str] | None, locale: str | None = None
) -> Segmentation:
    """Return a segmentation whose pages have another title, locale, or words for columns; those not named keep theirs.

    Parameters
    ----------
    segmentation : Segmentation
    title : str or None
        None: as it was.
    labels : mapping of str to str or None
        What to call columns, by their names.
    locale : str or None
        How numbers and dates are written; None: as they were.

    Raises
    ------
    coterie.errors.InputError
        For a column that is not there, and words that are none.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none").segmentation
    >>> shown_as(found, title="Our customers", labels={"income": "Yearly income"}).labels
    {'income': 'Yearly income'}
    """
    asked = Options(title=title, labels=dict(labels or {}), locale=locale)
    check_shown(asked, segmentation.schema)
    called = (segmentation.labels or {}) | asked.labels
    options = dict(segmentation.options)
    options |= {name: said for name in ("title", "locale") if (said := getattr(asked, name)) is not None}
    if asked.labels:
        options["labels"] = called
    return replace(segmentation, options=options, labels=called or None)
