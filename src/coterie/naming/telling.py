"""The evidence for a name in a sentence, in original units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming.categories import FLAGS, answered
from coterie.naming.figures import written_both
from coterie.naming.wording import difference, label
from coterie.remarks import capital, joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.naming.measures import Measure, Measures
    from coterie.naming.names import Evidence
    from coterie.naming.trait import Trait

_ALL_KNOWN = 0.995


def told_of_claims(evidence: Sequence[Evidence], measures: Measures, words: Mapping[str, str] | None = None) -> str:
    """Say how far a segment lies from the average in every column that earned its name.

    Parameters
    ----------
    evidence : sequence of Evidence
        Of an archetype.
    measures : dict of str to Measure
        The segment's, by column.
    words : mapping of str to str, optional
        What to call a column, where that is not its name.

    Examples
    --------
    >>> from coterie.naming.measures import Measure
    >>> from coterie.naming.names import Evidence
    >>> age = Measure("Age", 69.0, 45.0, 1.6)
    >>> told_of_claims([Evidence("Age", "age", "high", True, 1.6, 69.0, 45.0, 0.9)], {"Age": age})
    'Age 1.6 sd above average (69 against 45).'
    """
    called = words or {}
    return _sentence([_of(called.get(each.column, each.column), _compared(measures[each.column])) for each in evidence])


def told_of_traits(traits: Sequence[Trait], words: Mapping[str, str] | None = None) -> str:
    """Say the same of traits; for categories, their shares and of how many customers they are known.

    `words` is what to call a column, where that is not its name.
    """
    called = words or {}
    return _sentence([_of(called.get(each.column, each.column), _told(each.measure)) for each in traits if each.column])


def _of(column: str, said: str) -> str:
    return say("evidence.of_column", column=label(column), said=said)


def _told(own: Measure) -> str:
    if own.category is not None:
        category = answered(own.column, own.category)
        flag, all_known = category in FLAGS, own.known >= _ALL_KNOWN
        if all_known:
            code = "evidence.flag" if flag else "evidence.category"
        else:
            code = "evidence.flag_of_known" if flag else "evidence.category_of_known"
        return say(code, category=category, share=own.mean, average=own.average, known=own.known)
    return _compared(own)


def _compared(own: Measure) -> str:
    """Compare with the average; amounts that are written as negative numbers by how large they are.

    Of a column whose better end is not known only the numbers are said: "above" may be taken for better.
    """
    sign = -1 if own.direction == "down" else 1
    mean, average = written_both(own.column, sign * own.said, sign * own.average)
    of = "_median" if own.few else ""
    if own.direction == "unknown":
        return say(f"evidence.numbers{of}", mean=mean, average=average)
    negative = "_negative" if own.direction == "down" else ""
    return say(f"evidence.compared{of}{negative}", difference=difference(sign * own.said_z), mean=mean, average=average)


def _sentence(parts: Sequence[str]) -> str:
    return capital(say("evidence.all", said=joined(parts, "; "))) if parts else say("evidence.nothing")
