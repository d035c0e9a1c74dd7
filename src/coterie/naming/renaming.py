"""Names at another K than the recommended one: they go with the people who bear them there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coterie.naming.bearing import restated
from coterie.naming.following import follow, matches
from coterie.naming.naming import name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.naming.following import Shared
    from coterie.naming.names import Names
    from coterie.profiling import Profiles


def rename(
    recommended: Profiles,
    here: Profiles,
    counts: Shared,
    *,
    catalogue: str,
    roles: Mapping[str, str],
    features: Sequence[str],
    words: Mapping[str, str] | None = None,
) -> Names:
    """Name segments of another K than the recommended one.

    Parameters
    ----------
    recommended, here : Profiles
        Of the segments at the recommended K and at this one.
    counts : array of int of shape (n_recommended, n_here)
        Customers by segment at both K's.
    catalogue : str
        Where names come from: see `coterie.naming.name`.
    roles : mapping of str to str
        Which column plays which role, as far as it was said.
    features : sequence of str
        The columns that built the segments.
    words : mapping of str to str, optional
        What to call a column, where that is not its name.

    Returns
    -------
    Names
        Of the segments at this K, all different.
    """
    named = partial(name, catalogue=catalogue, roles=roles or None, features=features, words=words)
    there = named(recommended)
    instead = named(here, taken=[each.name for each in there.names])
    said = restated(there, here, matches(counts), features=features, catalogue=catalogue, given=roles, words=words)
    return follow(there, named(here), counts, instead=instead, restated=said)
