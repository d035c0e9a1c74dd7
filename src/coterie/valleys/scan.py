"""The emptiest place between two crowds, on lines that lead from the middle of one to the middle of the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

BINS, WIDTH, END = 48, 0.05, 1.2
"""Of the histogram along a line: -.5 at one middle, .5 at the other, from -1.2 to 1.2."""

CROWDED = 0.7
"""More than this share of those near the emptier middle, at the emptiest place, are a crowd."""

SURE = 3.0
"""A valley must be emptier than both sides by more than this many standard errors."""

_WINDOW = 6  # bins counted together: ±.15
_SCAN = 6  # bins to each side of half-way in which a valley is sought: ±.3
_APART = 6  # bins from there to where its sides begin: .3


def scan(lines: Whole) -> tuple[Whole, Whole, Floats, Floats]:
    """Look for the emptiest place near half-way of each line.

    In windows of ±.15, the emptiest place within ±.3 of half-way is compared with the fullest windows at least .3 away
    on both sides.

    Parameters
    ----------
    lines : ndarray of shape (n_lines, 48), int64
        How many lie in each bin.

    Returns
    -------
    tuple of ndarray of shape (n_lines,)
        How many are near the emptier side, how many at the emptiest place, its z and where it is.

    Examples
    --------
    >>> line = np.zeros((1, 48), dtype=np.int64)
    >>> line[0, [14, 33]] = 50  # two groups at the two middles
    >>> near, between, z, at = scan(line)
    >>> int(near[0]), int(between[0]), round(float(z[0]), 2)
    (50, 0, 7.0)
    """
    sums = np.cumsum(np.pad(lines, ((0, 0), (1, 0))), axis=1)
    windows = sums[:, _WINDOW:] - sums[:, :-_WINDOW]
    centre = (BINS - _WINDOW) // 2  # of the window half-way
    at = np.arange(centre - _SCAN, centre + _SCAN + 1)
    left = np.maximum.accumulate(windows, axis=1)[:, at - _APART]
    right = np.maximum.accumulate(windows[:, ::-1], axis=1)[:, ::-1][:, at + _APART]
    ends, middle = np.minimum(left, right), windows[:, at]
    z = (ends - middle) / np.sqrt(ends + middle + 1)
    best = z.argmax(axis=1)
    every = np.arange(len(lines))
    return ends[every, best], middle[every, best], z[every, best], (at[best] - centre) * WIDTH
