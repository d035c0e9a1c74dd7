"""A segment's description and advice: the archetype's sentences that are true of it, and an idea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming.archetypes import true_of
from coterie.naming.figures import written_both
from coterie.naming.measures import ENOUGH_KNOWN
from coterie.naming.wording import label
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.naming.claims import Also, Archetype, Extreme
    from coterie.naming.measures import Measure, Measures
    from coterie.naming.roles import Cast


def description(archetype: Archetype, place: int, segments: Sequence[Measures], *, cast: Cast) -> str:
    """Return what an archetype says of a segment, as far as it is true.

    Parameters
    ----------
    archetype : Archetype
        With its description and the sentences that may follow it.
    place : int
        Of the segment among `segments`.
    segments : sequence of dict of str to Measure
        All of them: superlatives are checked against the others. A segment without measures might come first in
        anything, so no superlative is used when there is one.
    cast : Cast
        Which column plays which role.

    Returns
    -------
    str
        Empty where the archetype says nothing.
    """
    said = [archetype.description, *(each.says for each in archetype.also if _is_true(each, place, segments, cast))]
    return " ".join(sentence for sentence in said if sentence)


def advice(archetype: Archetype, measures: Measures, cast: Cast, *, words: Mapping[str, str] | None = None) -> str:
    """Return the archetype's idea with the numbers it is based on, marked as untested.

    It is based on the roles that the archetype names for it, or on those of its essential claims; where the table has
    none of them, no advice is given. `words` is what to call a column, where that is not its name.
    """
    roles = archetype.advice_from or [claim.role for claim in archetype.claims if claim.essential]
    facts = [_fact(own, words or {}) for role in roles if (own := _shown(role, measures, cast)) is not None]
    if not archetype.advice or not facts:
        return ""
    return say("evidence.idea", idea=archetype.advice, facts=facts)


def is_extreme(extreme: Extreme, place: int, segments: Sequence[Measures], *, column: str) -> bool:
    """Return whether a segment alone has the largest, or smallest, mean and median of all segments.

    Examples
    --------
    >>> from coterie.naming.measures import Measure
    >>> ages = [{"age": Measure("age", mean, 50.0, 0.5, median=mean)} for mean in (75.0, 90.0)]
    >>> [is_extreme("highest", place, ages, column="age") for place in (0, 1)]
    [False, True]
    """
    found = [measures.get(column) for measures in segments]
    known = [own for own in found if own is not None and own.known >= ENOUGH_KNOWN]
    own = found[place]
    if own is None or len(known) < len(segments) or len(known) < 2 or not own.counts:
        return False
    sign = 1 if extreme == "highest" else -1
    others = [each for each in known if each is not own]
    return all(sign * own.mean > sign * each.mean and sign * _median(own) > sign * _median(each) for each in others)


def _is_true(also: Also, place: int, segments: Sequence[Measures], cast: Cast) -> bool:
    """Return whether a sentence is true of a segment by itself and beside the others."""
    if not true_of(also.claim, segments[place], cast):
        return False
    if also.extreme is None:
        return True
    role = also.claim.role
    against = role in cast.against
    opposite: Extreme = "lowest" if also.extreme == "highest" else "highest"
    measured = is_extreme(opposite if against else also.extreme, place, segments, column=cast.columns[role])
    quantity = cast.quantities.get(role)
    if quantity is None or quantity == cast.columns[role]:
        return measured
    return measured and is_extreme(also.extreme, place, segments, column=quantity)


def _shown(role: str, measures: Measures, cast: Cast) -> Measure | None:
    """Return the quantity itself where the table has it, or else what claims are measured on."""
    return measures.get(cast.quantities.get(role, "")) or measures.get(cast.columns.get(role, ""))


def _fact(own: Measure, words: Mapping[str, str]) -> str:
    said, average = written_both(own.column, own.said, own.average)
    code = "evidence.fact_of_median" if own.few else "evidence.fact"
    return say(code, column=label(words.get(own.column, own.column)), mean=said, average=average)


def _median(own: Measure) -> float:
    return own.mean if own.median is None else own.median
