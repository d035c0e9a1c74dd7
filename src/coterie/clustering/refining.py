"""The verb `refine`: centres found on a sample, carried on over all rows, pass after pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie import errors
from coterie.clustering.inputs import checked_numbers

if TYPE_CHECKING:
    from coterie.clustering.passes import AllRows

Floats = NDArray[np.float64]

AddUp = Callable[[Sequence[Floats]], Sequence[tuple[Floats, Floats]]]
"""One pass over all rows: for each set of centres, the sums and the numbers of the rows nearest to each centre."""

TOLERANCE = 1e-4
"""As scikit-learn's `tol`: a K is done when its centres move by less, squared and summed, in mean variances."""

_MOST_PASSES = 300


@dataclass(frozen=True)
class Refined:
    """One K on all rows.

    Attributes
    ----------
    centers : ndarray of shape (n_clusters, n_features)
        The largest cluster first.
    sizes : ndarray of shape (n_clusters,), int64
        Rows nearest to each centre.
    inertia : float
        Sum of squared distances of all rows to the nearest centre.
    n_iter : int
        Passes over all rows until the centres stood still.
    """

    centers: Floats
    sizes: NDArray[np.int64]
    inertia: float
    n_iter: int


@dataclass
class _Moving:
    """One K under way, in the space of the rows."""

    centers: Floats
    passes: int = 0
    still: bool = False


def refine(
    add_up: AddUp,
    found: Sequence[Floats],
    of_all: AllRows,
    *,
    on_pass: Callable[[int, int, int], None] | None = None,
) -> tuple[Refined, ...]:
    """Run Lloyd's passes over all rows, for every K at once, each until its centres stand still; then measure them.

    Parameters
    ----------
    add_up : callable
        Goes through all rows once: given sets of centres in the space of the rows, it returns for each set the sums of
        the rows nearest to each centre, and how many they are. `coterie.clustering.Pass` does so batch by batch.
    found : sequence of ndarray of shape (n_clusters, n_features)
        Centres to start from, one array a K.
    of_all : AllRows
        What is known of the rows.
    on_pass : callable, optional
        Called before each pass with its number from 1, the K's that stand still, and the K's in all.

    Returns
    -------
    tuple of Refined
        One for each K.

    Raises
    ------
    coterie.errors.InputError
        For shapes that do not fit each other, a pass over more or fewer rows, or numbers that are not finite.

    Examples
    --------
    >>> from coterie.clustering import AllRows, Pass, blocks_of
    >>> X = np.array([[0.0], [1.0], [10.0], [11.0], [12.0]])
    >>> of_all = AllRows(5, (X**2).sum(axis=0), np.ones(1), np.zeros(1), (2.0**17,))
    >>> def add_up(sets):
    ...     one = Pass(sets, of_all)
    ...     one.add(blocks_of(X), 5)
    ...     return one.finish()
    >>> (one,) = refine(add_up, [np.array([[0.0], [9.0]])], of_all)
    >>> one.centers.tolist(), one.sizes.tolist(), one.inertia
    ([[11.0], [0.5]], [3, 2], 2.5)
    """
    if not found:
        return ()
    known = of_all.checked()
    starts = [checked_numbers("found", centers, (None, *known.factor.shape)) for centers in found]
    moving = [_Moving((centers - known.offset) / known.factor) for centers in starts]
    weights = known.factor**2
    far = TOLERANCE * float((weights * known.squares).mean()) / known.rows
    tell = on_pass or (lambda *_: None)
    for number in range(1, _MOST_PASSES):
        active = [one for one in moving if not one.still]
        tell(number, len(moving) - len(active), len(moving))
        if not active:
            break
        for one, (sums, mass) in zip(active, _passed(add_up, active, known), strict=True):
            means = np.where(mass[:, None] > 0, sums / np.maximum(mass, 1.0)[:, None], one.centers)
            one.still = float((weights * (means - one.centers) ** 2).sum()) <= far
            one.centers, one.passes = means, one.passes + 1
    measured = _passed(add_up, moving, known)
    return tuple(_measured(known, one, *sums) for one, sums in zip(moving, measured, strict=True))


def _passed(add_up: AddUp, moving: Sequence[_Moving], known: AllRows) -> Sequence[tuple[Floats, Floats]]:
    """Go through all rows once, and see that they are all there."""
    found = add_up([one.centers for one in moving])
    for _, mass in found:
        if (seen := int(mass.sum())) != known.rows:
            raise errors.choosing.bad_value("rows", known.rows, f"{seen}, as many as were added up")
    return found


def _measured(known: AllRows, one: _Moving, sums: Floats, mass: Floats) -> Refined:
    """Return a K as the last pass found it, in the space of the centres."""
    within = known.squares - 2 * (one.centers * sums).sum(axis=0) + mass @ one.centers**2
    inertia = max(float((known.factor**2 * within).sum()), 0.0)
    order = np.lexsort((*one.centers.T[::-1], -mass))
    centers = one.centers[order] * known.factor + known.offset
    return Refined(centers, mass[order].astype(np.int64), inertia, one.passes)
