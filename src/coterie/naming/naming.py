"""Giving every segment a name, with the evidence that earned it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming.archetypes import assign, evidence_for, fit_matrix
from coterie.naming.beside import by_rule, commonest, told
from coterie.naming.catalogue import kept_card, load_catalogue
from coterie.naming.choosing import fitting_catalogue
from coterie.naming.describing import advice, description
from coterie.naming.differences import lettered
from coterie.naming.measures import Measures, measure, numbers
from coterie.naming.names import Name, Names
from coterie.naming.roles import Cast, cast, match_roles, role_words, without_lifetimes
from coterie.naming.telling import told_of_claims, told_of_traits
from coterie.naming.traits import TraitName, trait_names
from coterie.naming.wording import words_for
from coterie.remarks import joined, say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from coterie.naming.beside import Commonest
    from coterie.naming.catalogue import Catalogue
    from coterie.naming.claims import Archetype
    from coterie.profiling import Profiles

_FEWEST_ROLES = 2


def name(
    profiles: Profiles,
    *,
    catalogue: str | Path = "auto",
    roles: Mapping[str, str] | None = None,
    features: Sequence[str],
    taken: Collection[str] = (),
    words: Mapping[str, str] | None = None,
) -> Names:
    """Name segments by a catalogue's archetypes, and by their strongest traits where none fits.

    An archetype makes claims on columns, in standard deviations from the average customer and in the units of the
    table. It is never given where a claim is refuted by the segment's mean or its median, where fewer than half of the
    segment's customers have a value of an essential column, or where nothing essential sets the segment apart.
    Archetypes are given one to one, such that the sum of their fits is the largest possible. Names depend on what the
    segments hold, not on their order.

    Parameters
    ----------
    profiles : Profiles
        Of the segments and of all customers. Every numeric column in them can be evidence.
    catalogue : str or Path
        "auto" (the built-in one that fits the columns), "bank", "retail", "none" (neutral names, from traits only) or
        the path of a TOML file; see `load_catalogue`.
    roles : mapping of str to str, optional
        The column that plays a role, where its name does not tell: ``{"income": "Pay"}``. Fewer than two roles with a
        column, none of them given here, are too few to judge by: names are then made from traits.
    features : sequence of str
        The columns segments were built on, numbers and categories; traits are looked for there first. Categories of
        other columns never make names.
    taken : collection of str
        Names that other groups bear: no segment is given one of them.
    words : mapping of str to str, optional
        What to call a column, where that is not its name.

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
    ['Fewer visits', 'More visits']
    >>> names.names[1].sentence
    'Visits 1.5 sd above average (9 against 6).'
    """
    known = numbers(profiles)
    entries = fitting_catalogue(known, roles) if str(catalogue) == "auto" else load_catalogue(catalogue)
    words = words_for(profiles.overall.columns, words)
    columns = _columns(entries, profiles, features=features, roles=roles)
    segments = measure(profiles, features)
    if len(segments) == 1:
        return Names((_everyone(profiles),), entries.name, columns, kept_card(entries))
    playing = cast(entries, columns, known, given=roles or ())
    order = _order(profiles, segments)
    earned = _by_archetype(entries, profiles, segments, playing, order=order, taken=taken, words=words)
    left = [i for i in order if i not in earned and profiles.segments[i].columns]
    small = [i for i in order if not profiles.segments[i].columns]
    made = trait_names(
        [segments[i] for i in left],
        features,
        words=role_words(entries, columns, known) | words,
        taken={*taken, *(each.name for each in earned.values())},
    )
    names = earned | {i: _trait_name(each, words) for i, each in zip(left, made, strict=True)}
    names |= {i: _too_small(place, of=len(small)) for place, i in enumerate(small)}
    return Names(tuple(names[i] for i in range(len(segments))), entries.name, columns, kept_card(entries))


def played(
    catalogue: Catalogue, profiles: Profiles, *, features: Sequence[str], roles: Mapping[str, str] | None
) -> Cast:
    """Return which column plays which role of a catalogue, as naming has it."""
    columns = _columns(catalogue, profiles, features=features, roles=roles)
    return cast(catalogue, columns, numbers(profiles), given=roles or ())


def _columns(
    catalogue: Catalogue, profiles: Profiles, *, features: Sequence[str], roles: Mapping[str, str] | None
) -> dict[str, str]:
    """Match columns to roles; too few of them are as good as none, unless a person gave one."""
    known = numbers(profiles)
    found = match_roles(catalogue, tuple(known), features=features, given=roles, overall=known)
    found = without_lifetimes(catalogue, found, profiles, given=roles or ())
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


def _by_archetype(
    catalogue: Catalogue,
    profiles: Profiles,
    segments: Sequence[Measures],
    playing: Cast,
    *,
    order: Sequence[int],
    taken: Collection[str],
    words: Mapping[str, str],
) -> dict[int, Name]:
    """Give archetypes to segments, by segment id; none to a segment that is too small to be described."""
    archetypes = sorted((each for each in catalogue.archetypes if each.name not in taken), key=lambda each: each.key)
    ruled = [commonest(catalogue, profiles.segments[i]) for i in order]
    fits = fit_matrix(archetypes, [segments[i] for i in order], playing)
    given = assign(by_rule(fits, ruled, [each.name for each in archetypes])) if fits.size else {}
    return {
        order[row]: _archetype_name(
            archetypes[column],
            order[row],
            segments,
            playing,
            fit=float(fits[row, column]),
            ruled=ruled[row],
            words=words,
        )
        for row, column in given.items()
    }


def _archetype_name(
    archetype: Archetype,
    place: int,
    segments: Sequence[Measures],
    playing: Cast,
    *,
    fit: float,
    ruled: Commonest | None,
    words: Mapping[str, str],
) -> Name:
    evidence = evidence_for(archetype, segments[place], playing)
    said = (description(archetype, place, segments, cast=playing), told(ruled, archetype.name))
    advised = advice(archetype, segments[place], playing, words=words)
    return Name(
        archetype.name,
        archetype.key,
        fit,
        advised,
        told_of_claims(evidence, segments[place], words),
        evidence,
        joined(said),
        idea=archetype.advice if advised else "",
    )


def _trait_name(trait: TraitName, words: Mapping[str, str]) -> Name:
    return Name(trait.name, None, None, "", told_of_traits(trait.traits, words), trait.evidence)


def _too_small(place: int, *, of: int) -> Name:
    """Name a group that must not be described; several of them get letters."""
    named = say("name.too_small") if of == 1 else say("name.too_small_lettered", letter=lettered(place))
    return Name(named, None, None, "", say("evidence.too_small"), ())


def _everyone(profiles: Profiles) -> Name:
    sentence = say("evidence.everyone", customers=profiles.overall.size)
    return Name(say("name.everyone"), None, None, "", sentence, ())
