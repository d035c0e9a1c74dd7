"""Scoring: giving new customers the segments that were found before."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from coterie import errors
from coterie.assignments import assignments
from coterie.cleaning import clean
from coterie.preparation.features import features_of
from coterie.schema import Schema
from coterie.schema.purchases import SUMMARISED
from coterie.scoring.doubts import doubts
from coterie.scoring.marks import with_own_marks
from coterie.scoring.purchases import customers_of
from coterie.sources import read, to_kind

if TYPE_CHECKING:
    from coterie.segmentation import Segmentation
    from coterie.sources import Table


_CHECKS = ("usual", "strict", "lenient")


def score(
    segmentation: Segmentation,
    customers: object,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    query: str | None = None,
    table: str | None = None,
    checks: Literal["usual", "strict", "lenient"] = "usual",
) -> Any:  # noqa: ANN401 - the kind of frame that came in
    """Give customers their segment.

    They are cleaned and prepared with the numbers fitted when the segments were made, nothing is fitted again.

    Parameters
    ----------
    segmentation : Segmentation
        From `coterie.segment(...).segmentation` or `coterie.load`.
    customers : path or frame
        With at least the columns that the segments were built on; an id column is kept. Where the segments were made
        from purchases, also such purchases: customers are made of them first.
    encoding, sheet, header_row : str, str and int, or None
        How to read the file, where it is not found by itself: see `coterie.sources.read`.
    query, table : str or None
        What to read from a database.
    checks : {"usual", "strict", "lenient"}
        What stops the work when the customers do not look like those the segments were made from: "usual", what would
        make most segments wrong; "strict", any doubt; "lenient", none. What does not stop it is a warning.

    Returns
    -------
    frame
        As `Result.assignments` without the stability of refits, the kind of frame that came in (Polars for a file).

    Raises
    ------
    coterie.errors.InputError
        When the customers cannot be read, lack a feature, have a feature of which no value can be read, or do not look
        like those the segments were made from, as far as `checks` says.

    Warns
    -----
    coterie.errors.ScoringWarning
        When the customers do not look like those the segments were made from: see `coterie.scoring.doubts`.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> result = coterie.segment(customers, k=3)
    >>> score(result.segmentation, customers).equals(result.assignments.drop("stability", "borderline"))
    True
    """
    if checks not in _CHECKS:
        option = "--checks"
        raise errors.unknown_choice(option, checks, _CHECKS)
    reading = {"encoding": encoding, "sheet": sheet, "header_row": header_row, "query": query, "table": table}
    customers, _ = customers_of(segmentation, customers, **reading)
    new = read(customers, encoding=encoding, sheet=sheet, header_row=header_row, query=query, table=table)
    schema = with_own_marks(_needed(segmentation.schema, new), new.frame)
    frame, _ = clean(new, schema)
    found = doubts(segmentation, new, frame)
    if stopping := [doubt.says for doubt in found if checks == "strict" or (doubt.stops and checks == "usual")]:
        raise errors.unlike_before(stopping)
    for doubt in found:
        warnings.warn(doubt.says, errors.ScoringWarning, stacklevel=2)
    placed = features_of(frame, schema)
    scored = assignments(
        frame,
        schema,
        placed.usable,
        X=segmentation.preparation.matrix(placed.columns),
        centers=np.array(segmentation.centers),
        names=[name.name for name in segmentation.names.names],
    )
    return to_kind(scored, new.kind)


def _needed(schema: Schema, table: Table) -> Schema:
    """Keep the id, where the customers have one, and the features, which they must have."""
    present = table.frame.columns
    missing = [column.name for column in schema.features if column.name not in present]
    if missing:
        raise errors.missing_columns(missing, present, made=set(missing) >= set(SUMMARISED))
    return Schema(
        tuple(
            column
            for column in schema.columns
            if column.role == "feature" or (column.role == "id" and column.name in present)
        )
    )
