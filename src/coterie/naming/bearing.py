"""What segments that bear a name from another K show for it: the same claims with their own numbers, or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.naming.archetypes import bounds_hold, evidence_for, mean_fit, true_of
from coterie.naming.catalogue import load_catalogue
from coterie.naming.describing import advice, description
from coterie.naming.guards import keeps
from coterie.naming.measures import measure, numbers
from coterie.naming.names import Name
from coterie.naming.roles import cast
from coterie.naming.telling import told_of_claims, told_of_traits
from coterie.naming.trait import average, trait_of
from coterie.naming.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from coterie.naming.claims import Archetype
    from coterie.naming.measures import Measure, Measures
    from coterie.naming.names import Names
    from coterie.naming.roles import Cast
    from coterie.naming.trait import Trait
    from coterie.profiling import Profiles


def restated(
    recommended: Names,
    profiles: Profiles,
    matched: Sequence[int | None],
    *,
    features: Collection[str],
    catalogue: str | Path = "auto",
    given: Collection[str] = (),
    words: Mapping[str, str] | None = None,
) -> dict[int, Name]:
    """Say the recommended names of the segments at another K, with the numbers of these.

    Parameters
    ----------
    recommended : Names
        Of the segments at the recommended K.
    profiles : Profiles
        Of the segments at another K.
    matched : sequence of int or None
        By segment of this K the recommended one that it is: from `coterie.naming.following.matches`.
    features : collection of str
        The columns segments were built on.
    catalogue : str or Path
        The one that the names come from; "auto" is the built-in one that `recommended` tells.
    given : collection of str
        Roles whose column a person named.
    words : mapping of str to str, optional
        What to call a column, where that is not its name.

    Returns
    -------
    dict of int to Name
        By segment of this K. Left out are segments of which an absolute word, or a trait, would not be true. Where an
        archetype's claims beside the average no longer hold, its name stays, without description and advice.
    """
    entries = load_catalogue(recommended.catalogue if str(catalogue) == "auto" else catalogue)
    archetypes = {each.key: each for each in entries.archetypes}
    playing = cast(entries, recommended.columns, numbers(profiles), given=given)
    segments = measure(profiles, features)
    called = words_for(profiles.overall.columns, words)
    found: dict[int, Name | None] = {}
    for j, i in enumerate(matched):
        if i is not None:
            name = recommended.names[i]
            archetype = archetypes.get(name.archetype or "")
            found[j] = (
                _traits(name, segments[j], called)
                if archetype is None
                else _claims(archetype, j, segments, playing, called)
            )
    return {j: name for j, name in found.items() if name is not None}


def _traits(name: Name, measures: Measures, words: Mapping[str, str]) -> Name | None:
    """Say a name made of traits of another segment; None where it shows one of them no more."""
    wanted = [(each.column, each.claim) for each in name.evidence]
    shown = [_shown(measures[column], claim) if column in measures else None for column, claim in wanted]
    held = [each for each in shown if each is not None]
    if [(each.column, each.claim) for each in held] != wanted:
        return None
    return replace(name, sentence=told_of_traits(held, words), evidence=tuple(each.evidence for each in held))


def _shown(own: Measure, claim: str) -> Trait | None:
    """Return what a segment shows in a column: something remarkable, or that it is average.

    Who has nothing of it has less, too, where that is what the name says.
    """
    own = own if own.nothing == claim else replace(own, nothing=None)
    return trait_of(own) or (average(own) if own.category is None else None)


def _claims(
    archetype: Archetype, place: int, segments: Sequence[Measures], playing: Cast, words: Mapping[str, str]
) -> Name | None:
    """Say an archetype's name of another segment; None where its absolute words are not true of it."""
    measures = segments[place]
    if not _is_true(archetype, measures, playing):
        return None
    evidence = evidence_for(archetype, measures, playing)
    earned = all(true_of(claim, measures, playing) for claim in archetype.claims if claim.essential)
    advised = advice(archetype, measures, playing, words=words) if earned else ""
    return Name(
        archetype.name,
        archetype.key,
        mean_fit(archetype, measures, playing),
        advised,
        told_of_claims(evidence, measures, words),
        evidence,
        description(archetype, place, segments, cast=playing) if earned else "",
        idea=archetype.advice if advised else "",
    )


def _is_true(archetype: Archetype, measures: Measures, playing: Cast) -> bool:
    """Return whether a segment keeps an archetype's bounds and guards."""
    bounded = [bounds_hold(claim, measures, playing) for claim in archetype.claims if claim.bounds is not None]
    return all(bounded) and all(keeps(guard, measures, playing) for guard in archetype.guards)
