"""Who is who: which new segment is which old one, and what became of those that are nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.evidence.agreement import jaccard
from coterie.naming.following import matches
from coterie.segmentation.lineage import Became, Came, Match

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Counts = NDArray[np.int64]

FEWEST_COMMON = 30
"""Customers in common from which on a segment is matched by them; below, by its centroid, which is a guess."""

NEARLY_ALL = 0.9
"""Where so many of a segment's customers are in common, they are enough however few they are."""

PART = 0.25
"""What part of a segment counts: an old one splits into those that take so much of it each."""


def matched(
    shared: Sequence[Sequence[int]] | Counts, everyone: Sequence[Sequence[int]] | Counts | None = None
) -> Match:
    """Match new segments with old ones by the customers they have in common.

    A new segment is an old one where their Jaccard coefficient is above one half: no other pair of either can be above
    it, too, so that nothing has to be assigned.

    Parameters
    ----------
    shared : array of int of shape (n_old, n_new)
        Customers in common, by the segment that the old model gives them and the one that the new model does.
    everyone : array of int of shape (n_old, n_new), optional
        The same of all customers of the new table; by default all are in common.

    Returns
    -------
    Match
        For each new segment its old one, or None; and which segments have too few customers in common to say.

    Examples
    --------
    >>> found = matched([[60, 40], [0, 100]])
    >>> found.old, [round(each, 2) for each in found.jaccard]
    ((0, 1), [0.6, 0.71])
    >>> matched([[50, 50]]).old
    (None, None)
    """
    counts = np.asarray(shared, np.int64)
    whole = counts if everyone is None else np.asarray(everyone, np.int64)
    thin_old, thin_new = (_thin(counts.sum(axis=axis), whole.sum(axis=axis)) for axis in (1, 0))
    sure = np.where(thin_old[:, None] | thin_new[None, :], 0, counts)
    found = [old if old is not None and sure[old, new] else None for new, old in enumerate(matches(counts))]
    alike = jaccard(counts)
    return Match(
        old=tuple(found),
        jaccard=tuple(None if old is None else float(alike[old, new]) for new, old in enumerate(found)),
        guessed=(False,) * len(found),
        thin_old=tuple(np.flatnonzero(thin_old).tolist()),
        thin_new=tuple(np.flatnonzero(thin_new).tolist()),
    )


def _thin(common: Counts, whole: Counts) -> NDArray[np.bool_]:
    """Return which segments have too few customers in common."""
    few: NDArray[np.bool_] = (common < FEWEST_COMMON) & ((common == 0) | (common < NEARLY_ALL * whole))
    return few


def are_strangers(common: int, today: int) -> bool:
    """Return whether too few of today's customers were there before to match segments by them, unless nearly all were.

    Examples
    --------
    >>> are_strangers(20, 1000), are_strangers(20, 20), are_strangers(30, 1000)
    (True, False, False)
    """
    return common < FEWEST_COMMON and common < NEARLY_ALL * today


def became(shared: Sequence[Sequence[int]] | Counts, match: Match) -> tuple[Became, ...]:
    """Return what became of each old segment, by the customers in common.

    Parameters
    ----------
    shared : array of int of shape (n_old, n_new)
        As in `matched`.
    match : Match

    Returns
    -------
    tuple of Became
        Of each old one: "kept"; "split", where at least two new segments take a quarter of it each, one of which at
        least is nobody else's; "merged", where one takes at least half of it, and has others as well; or "retired".

    Examples
    --------
    >>> counts = [[50, 50, 0], [0, 0, 90], [0, 0, 20]]
    >>> [(each.fate, each.into) for each in became(counts, matched(counts))]
    [('split', (0, 1)), ('kept', (2,)), ('merged', (2,))]
    """
    counts = np.asarray(shared, np.int64)
    parts = _parts(counts, axis=1)
    new_of = {old: new for new, old in enumerate(match.old) if old is not None}
    return tuple(_became(old, counts, parts[old], match, new_of) for old in range(len(counts)))


def _became(old: int, counts: Counts, parts: NDArray[np.float64], match: Match, new_of: Mapping[int, int]) -> Became:
    takers = tuple(int(new) for new in np.argsort(-parts, kind="stable") if parts[new] >= PART)
    if old in new_of:
        new = new_of[old]
        others = tuple(each for each in takers if each != new and match.old[each] is None)
        return Became("kept", (new, *others), guessed=match.guessed[new])
    if len(takers) > 1 and any(match.old[new] is None for new in takers):
        return Became("split", takers)
    most = takers[0] if takers else None
    if most is not None and parts[most] >= 1 / 2 and counts[:, most].sum() > counts[old, most]:
        return Became("merged", (most,))
    return Became("retired", ())


def came(shared: Sequence[Sequence[int]] | Counts, match: Match, fates: Sequence[Became]) -> tuple[Came, ...]:
    """Return where each new segment comes from, by the customers in common.

    Parameters
    ----------
    shared : array of int of shape (n_old, n_new)
        As in `matched`.
    match : Match
    fates : sequence of Became
        What became of the old ones.

    Returns
    -------
    tuple of Came
        Of each new one: "kept"; "split", where it has a quarter of an old one, and more of its own customers from there
        than from anywhere else; "merged", where at least two old ones went into it; or "new".

    Examples
    --------
    >>> counts = [[50, 50, 0], [0, 0, 90], [0, 0, 20]]
    >>> match = matched(counts)
    >>> [(each.origin, each.parents) for each in came(counts, match, became(counts, match))]
    [('split', (0,)), ('split', (0,)), ('kept', (1,))]
    """
    counts = np.asarray(shared, np.int64)
    parts = _parts(counts, axis=1)
    return tuple(_came(new, counts[:, new], parts[:, new], match, fates) for new in range(counts.shape[1]))


def _came(new: int, counts: Counts, parts: NDArray[np.float64], match: Match, fates: Sequence[Became]) -> Came:
    own = match.old[new]
    if own is not None:
        return Came("kept", (own,), guessed=match.guessed[new])
    merged = tuple(old for old, each in enumerate(fates) if each.fate == "merged" and new in each.into)
    if len(merged) > 1:
        return Came("merged", merged)
    most = int(np.argmax(counts))
    if counts[most] * 2 > counts.sum() and parts[most] >= PART and fates[most].fate in {"kept", "split"}:
        return Came("split", (most,))
    return Came("new", ())


def _parts(counts: Counts, *, axis: int) -> NDArray[np.float64]:
    """Return which part of its row, or of its column, each count is."""
    whole = counts.sum(axis=axis, keepdims=True)
    found: NDArray[np.float64] = counts / np.maximum(whole, 1)
    return found
