"""Names that follow people: what segments at another K are called, given the names at the recommended K."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.naming.differences import lettered
from coterie.naming.figures import number
from coterie.naming.trait import parts
from coterie.naming.wording import label
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Collection

    from coterie.naming.names import Name, Names

MATCH = 0.5
"""A segment counts as a recommended one where their Jaccard coefficient is above this: no other can be above it too."""

_FIGURES = range(3, 16)


Shared = Sequence[Sequence[int]] | NDArray[np.int64]


def follow(
    recommended: Names,
    here: Names,
    shared: Shared,
    *,
    instead: Names | None = None,
    restated: Mapping[int, Name] | None = None,
) -> Names:
    """Let names follow the people who bear them at the recommended K.

    A segment whose Jaccard coefficient with a recommended one is above one half bears its name. No other segment bears
    the name of a recommended one. The text beneath a name is always about the segment itself.

    Parameters
    ----------
    recommended, here : Names
        Of the segments at the recommended K and at this one.
    shared : array of int of shape (n_recommended, n_here)
        Customers by segment at the recommended K (rows) and at this K (columns), every customer once.
    instead : Names, optional
        Names for the segments of this K that are not recommended ones, none of them a recommended name: as
        `coterie.naming.name` gives them with `taken`. Where left out, a number is added to names that are taken.
    restated : mapping of int to Name, optional
        By segment of this K, the recommended name with this segment's numbers, as `coterie.naming.bearing.restated`
        gives it; segments that it leaves out bear no recommended name, as it would not be true of them.

    Returns
    -------
    Names
        Of the segments at this K, all different.

    Examples
    --------
    >>> from coterie.naming.names import Name, Names
    >>> def names(*given):
    ...     return Names(tuple(Name(each, None, None, "", "", ()) for each in given), "none", {})
    >>> two, three = names("Savers", "Spenders"), names("Spenders", "Savers", "Older")
    >>> [each.name for each in follow(two, three, [[50, 40, 0], [0, 0, 60]]).names]
    ['Savers', 'Savers, another group', 'Spenders']
    """
    source = [i if restated is None or j in restated else None for j, i in enumerate(matches(shared))]
    known = {each.name for each in recommended.names}
    given: list[Name | None] = [
        None if i is None else (restated or {}).get(j) or _borne(recommended.names[i], here.names[j])
        for j, i in enumerate(source)
    ]
    used = {parts(each) for each in known} | {parts(each.name) for each in given if each is not None}
    others = [(instead or here).names[j] for j, own in enumerate(given) if own is None]
    for j, own in enumerate(given):
        if own is None:
            fresh = (instead or here).names[j]
            given[j] = found = _unlike(fresh, used, alone=[each.name for each in others].count(fresh.name) == 1)
            used.add(parts(found.name))
    return replace(here, names=tuple(each for each in given if each is not None))


def matches(shared: Shared) -> list[int | None]:
    """Return, for each segment of this K, the recommended one that it matches; None where there is none.

    Examples
    --------
    >>> matches([[51, 49], [0, 100]]), matches([[50, 50]])
    ([0, 1], [None, None])
    """
    counts = np.asarray(shared, dtype=np.int64)
    either = counts.sum(axis=1, keepdims=True) + counts.sum(axis=0, keepdims=True) - counts
    found: list[int | None] = [None] * counts.shape[1]
    for i, j in np.argwhere(counts > MATCH * either).tolist():
        found[j] = i
    return found


def _borne(recommended: Name, own: Name) -> Name:
    """Give a segment the recommended name, with its own numbers beneath it."""
    if own.name == recommended.name:
        return own
    bare = replace(own, fit=None, advice="", description="", idea="")
    return replace(bare, name=recommended.name, archetype=recommended.archetype)


def _unlike(own: Name, used: Collection[frozenset[str]], *, alone: bool) -> Name:
    """Return a name that nobody else has: with the strongest number behind it, or else with a letter.

    One that is alone in its name at this K gets no letter: there is no other beside it.
    """
    if parts(own.name) not in used:
        return own
    numbers = [
        say("name.with_number", name=own.name, column=label(each.column), number=number(each.mean, figures))
        for figures in _FIGURES
        for each in own.evidence[:1]
    ]
    another = [say("name.another", name=own.name)] if alone else []
    letters = (say("name.with_letter", name=own.name, letter=lettered(place)) for place in range(len(used) + 1))
    fresh = next(each for each in (*numbers, *another, *letters) if parts(each) not in used)
    return replace(own, name=fresh, archetype=None, fit=None, advice="", description="", idea="")
