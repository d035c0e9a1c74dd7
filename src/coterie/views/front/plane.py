"""The map of the page: the two features that tell segments apart best, an outline around the middle half of each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coterie.number_format import MISSING
from coterie.preparation.yeo_johnson import inverse_yeo_johnson, yeo_johnson
from coterie.views.amounts import amount
from coterie.views.days import titled
from coterie.views.front.strips import round_values, short
from coterie.views.labels import named
from coterie.views.summary import Number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.views.summary import Ellipse, Plane, Prepared, Segment, Summary

_POINTS = 48
_ROOM = 0.06


@dataclass(frozen=True)
class Outline:
    """One segment: the points of its outline, and its centre, from 0 to 1, upwards; its medians along the axes."""

    id: int
    name: str
    points: tuple[tuple[float, float], ...]
    centre: tuple[float, float]
    medians: tuple[str, str]


@dataclass(frozen=True)
class Axis:
    """What a direction measures, and where round values lie; none for a principal component."""

    label: str
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class PlaneView:
    """A plane with the outlines of the segments.

    Attributes
    ----------
    axes : tuple of (Axis, Axis)
        To the right, and up.
    outlines : tuple of Outline
        Of the segments that have one.
    left_out : tuple of str
        Names of those that are too small for one.
    placed : float
        Share of customers whose own segment's centre is the nearest on this plane.
    shares : tuple of (float, float)
        Of all variance, along each direction.
    overlap : bool
        Whether outlines of natural segments overlap, so that other features must tell them apart.
    """

    axes: tuple[Axis, Axis]
    outlines: tuple[Outline, ...]
    left_out: tuple[str, ...]
    placed: float
    shares: tuple[float, float]
    overlap: bool = False


def plane_view(summary: Summary, kind: str) -> PlaneView | None:
    """Return a plane as it is drawn; None where there is none of this kind.

    Parameters
    ----------
    summary : Summary
    kind : {"features", "components"}
        Which of them.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> [axis.label for axis in plane_view(found, "features").axes]
    ['age', 'spending score']
    """
    plane = next((each for each in summary.planes if each.kind == kind), None)
    if plane is None or not any(plane.ellipses):
        return None
    found = {i: outline_of(each) for i, each in enumerate(plane.ellipses) if each is not None}
    sides = [_Side([point[side] for points in found.values() for point in points]) for side in (0, 1)]
    return PlaneView(
        axes=(_axis(summary, plane, 0, sides[0]), _axis(summary, plane, 1, sides[1])),
        outlines=tuple(
            Outline(
                id=summary.segments[i].id,
                name=summary.segments[i].name,
                points=tuple((sides[0].place(x), sides[1].place(y)) for x, y in points),
                centre=_centre(plane.ellipses[i], sides),
                medians=(_median(summary.segments[i], plane.axes[0]), _median(summary.segments[i], plane.axes[1])),
            )
            for i, points in found.items()
        ),
        left_out=tuple(summary.segments[i].name for i, each in enumerate(plane.ellipses) if each is None),
        placed=plane.placed,
        shares=plane.shares,
        overlap=kind == "features" and _natural(summary) and _overlap([each for each in plane.ellipses if each]),
    )


def outline_of(ellipse: Ellipse) -> list[tuple[float, float]]:
    """Return points on an ellipse, in the units of its plane.

    Examples
    --------
    >>> from coterie.views.summary import Ellipse
    >>> x, y = outline_of(Ellipse(1.0, 2.0, 4.0, 0.0, 1.0, 1.5))[0]
    >>> round(x, 3), round(y, 3)
    (4.0, 2.0)
    """
    values, vectors = np.linalg.eigh(np.array([[ellipse.xx, ellipse.xy], [ellipse.xy, ellipse.yy]]))
    widths = vectors * np.sqrt(np.maximum(values, 0.0)) * ellipse.radius
    widths = widths[:, ::-1] * np.where(widths[0, 1] < 0, -1.0, 1.0)
    turn = np.linspace(0.0, 2 * math.pi, _POINTS, endpoint=False)
    around = np.stack([np.cos(turn), np.sin(turn)])
    x, y = widths @ around + np.array([[ellipse.x], [ellipse.y]])
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _natural(summary: Summary) -> bool:
    return summary.verdict is not None and summary.verdict.kind == "natural"


def _overlap(ellipses: Sequence[Ellipse]) -> bool:
    """Return whether a point of one's outline lies within another."""
    return any(
        _within(x, y, other) for one in ellipses for x, y in outline_of(one) for other in ellipses if other != one
    )


