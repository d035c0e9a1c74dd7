"""Which customer each row of purchases belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.transactions.columns import customer_ids
from coterie.transactions.summarise import opened

if TYPE_CHECKING:
    from numpy.typing import NDArray


def customer_of_row(purchases: object, customer: str, ids: pl.Series) -> NDArray[np.int64]:
    """Return for each row of purchases the place of its customer; −1 where it has none, or none was made of it.

    Parameters
    ----------
    purchases : Table, path or frame
        The rows; a path is looked at lazily where that can be done.
    customer : str
        The column that says who bought.
    ids : polars.Series
        The customers that were made.

    Examples
    --------
    >>> bought = pl.DataFrame({"who": ["b", " a", None, "c"]})
    >>> customer_of_row(bought, "who", pl.Series(["a", "b"])).tolist()
    [1, 0, -1, -1]
    """
    frame = opened(purchases).frame
    key = customer_ids(frame, customer, frame.collect_schema()[customer]).alias("id")
    places = pl.LazyFrame({"id": ids, "place": np.arange(len(ids))})
    found = frame.select(key).join(places, on="id", how="left", maintain_order="left").select("place")
    return found.collect(engine="streaming").to_series().fill_null(-1).to_numpy().astype(np.int64)
