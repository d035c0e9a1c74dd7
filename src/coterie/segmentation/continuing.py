"""Segments made anew from a segmentation that there is: the same columns, read alike, and one more start."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from coterie.assignments import nearest
from coterie.engines import start
from coterie.engines.steps import held_whole
from coterie.engines.warm import Warm
from coterie.options import Options, declared
from coterie.preparation.features import features_of
from coterie.schema.contract import by_contract
from coterie.segmentation.nouns import Segmentation
from coterie.transactions import Made

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl
    from numpy.typing import NDArray

    from coterie.engines import Progress
    from coterie.engines.steps import Looked
    from coterie.schema import Schema
    from coterie.segmentation.fitting import How

_KEPT = (
    *("k_max", "impute", "transform", "scale", "weight", "evidence", "min_share", "max_segments", "catalogue", "seed"),
    *("title", "locale", "role", "missing", "keep", "count", "returns", "currency", "unmatched", "decimal"),
)
"""The options of an earlier segmentation that hold for the next one, too."""

_OF_COLUMNS = ("weight", "role", "missing")
"""Those of them that speak of columns."""


@dataclass(frozen=True)
class Continuing:
    """What is continued.

    Attributes
    ----------
    earlier : Segmentation
        The segments that are made anew.
    within : float or None
        What part of the best inertia may be lost so that they stay who they are; None: nothing goes on from them.
    made : Made or None
        The customers, where they were made of purchases.
    """

    earlier: Segmentation
    within: float | None
    made: Made | None = None

    def begin(self, customers: object, options: Options, tell: Progress, how: How) -> Looked:
        """Read the customers, and plan them by what the columns were."""
        if self.made is not None:
            looked = held_whole(self.made.table, options, tell, made=self.made)
        else:
            folder = None if how.folder is None else Path(how.folder)
            looked = start(customers, options, tell, engine=how.engine, folder=folder, on_plan=how.on_plan)
        planned = by_contract(looked.draft.schema, self.earlier.schema)
        return replace(looked, draft=replace(looked.draft, schema=planned))

    @property
    def warm(self) -> Warm | None:
        """The start from the segments that there are."""
        return None if self.within is None else Warm(self.labels, len(self.earlier.centers), self.within)

    def labels(self, frame: pl.DataFrame, schema: Schema) -> NDArray[np.int32]:
        """Return the old segment, by its place, of each customer that has a feature; they are cleaned."""
        return nearest(self.prepared(frame, schema), np.array(self.earlier.centers)).labels

    def prepared(self, frame: pl.DataFrame, schema: Schema) -> NDArray[np.float64]:
        """Return cleaned customers that have a feature as the old model prepares them."""
        columns = dict(features_of(frame, schema).columns)
        for column in self.earlier.schema.features:
            if column.days_before and schema[column.name].days_before:
                columns[column.name] = columns[column.name] - _days(column.days_before, schema[column.name].days_before)
        return self.earlier.preparation.matrix(columns)


def options_again(earlier: Segmentation, columns: Sequence[str], given: Mapping[str, Any]) -> Options:
    """Return the options that segments are made anew with.

    Parameters
    ----------
    earlier : Segmentation
        Whose options hold, as far as they can: those that say how a table is read are the new table's.
    columns : sequence of str
        The columns of the new table; what is said of others is left out.
    given : mapping
        Options by name that are given now; None: not given.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, k_max=9, evidence="none").segmentation
    >>> again = options_again(found, ["age", "income", "spending_score", "credit_score"], {"seed": 4})
    >>> again.k, again.k_max, again.seed, again.id
    (3, 9, 4, None)
    """
    there = set(columns)
    known = {name: value for name, value in earlier.options.items() if name in _KEPT and name in declared(Options)}
    for name in _OF_COLUMNS:
        known[name] = {a: b for a, b in (known.get(name) or {}).items() if (b if name == "role" else a) in there}
    known["keep"] = [name for name in known.get("keep") or () if name in there]
    known["labels"] = {name: said for name, said in (earlier.labels or {}).items() if name in there}
    known["value"] = earlier.value if earlier.value in there else None
    key = earlier.schema.id
    known |= {
        "k": len(earlier.centers),
        "id": key if key in there else None,
        "features": [column.name for column in earlier.schema.features],
        "type": {column.name: column.comes_as for column in earlier.schema.features},
    }
    return Options.read(known | {name: value for name, value in given.items() if value is not None})


def _days(then: str, now: str) -> int:
    """Return how many days later dates are counted back from."""
    return (date.fromisoformat(now) - date.fromisoformat(then)).days