def _within(x: float, y: float, ellipse: Ellipse) -> bool:
    """Return whether a point lies within an ellipse; never where that is only a line."""
    across, up = x - ellipse.x, y - ellipse.y
    volume = ellipse.xx * ellipse.yy - ellipse.xy**2
    if volume <= 0:
        return False
    far = (ellipse.yy * across**2 - 2 * ellipse.xy * across * up + ellipse.xx * up**2) / volume
    return far < ellipse.radius**2


class _Side:
    def __init__(self, values: Sequence[float]) -> None:
        self.low, self.high = min(values), max(values)

    def place(self, value: float) -> float:
        share = 0.5 if self.high <= self.low else (value - self.low) / (self.high - self.low)
        return round(_ROOM + share * (1 - 2 * _ROOM), 4)


def _centre(ellipse: Ellipse | None, sides: Sequence[_Side]) -> tuple[float, float]:
    assert ellipse is not None  # noqa: S101 - for the type checker
    return sides[0].place(ellipse.x), sides[1].place(ellipse.y)


def _median(segment: Segment, column: str) -> str:
    found = segment.profile.get(column)
    return amount(column, found.median) if isinstance(found, Number) else MISSING


def _axis(summary: Summary, plane: Plane, side: int, along: _Side) -> Axis:
    column = plane.axes[side]
    prepared = next((each for each in summary.preparation if each.feature == column), None)
    if plane.kind == "components" or prepared is None:
        return Axis(_together(summary, column), ())
    low, high = (original(prepared, end) for end in (along.low, along.high))
    marks = [each for each in round_values(low, high, even=prepared.power is None) if low <= each <= high]
    largest = max((abs(each) for each in marks), default=0.0)
    ticks = tuple((along.place(as_prepared(prepared, each)), short(each, largest)) for each in marks)
    return Axis(titled(named(summary, column), column, summary), ticks)


def _together(summary: Summary, columns: str) -> str:
    """Return what drives a principal component by the labels of the columns; a minus stays before them."""
    parts = [each.partition("−") for each in columns.split(", ")]
    return ", ".join(
        f"{sign}{named(summary, behind)}" if sign else named(summary, name) for name, sign, behind in parts
    )


def original(prepared: Prepared, value: float) -> float:
    """Return a prepared number in original units.

    Examples
    --------
    >>> from coterie.views.summary import Prepared
    >>> original(Prepared("age", "median", 40.0, "none", 40.0, 10.0, None, None, ()), -1.0)
    30.0
    """
    bent = value * prepared.scale + prepared.center
    if prepared.power is None or prepared.unit is None:
        return bent
    return float(inverse_yeo_johnson(np.array([bent]), prepared.power)[0]) * prepared.unit


def as_prepared(prepared: Prepared, value: float) -> float:
    """Return a number in original units as it was prepared.

    Examples
    --------
    >>> from coterie.views.summary import Prepared
    >>> as_prepared(Prepared("age", "median", 40.0, "none", 40.0, 10.0, None, None, ()), 30.0)
    -1.0
    """
    bent = value
    if prepared.power is not None and prepared.unit is not None:
        bent = float(yeo_johnson(np.array([value]), prepared.power, prepared.unit)[0])
    return (bent - prepared.center) / prepared.scale
