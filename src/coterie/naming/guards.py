"""What must be true in the units of the table, whoever else is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming.claims import RHYTHM
from coterie.naming.measures import ENOUGH_KNOWN

if TYPE_CHECKING:
    from coterie.naming.claims import Bounds, Guard
    from coterie.naming.measures import Measures
    from coterie.naming.roles import Cast

FEWEST_FOR_RHYTHM = 2
"""Purchases of which customers have a rhythm."""

Both = tuple[float, float]
"""A segment's mean and median."""


def keeps(guard: Guard, measures: Measures, cast: Cast) -> bool:
    """Return whether a segment meets a guard, by its means and by its medians.

    Parameters
    ----------
    guard : Guard
        Conditions in the units of the table.
    measures : dict of str to Measure
        The segment's, by column.
    cast : Cast
        Which column holds what.

    Returns
    -------
    bool
        Also True where none of the quantities is in the table; False where one is there in a unit that nothing tells
        for certain, and no other condition is met.
    """
    unclear = any(condition.of in cast.unclear for condition in guard.conditions)
    seen = [
        within(condition.bounds, found)
        for condition in guard.conditions
        if (found := amounts(condition.of, measures, cast)) is not None
    ]
    if not seen:
        return not unclear
    return seen[0] if guard.first_known else any(seen)


def within(bounds: Bounds, found: Both) -> bool:
    """Return whether a segment's mean and its median both lie within bounds."""
    return all(bounds.admit(value) for value in found)


def amounts(of: str, measures: Measures, cast: Cast) -> Both | None:
    """Return a segment's mean and median of a role's quantity or of the rhythm; None where they are not known."""
    if of == RHYTHM:
        return _rhythm(measures, cast)
    own = measures.get(cast.quantities.get(of, ""))
    if own is None or own.known < ENOUGH_KNOWN:
        return None
    factor = cast.factors.get(of, 1.0)
    return factor * own.mean, factor * (own.mean if own.median is None else own.median)


def _rhythm(measures: Measures, cast: Cast) -> Both | None:
    """Return days away in units of the usual days between purchases, which are tenure over frequency."""
    found = [amounts(of, measures, cast) for of in ("recency", "frequency", "tenure")]
    recency, frequency, tenure = found
    if recency is None or frequency is None or tenure is None:
        return None
    if min(frequency) < FEWEST_FOR_RHYTHM or min(tenure) <= 0:
        return None
    return recency[0] * frequency[0] / tenure[0], recency[1] * frequency[1] / tenure[1]
