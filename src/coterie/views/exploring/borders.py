"""Customers who stand on a border: how clear their segment is at every number of segments, and who comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie.evidence.stability import BORDERLINE
from coterie.segmentation import assignments_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.segmentation import Result


class OnBorder(NamedTuple):
    """Who stands on a border, by their places among all, the one nearest to it first."""

    places: tuple[int, ...]

    def around(self, place: int) -> tuple[int | None, int | None]:
        """Return the one before and the one after a customer; of somebody else nobody, and the first.

        Examples
        --------
        >>> found = OnBorder((7, 3, 5))
        >>> found.around(3), found.around(5), found.around(1), OnBorder(()).around(1)
        ((7, 5), (3, None), (None, 7), (None, None))
        """
        if place not in self.places:
            return None, next(iter(self.places), None)
        at = self.places.index(place)
        return (self.places[at - 1] if at else None), (self.places[at + 1] if at + 1 < len(self.places) else None)


def with_borders(customers: pl.DataFrame, results: Mapping[int, Result]) -> pl.DataFrame:
    """Return customers with how clear their segment is: ``m3`` the margin at three segments, ``t3`` how often it holds.

    Parameters
    ----------
    customers : polars.DataFrame
        `Drawn.customers`.
    results : mapping of int to Result
        By the number of segments; those without evidence have no ``t``.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none")
    >>> with_borders(pl.DataFrame({"c0": range(499)}), {3: result}).columns
    ['c0', 'm3']
    """
    added = []
    for k, result in results.items():
        found = assignments_of(result).lazy().filter(pl.col("segment_id").is_not_null()).collect()
        added.append(found["margin"].cast(pl.Float32).alias(f"m{k}"))
        if "stability" in found.columns:
            added.append(found["stability"].cast(pl.Float32).alias(f"t{k}"))
    return customers.with_columns(added)


def on_border(customers: pl.DataFrame, k: int) -> OnBorder:
    """Return who stays in fewer than three of four refits at a number of segments, the one nearest to the border first.

    Examples
    --------
    >>> on_border(pl.DataFrame({"m3": [0.5, 0.1, 0.2], "t3": [1.0, 0.5, 0.7]}), 3).places
    (1, 2)
    """
    if f"t{k}" not in customers.columns:
        return OnBorder(())
    found = customers.lazy().with_row_index("place").filter(is_borderline(k)).sort(f"m{k}", "place").select("place")
    return OnBorder(tuple(found.collect()["place"].to_list()))


def is_borderline(k: int) -> pl.Expr:
    """Return the condition for who is on a border at a number of segments.

    Examples
    --------
    >>> pl.DataFrame({"t3": [0.5, 0.75]}).select(is_borderline(3))["t3"].to_list()
    [True, False]
    """
    return pl.col(f"t{k}") < BORDERLINE
