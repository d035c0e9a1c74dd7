"""Where things stand on the customer map, in pixels: the customers, and the segments' numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coterie.projection import CustomerMap

    Points = NDArray[np.float64]
    Labels = NDArray[np.int32]

WIDTH, HEIGHT = 520, 390
"""Of the map."""

FEWEST: Final = 5
"""A segment of fewer customers is not drawn: so few dots would point at persons."""

_MARGIN = 10
_APART = 27.0
_FAR = 0.005


def shown(drawn: CustomerMap, *, most: int = 5000) -> tuple[Points, Labels]:
    """Return the points to draw and their segments: at most `most`, and none of a segment too small to show.

    Examples
    --------
    >>> from coterie.projection import CustomerMap
    >>> labels = np.array([0, 0, 0, 0, 0, 1, 1], dtype=np.int32)
    >>> points, kept = shown(CustomerMap(np.zeros((7, 2)), labels, (1.0, 0.0), ("income", ""), 7))
    >>> kept.tolist()
    [0, 0, 0, 0, 0]
    """
    segments, sizes = np.unique(drawn.labels, return_counts=True)
    keep = np.isin(drawn.labels, segments[sizes >= FEWEST])
    return drawn.points[keep][:most], drawn.labels[keep][:most]


def pixels(points: Points) -> tuple[Points, int]:
    """Place points in the picture, with one unit both ways, so that distances compare in every direction.

    A few far customers would press all others together: the picture holds the middle 99 % along each axis and a margin,
    and those beyond stand at its edge.

    Parameters
    ----------
    points : ndarray of shape (n, 2)

    Returns
    -------
    ndarray of shape (n, 2)
        Pixels from the upper left, to a tenth: finer would only tell more of persons.
    int
        How many stand at the edge because they lie beyond.

    Examples
    --------
    >>> pixels(np.array([[0.0, 0.0], [2.0, 1.0]]))[0].tolist()
    [[10.0, 320.0], [510.0, 70.0]]
    """
    if len(points) == 0:
        return points, 0
    low, high = _frame(points)
    room = np.array([WIDTH - 2 * _MARGIN, HEIGHT - 2 * _MARGIN])
    unit = np.min(room / np.maximum(high - low, 1e-9))
    inside = np.clip(points, low, high)
    centre = np.array([WIDTH / 2, HEIGHT / 2])
    placed: Points = np.round(centre + (inside - (low + high) / 2) * unit * [1, -1], 1)
    return placed, int((inside != points).any(axis=1).sum())


def _frame(points: Points) -> tuple[Points, Points]:
    """Return the corners of what is shown: the middle 99 % and a fifth of it on each side, but no empty margin."""
    near, far = np.quantile(points, [_FAR, 1 - _FAR], axis=0)
    more = (far - near) / 5
    return np.maximum(points.min(axis=0), near - more), np.minimum(points.max(axis=0), far + more)


def middles(placed: Points, labels: Labels) -> dict[int, Points]:
    """Return where each segment's number stands: its middle, moved where two numbers would cover each other.

    Examples
    --------
    >>> places = middles(np.full((2, 2), 100.0), np.array([0, 1], dtype=np.int32))
    >>> bool(places[1][0] - places[0][0] > 25)
    True
    """
    segments = np.unique(labels)
    places = np.array([np.median(placed[labels == segment], axis=0) for segment in segments]).reshape(-1, 2)
    for _ in range(60):
        places = np.clip(places + _push(places), 1.5 * _MARGIN, [WIDTH - 1.5 * _MARGIN, HEIGHT - 1.5 * _MARGIN])
    return {int(segment): place for segment, place in zip(segments, places, strict=True)}


def _push(places: Points) -> Points:
    """Return how to move places that are closer than two numbers are wide."""
    gaps = places[:, None] - places[None]
    distance = np.sqrt((gaps**2).sum(axis=2))
    # Two at the very same place part sideways, the first to the left.
    rank = np.arange(len(places))
    same = distance < 1e-6
    gaps[same, 0] = np.sign(rank[:, None] - rank)[same]
    distance[same] = 1.0
    overlap = np.clip(_APART - np.where(same, 0, distance), 0, None) / 2
    np.fill_diagonal(overlap, 0)
    moves: Points = (gaps * (overlap / distance)[:, :, None]).sum(axis=1)
    return moves
