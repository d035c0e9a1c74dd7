"""The evidence for a name in a sentence, in original units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming.categories import FLAGS
from coterie.naming.wording import capital, difference, label, written
from coterie.number_format import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.naming.measures import Measure, Measures
    from coterie.naming.names import Evidence
    from coterie.naming.trait import Trait

NOTHING_NUMERIC = "No feature sets it apart."
_ALL_KNOWN = 0.995


def told_of_claims(evidence: Sequence[Evidence], measures: Measures) -> str:
    """Say how far a segment lies from the average in every column that earned its name.

    Parameters
    ----------
    evidence : sequence of Evidence
        Of an archetype.
    measures : dict of str to Measure
        The segment's, by column.

    Examples
    --------
    >>> from coterie.naming.measures import Measure
    >>> from coterie.naming.names import Evidence
    >>> age = Measure("Age", 69.0, 45.0, 1.6)
    >>> told_of_claims([Evidence("Age", "age", "high", True, 1.6, 69.0, 45.0, 0.9)], {"Age": age})
    'Age 1.6 sd above average (69 against 45).'
    """
    return _sentence([f"{label(each.column)} {_compared(measures[each.column])}" for each in evidence])


def told_of_traits(traits: Sequence[Trait]) -> str:
    """Say the same of traits; for categories, their shares and of how many customers they are known."""
    return _sentence([f"{label(each.column)} {_told(each.measure)}" for each in traits if each.column])


def _told(own: Measure) -> str:
    if own.category is not None:
        base = "" if own.known >= _ALL_KNOWN else f" of the {percent(own.known)} known"
        return (
            f"mostly {FLAGS.get(own.category, own.category)} ({percent(own.mean)}{base} against {percent(own.average)})"
        )
    return _compared(own)


def _compared(own: Measure) -> str:
    """Compare with the average; amounts that are written as negative numbers by how large they are."""
    if own.direction == "down":
        mean, average = written(own.column, -own.mean), written(own.column, -own.average)
        return f"{difference(-own.z)} ({mean} against {average}, written as negative numbers)"
    return f"{difference(own.z)} ({written(own.column, own.mean)} against {written(own.column, own.average)})"


def _sentence(parts: Sequence[str]) -> str:
    return f"{capital('; '.join(parts))}." if parts else NOTHING_NUMERIC
