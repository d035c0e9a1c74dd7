"""Giving every segment a name, with the evidence that earned it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming.archetypes import assign, evidence_for, fit_matrix
from coterie.naming.catalogue import load_catalogue
from coterie.naming.choosing import fitting_catalogue
from coterie.naming.measures import Measures, measure, numeric_columns
from coterie.naming.names import Evidence, Name, Names
from coterie.naming.roles import match_roles, reversed_roles, role_words
from coterie.naming.traits import MOSTLY_SAID, TraitName, trait_names
from coterie.naming.wording import capital, difference, label, number
from coterie.number_format import percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from coterie.naming.catalogue import Archetype, Catalogue
    from coterie.profiling import Profiles

EVERYONE = "All customers"
TOO_SMALL = "Very small group"
NOTHING_NUMERIC = "No feature sets it apart."
_FEWEST_ROLES = 2


def name(
    profiles: Profiles,
    *,
    catalogue: str | Path = "auto",
    roles: Mapping[str, str] | None = None,
    features: Sequence[str],
) -> Names:
    """Name segments by a catalogue's archetypes, and by their strongest traits where none fits.

    An archetype makes claims on columns, in standard deviations from the average customer. It is never given where an
    essential claim does not hold. Archetypes are given one to one, such that the sum of their fits is the largest
    possible. Names depend on what the segments hold, not on their order.

    Parameters
    ----------
    profiles : Profiles
        Of the segments and of all customers. Every numeric column in them can be evidence.
    catalogue : str or Path
        "auto" (the built-in one that fits the columns), "bank", "retail", "none" (names from traits only) or the path
        of a TOML file; see `load_catalogue`.
    roles : mapping of str to str, optional
        The column that plays a role, where its name does not tell: ``{"income": "Pay"}``. Fewer than two roles with a
        column, none of them given here, are too few to judge by: names are then made from traits.
    features : sequence of str
        The columns segments were built on, numbers and categories; traits are looked for there first. Categories of
        other columns never make names.

    Returns
    -------
    Names

    Raises
    ------
    InputError
        If the catalogue cannot be used, or `roles` names an unknown role or column.

    Examples
    --------
    >>> from coterie.profiling import NumericProfile, Profiles, SegmentProfile
    >>> def of(size, mean):
    ...     return SegmentProfile(size, size / 100, {"visits": NumericProfile(mean, mean, 2.0, 0.0, 20.0)})
    >>> names = name(Profiles(of(100, 6.0), (of(60, 4.0), of(40, 9.0))), catalogue="none", features=["visits"])
    >>> [each.name for each in names.names]
    ['Low visits', 'High visits']
    >>> names.names[1].sentence
    'Visits 1.5 sd above average (9 against 6).'
    """
    known = numeric_columns(profiles)
    entries = fitting_catalogue(known, roles) if str(catalogue) == "auto" else load_catalogue(catalogue)
    columns = _columns(entries, profiles, features=features, roles=roles)
    segments = measure(profiles, features)
    if len(segments) == 1:
        return Names((_everyone(profiles),), entries.name, columns)
    order = _order(profiles, segments)
    described = [i for i in order if profiles.segments[i].columns]
    small = [i for i in order if not profiles.segments[i].columns]
    held = [segments[i] for i in described]
    words = role_words(entries, columns, known)
    given = _by_traits(_by_archetype(entries, held, columns), held, features=features, words=words)
    names = dict(zip(described, given, strict=True))
    names |= {i: _too_small(place) for place, i in enumerate(small, start=1)}
    return Names(tuple(names[i] for i in range(len(segments))), entries.name, columns)


def _columns(
    catalogue: Catalogue, profiles: Profiles, *, features: Sequence[str], roles: Mapping[str, str] | None
) -> dict[str, str]:
    """Match columns to roles; too few of them are as good as none, unless a person gave one."""
    found = match_roles(catalogue, numeric_columns(profiles), features=features, given=roles)
    return found if roles or len(found) >= min(_FEWEST_ROLES, len(catalogue.roles)) else {}


def _order(profiles: Profiles, segments: Sequence[Measures]) -> list[int]:
    """Order segments by what they hold, so that ties in fit and numbers in names don't depend on their ids."""
    return sorted(
        range(len(segments)),
        key=lambda i: (
            -profiles.segments[i].size,
            [(own.column, own.z, own.category or "") for own in segments[i].values()],
            i,
        ),
    )


def _by_archetype(catalogue: Catalogue, segments: Sequence[Measures], columns: Mapping[str, str]) -> list[Name | None]:
    archetypes = sorted(catalogue.archetypes, key=lambda archetype: archetype.key)
    against = reversed_roles(catalogue, columns)
    fits = fit_matrix(archetypes, segments, columns, against=against)
    given = assign(fits) if fits.size else {}
    return [
        _archetype_name(
            archetypes[given[i]],
            evidence_for(archetypes[given[i]], segments[i], columns, against=against),
            fits[i, given[i]],
        )
        if i in given
        else None
        for i in range(len(segments))
    ]


def _archetype_name(archetype: Archetype, evidence: tuple[Evidence, ...], fit: float) -> Name:
    return Name(archetype.name, archetype.key, float(fit), archetype.advice, _sentence(evidence), evidence)


def _by_traits(
    named: Sequence[Name | None], segments: Sequence[Measures], *, features: Sequence[str], words: Mapping[str, str]
) -> list[Name]:
    """Name what is left without a name."""
    left = [measures for measures, earned in zip(segments, named, strict=True) if earned is None]
    taken = [earned.name for earned in named if earned is not None]
    made = iter(trait_names(left, features, words=words, taken=taken))
    return [_trait_name(next(made)) if earned is None else earned for earned in named]


def _trait_name(trait: TraitName) -> Name:
    return Name(trait.name, None, None, "", _sentence(trait.evidence), trait.evidence)


def _too_small(place: int) -> Name:
    sentence = "Too few customers to describe without describing persons."
    return Name(TOO_SMALL if place == 1 else f"{TOO_SMALL} ({place})", None, None, "", sentence, ())


def _everyone(profiles: Profiles) -> Name:
    sentence = f"All {profiles.overall.size:,} customers are one segment, so nothing sets it apart."
    return Name(EVERYONE, None, None, "", sentence, ())


def _sentence(evidence: Sequence[Evidence]) -> str:
    """Put the evidence into words, in original units."""
    parts = [f"{label(each.column)} {_compared(each)}" for each in evidence]
    return f"{capital('; '.join(parts))}." if parts else NOTHING_NUMERIC


def _compared(each: Evidence) -> str:
    if each.role is None and each.claim.startswith(MOSTLY_SAID):
        return f"{each.claim} ({percent(each.mean)} against {percent(each.average)})"
    return f"{difference(each.z)} ({number(each.mean)} against {number(each.average)})"
