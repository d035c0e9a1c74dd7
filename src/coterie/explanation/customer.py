"""Why a customer is in their segment: each feature's part in how much nearer the own centroid is than the next."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.explanation.geometry import split
from coterie.explanation.moves import Move, Mover
from coterie.meaning.given import is_given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.preparation import PreparedFeature
    from coterie.segmentation import Segmentation


@dataclass(frozen=True)
class Contribution:
    """What one feature says of a customer's segment.

    Attributes
    ----------
    feature : str
    value : float or str or None
        The customer's; None where it is missing.
    filled : float or str or None
        What stands in for a missing value; None where none is missing.
    own, other : float or None
        The centroids in original units; of a category how many there have the customer's, as a share. None of a
        segment too small to be described.
    effect : float
        By how much the feature makes the other centroid farther than the own one, in squared distance: positive
        where it speaks for the own segment.
    """

    feature: str
    value: float | str | None
    filled: float | str | None
    own: float | None
    other: float | None
    effect: float


@dataclass(frozen=True)
class Explanation:
    """Why one customer is in their segment, and what would move them. Segments are named by their places.

    Attributes
    ----------
    id : str
        The customer.
    segment, other : int
        Their segment, and the one whose centroid is next; the same where there is only one segment.
    squared : (float, float)
        Squared distances to the two centroids.
    margin : float
        As in the assignments: from 0 on the border to 1 at the centroid.
    contributions : tuple of Contribution
        Of every feature, the largest first. Their effects add up to the difference of the squared distances.
    moves : tuple of Move
        The smallest change of each feature that leads into another segment, the smallest first; none for a feature that
        leads nowhere else within the range of the customers that the segments were made from.
    together : Move or None
        The smallest change of two numbers made together that leads to `other`.
    """

    id: str
    segment: int
    other: int
    squared: tuple[float, float]
    margin: float
    contributions: tuple[Contribution, ...]
    moves: tuple[Move, ...]
    together: Move | None

    @property
    def difference(self) -> float:
        """How much farther the other centroid is, in squared distance."""
        return self.squared[1] - self.squared[0]


def why(segmentation: Segmentation, id: str, values: Mapping[str, float | str | None]) -> Explanation:
    """Explain one customer's segment.

    Parameters
    ----------
    segmentation : Segmentation
    id : str
        What the customer is called.
    values : mapping of str to float, str or None
        Their features, cleaned, in original units.

    Returns
    -------
    Explanation

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> said = why(found, "me", {"age": 40.0, "income": 50_000.0})
    >>> abs(sum(each.effect for each in said.contributions) - said.difference) < 1e-9
    True
    """
    mover = Mover(segmentation, values)
    if len(mover.centers) < 2:
        return Explanation(id, 0, 0, (_squared(mover, 0),) * 2, 1.0, (), (), None)
    own = mover.own
    other = next(each for each in mover.order if each != own)
    squared = _squared(mover, own), _squared(mover, other)
    near, far = map(math.sqrt, squared)
    fixed = [name for name in mover.blocks if is_given(name)]
    return Explanation(
        id,
        own,
        other,
        squared,
        (far - near) / (far + near) if far + near else 0.0,
        _contributions(mover, own, other),
        mover.moves,
        mover.together(other, fixed=fixed),
    )


def distances(segmentation: Segmentation, values: Mapping[str, float | str | None]) -> tuple[float, ...]:
    """Return how far a customer is from each segment's centroid, in prepared units.

    Parameters
    ----------
    segmentation, values
        As in `why`.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> len(distances(found, {"age": 40.0, "income": 50_000.0}))
    3
    """
    mover = Mover(segmentation, values)
    return tuple(math.sqrt(_squared(mover, place)) for place in range(len(mover.centers)))


def _squared(mover: Mover, place: int) -> float:
    return math.fsum(((mover.x - mover.centers[place]) ** 2).tolist())


def _contributions(mover: Mover, own: int, other: int) -> tuple[Contribution, ...]:
    effects = split(mover.x, mover.centers[own], mover.centers[other], blocks=[*mover.blocks.values()])
    found = []
    for feature, effect in zip(mover.segmentation.preparation.features, effects, strict=True):
        value = mover.values[feature.feature]
        here, there = (_typical(mover, feature, place) for place in (own, other))
        filled = feature.fill if value is None else None
        found.append(Contribution(feature.feature, value, filled, here, there, effect))
    return tuple(sorted(found, key=lambda each: (-abs(each.effect), each.feature)))


def _typical(mover: Mover, feature: PreparedFeature, place: int) -> float | None:
    """Return the centroid in original units; of a category, the share of those who have the customer's."""
    if mover.segmentation.profiles.segments[place].size < FEWEST_CUSTOMERS:
        return None
    part = mover.centers[place][mover.blocks[feature.feature]]
    if feature.transform != "one-hot":
        return float(feature.invert(part)[0])
    value = mover.values[feature.feature]
    category = feature.fill if value is None else value
    if category not in feature.categories:
        return 0.0
    return float(part[feature.categories.index(str(category))]) * feature.scale
