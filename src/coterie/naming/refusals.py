"""Why archetypes name no segment: for each, the segment that comes nearest and what is against it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coterie.naming.archetypes import APART, LEAST_FIT, along, mean_fit, seen, true_of
from coterie.naming.guards import keeps
from coterie.naming.measures import measure
from coterie.naming.naming import played

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.naming.catalogue import Catalogue
    from coterie.naming.claims import Archetype
    from coterie.naming.measures import Measures
    from coterie.naming.names import Names
    from coterie.naming.roles import Cast
    from coterie.profiling import Profiles

Cause = Literal["gives", "no column", "few known", "claim", "usual", "guard", "fit", "another"]
"""gives: it names a segment; no column plays an essential role; most of every segment have no value of one; a claim is
not true; nothing essential sets the segment apart; a guard is not met; it fits too badly; another archetype, or the
same for another segment, fits better."""


@dataclass(frozen=True)
class Refusal:
    """What stands against an archetype.

    Attributes
    ----------
    archetype : str
        Its name.
    cause : Cause
        What is against it.
    segment : int or None
        The segment it names, or comes nearest to; None where none can be looked at.
    roles : tuple of str
        The roles without a column, or of the claims that are not true.
    fit : float or None
        How well it fits there.
    """

    archetype: str
    cause: Cause
    segment: int | None = None
    roles: tuple[str, ...] = ()
    fit: float | None = None


def refusals(
    catalogue: Catalogue,
    profiles: Profiles,
    names: Names,
    *,
    features: Sequence[str],
    roles: Mapping[str, str] | None = None,
) -> tuple[Refusal, ...]:
    """Return, for each archetype of a catalogue, the segment it names or what stands against it.

    Parameters
    ----------
    catalogue : Catalogue
    profiles : Profiles
        Of the segments.
    names : Names
        What `name` gave with this catalogue.
    features : sequence of str
        The columns that built the segments.
    roles : mapping of str to str, optional
        The columns that a person named for roles.

    Examples
    --------
    >>> from coterie.naming import load_catalogue, name
    >>> from coterie.profiling import NumericProfile, Profiles, SegmentProfile
    >>> def of(size, mean):
    ...     return SegmentProfile(size, size / 100, {"visits": NumericProfile(mean, mean, 2.0, 0.0, 20.0)})
    >>> both = Profiles(of(100, 6.0), (of(60, 4.0), of(40, 9.0)))
    >>> names = name(both, catalogue="bank", features=["visits"])
    >>> refusals(load_catalogue("bank"), both, names, features=["visits"])[0].cause
    'no column'
    """
    playing = played(catalogue, profiles, features=features, roles=roles)
    segments = measure(profiles, features)
    given = {each.archetype: place for place, each in enumerate(names.names) if each.archetype is not None}
    return tuple(_looked_at(each, segments, playing, given) for each in catalogue.archetypes)


def _looked_at(archetype: Archetype, segments: Sequence[Measures], cast: Cast, given: Mapping[str, int]) -> Refusal:
    name = archetype.name
    if archetype.key in given:
        place = given[archetype.key]
        return Refusal(name, "gives", place, fit=mean_fit(archetype, segments[place], cast))
    essential = [claim for claim in archetype.claims if claim.essential]
    if lacking := tuple(claim.role for claim in essential if claim.role not in cast.columns):
        return Refusal(name, "no column", roles=lacking)
    visible = [i for i, own in enumerate(segments) if all(seen(claim, own, cast) is not None for claim in essential)]
    if not visible:
        return Refusal(name, "few known", roles=tuple(claim.role for claim in essential))
    nearest = max(visible, key=lambda i: mean_fit(archetype, segments[i], cast))
    return _against(archetype, segments[nearest], cast, nearest)


def _against(archetype: Archetype, own: Measures, cast: Cast, place: int) -> Refusal:
    """Return the first thing that stands against an archetype in a segment, in the order in which they are tried."""
    measured = [(claim, found) for claim in archetype.claims if (found := seen(claim, own, cast)) is not None]
    fit = mean_fit(archetype, own, cast)
    untrue = tuple(claim.role for claim, _ in measured if not true_of(claim, own, cast))
    apart = any(abs(along(claim, found.z, found, cast=cast)) >= APART for claim, found in measured if claim.essential)
    cause: Cause = "another"
    if untrue:
        cause = "claim"
    elif not apart:
        cause = "usual"
    elif not all(keeps(guard, own, cast) for guard in archetype.guards):
        cause = "guard"
    elif fit < LEAST_FIT:
        cause = "fit"
    return Refusal(archetype.name, cause, place, untrue, fit)
