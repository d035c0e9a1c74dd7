"""Whether the absolute words of a name are true of other segments too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming.catalogue import load_catalogue
from coterie.naming.guards import amounts, keeps, within
from coterie.naming.measures import measure, numbers
from coterie.naming.roles import cast

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from coterie.naming.claims import Archetype
    from coterie.naming.measures import Measures
    from coterie.naming.names import Names
    from coterie.naming.roles import Cast
    from coterie.profiling import Profiles


def refuted(
    names: Names, profiles: Profiles, *, catalogue: str | Path = "auto", given: Collection[str] = ()
) -> frozenset[tuple[int, int]]:
    """Return which names must not be given to which other segments, as their absolute words would be false of them.

    Parameters
    ----------
    names : Names
        Of the segments at the recommended K.
    profiles : Profiles
        Of the segments at another K.
    catalogue : str or Path
        The one that the names come from; "auto" is the built-in one that `names` tells.
    given : collection of str
        Roles whose column a person named.

    Returns
    -------
    frozenset of (int, int)
        Pairs of a name's place and a segment's. Words that compare with the average are left out: they are what
        following people bends.
    """
    entries = load_catalogue(names.catalogue if str(catalogue) == "auto" else catalogue)
    by_key = {each.key: each for each in entries.archetypes}
    playing = cast(entries, names.columns, numbers(profiles), given=given)
    return frozenset(
        (i, j)
        for i, one in enumerate(names.names)
        for j, measures in enumerate(measure(profiles))
        if one.archetype is not None and not _is_true(by_key[one.archetype], measures, playing)
    )


def _is_true(archetype: Archetype, measures: Measures, playing: Cast) -> bool:
    """Return whether a segment keeps an archetype's bounds and guards."""
    bounded = [
        within(claim.bounds, found)
        for claim in archetype.claims
        if claim.bounds is not None and (found := amounts(claim.role, measures, playing)) is not None
    ]
    return all(bounded) and all(keeps(guard, measures, playing) for guard in archetype.guards)
