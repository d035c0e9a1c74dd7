"""A list of the customers of some segments, for a mailing tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie.views.exploring.borders import is_borderline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def on_list(customers: pl.DataFrame, k: int, segments: Sequence[int], *, clear: bool = False) -> pl.DataFrame:
    """Return who is on a list, in the order of the table.

    Parameters
    ----------
    customers : polars.DataFrame
        `Drawn.customers`, with what is known of borders.
    k : int
        The number of segments.
    segments : sequence of int
        Whose customers.
    clear : bool
        Whether those who stand on a border are left out.

    Examples
    --------
    >>> frame = pl.DataFrame({"s3": [0, 1, 1], "m3": [0.5, 0.1, 0.5], "t3": [1.0, 0.2, 1.0]})
    >>> on_list(frame, 3, [1]).height, on_list(frame, 3, [1], clear=True).height
    (2, 1)
    """
    chosen = pl.col(f"s{k}").is_in([each for each in segments if each < k])
    if clear and f"t{k}" in customers.columns:
        chosen &= ~is_borderline(k)
    return customers.with_row_index("row", offset=1).filter(chosen)


def list_of(
    members: pl.DataFrame, k: int, names: Mapping[int, str], *, columns: Sequence[str], key: str | None
) -> pl.DataFrame:
    """Return a list as it is written: who, and the segment's name.

    Parameters
    ----------
    members : polars.DataFrame
        From `on_list`.
    k : int
    names : mapping of int to str
        What segments are called.
    columns : sequence of str
        `Drawn.columns`.
    key : str or None
        The column that identifies a customer; None: the number of the row.

    Examples
    --------
    >>> frame = on_list(pl.DataFrame({"c0": ["00123", "7"], "s3": [0, 1]}), 3, [0])
    >>> list_of(frame, 3, {0: "Savers"}, columns=("client",), key="client").rows()
    [('00123', 'Savers')]
    """
    who = members["row"] if key is None else members[f"c{columns.index(key)}"].alias(key)
    return pl.DataFrame([who, members[f"s{k}"].replace_strict(names, return_dtype=pl.String).alias("segment")])
