"""Segments that go on: their ids, their names and their locks, in a segmentation that was made anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from coterie.disclosure import disclosed_names
from coterie.evidence import reworded
from coterie.naming import with_given
from coterie.naming.following import follow
from coterie.segmentation.describing import names_beside
from coterie.segmentation.identities import Identities, Identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.naming import Names
    from coterie.segmentation import Fitted, Result, Segmentation
    from coterie.segmentation.lineage import Came, Match


def continued(
    fitted: Fitted, result: Result, earlier: Segmentation, *, match: Match, origins: Sequence[Came]
) -> Result:
    """Return a result whose segments are those of before, as far as they match.

    Parameters
    ----------
    fitted : Fitted
        What the result describes.
    result : Result
        Segments that were made anew.
    earlier : Segmentation
        Those of before.
    match : Match
        Which of them is which.
    origins : sequence of Came
        Where each comes from.

    Returns
    -------
    Result
        Under the ids and names of before; new segments have new ids, and names that no segment ever had here. A name
        that a person gave stays locked, unless the match is a guess.
    """
    found = result.segmentation
    names = _names(fitted, result, earlier, match)
    plain = [_identity(place, earlier, match, names) for place in range(len(names.names))]
    segments, next_id = _numbered(plain, names, origins, earlier)
    unborn = replace(found, identities=Identities(segments, next_id))
    born = unborn.short_hash
    segments = tuple(each if each.born else replace(each, born=born) for each in segments)
    gone = [each for place, each in enumerate(earlier.identities.segments) if place not in match.old]
    retired = (*earlier.identities.retired, *(replace(each, retired=born) for each in gone))
    carried = replace(
        found,
        names=names,
        identities=Identities(segments, next_id, retired),
        evidence=reworded(found.evidence, [each.name for each in names.names]),
        parent=earlier.short_hash,
        salt=earlier.salt,
    )
    return replace(result, segmentation=carried)


def _names(fitted: Fitted, result: Result, earlier: Segmentation, match: Match) -> Names:
    """Let matched segments keep their names, and give others names that nobody had."""
    found = result.segmentation
    profiles = fitted.population.place(fitted.case.sweep[found.choice.k], result.judgement.stability).profiles
    had = [each.name for each in (*earlier.identities.segments, *earlier.identities.retired)]
    fresh = names_beside(fitted, result.judgement, profiles, options=fitted.options, taken=had)
    instead = disclosed_names(fresh, profiles, found.profiles)
    pairs = np.zeros((len(earlier.centers), len(match.old)), np.int64)
    for place, old in enumerate(match.old):
        if old is not None:
            pairs[old, place] = 1
    followed = follow(earlier.names, found.names, pairs, instead=instead)
    locked = {
        place: earlier.identities.segments[old].name
        for place, old in enumerate(match.old)
        if old is not None and earlier.identities.segments[old].locked and not match.guessed[place]
    }
    return with_given(followed, locked)


def _identity(place: int, earlier: Segmentation, match: Match, names: Names) -> Identity | None:
    """Return who a segment is, if anybody that there was."""
    old = match.old[place]
    if old is None:
        return None
    own = earlier.identities.segments[old]
    return replace(own, name=names.names[place].name, locked=own.locked and not match.guessed[place])


def _numbered(
    known: Sequence[Identity | None], names: Names, origins: Sequence[Came], earlier: Segmentation
) -> tuple[tuple[Identity, ...], int]:
    """Give those who are new the next ids, the largest first; `born` is left open."""
    found, next_id = [], earlier.identities.next_id
    for each, name, came in zip(known, names.names, origins, strict=True):
        if each is not None:
            found.append(each)
            continue
        parent = earlier.identities.segments[came.parents[0]].id if came.origin == "split" else None
        found.append(Identity(next_id, name.name, born="", parent=parent))
        next_id += 1
    return tuple(found), next_id
