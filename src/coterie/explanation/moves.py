"""What would move a customer: the smallest change of one feature, and of two together, into another segment."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from coterie.assignments import nearest
from coterie.explanation.geometry import crossing
from coterie.meaning.real_steps import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from coterie.meaning.real_steps import Steps
    from coterie.preparation import PreparedFeature
    from coterie.segmentation import Segmentation

    Value = float | str | None

_LARGEST_NUDGE = 1e-6
"""Of the way to a border: rounding of floats needs far less to be over it."""


@dataclass(frozen=True)
class Change:
    """A change of one feature, in original units.

    Attributes
    ----------
    feature : str
    before : float or str
        The customer's value.
    exact : float or None
        Just over the border; None of a category.
    after : float or str
        The same, rounded away from the customer to a value that can be.
    """

    feature: str
    before: float | str
    exact: float | None
    after: float | str


@dataclass(frozen=True)
class Move:
    """Changes that bring a customer into another segment.

    Attributes
    ----------
    to : int
        The place of the segment.
    changes : tuple of Change
        One, or two made together.
    size : float
        How far it is to the border, in prepared units without weights: standard deviations unless another scaling was
        asked for.
    """

    to: int
    changes: tuple[Change, ...]
    size: float


class Mover:
    """One customer, and what would become of them.

    Parameters
    ----------
    segmentation : Segmentation
    values : mapping of str to float, str or None
        The customer's features, cleaned, in original units; None where missing.
    """

    def __init__(self, segmentation: Segmentation, values: Mapping[str, Value]) -> None:
        self.segmentation, self.values = segmentation, dict(values)
        self.centers = np.array(segmentation.centers)
        widths = np.cumsum([0, *(len(each.columns) for each in segmentation.preparation.features)]).tolist()
        pairs = zip(segmentation.preparation.features, widths, widths[1:], strict=False)
        self.blocks = {feature.feature: slice(start, stop) for feature, start, stop in pairs}
        self._features = {feature.feature: feature for feature in segmentation.preparation.features}

    @cached_property
    def x(self) -> NDArray[np.float64]:
        """The prepared customer."""
        return self.prepared({})

    @cached_property
    def own(self) -> int:
        """The place of the customer's segment."""
        return self.lands({})

    @property
    def order(self) -> list[int]:
        """The places of the segments, the nearest first; of equally near ones the first."""
        return [int(each) for each in np.argsort(((self.x - self.centers) ** 2).sum(axis=1), kind="stable")]

    def prepared(self, changed: Mapping[str, float | str]) -> NDArray[np.float64]:
        """Return the customer prepared, with some values changed."""
        now = {**self.values, **changed}
        columns = {name: _column(now[name], feature) for name, feature in self._features.items()}
        row: NDArray[np.float64] = self.segmentation.preparation.matrix(columns)[0]
        return row

    def lands(self, changed: Mapping[str, float | str]) -> int:
        """Return the place of the segment in which the customer is scored, with some values changed."""
        return int(nearest(self.prepared(changed)[None, :], self.centers).labels[0])

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The smallest change of each feature that moves the customer, the smallest of all first."""
        found = (self._smallest(feature) for feature in self._features.values())
        return tuple(sorted((each for each in found if each), key=lambda move: (move.size, move.changes[0].feature)))

    def together(self, to: int, *, fixed: Sequence[str] = ()) -> Move | None:
        """Return the smallest joint change of two numbers that brings the customer into a segment.

        None where a change of one of them alone is smaller.

        Parameters
        ----------
        to : int
            The place of the segment.
        fixed : sequence of str
            Features that nobody changes, such as the age; they are used only where no others do.
        """
        alone = {move.changes[0].feature: move.size for move in self.moves if move.to == to}
        return next(
            (
                pair
                for pair in self._pairs(to, fixed)
                if all(pair.size < alone.get(change.feature, math.inf) for change in pair.changes)
            ),
            None,
        )

    def _smallest(self, feature: PreparedFeature) -> Move | None:
        if self.values[feature.feature] is None:
            return None
        ways = self._categories(feature) if feature.transform == "one-hot" else self._numbers(feature)
        return min(ways, key=lambda move: move.size, default=None)

    def _categories(self, feature: PreparedFeature) -> Iterator[Move]:
        """Find another category that moves the customer; the most common is the first."""
        before = str(self.values[feature.feature])
        for category in feature.categories:
            to = self.lands({feature.feature: category})
            if category != before and to != self.own:
                apart = self.prepared({feature.feature: category}) - self.x
                size = math.sqrt(float(apart @ apart) / feature.weight)
                yield Move(to, (Change(feature.feature, before, None, category),), size)

    def _numbers(self, feature: PreparedFeature) -> Iterator[Move]:
        """Find the ways over each border, up and down."""
        for sign in (1.0, -1.0):
            direction = np.zeros(len(self.x))
            direction[self.blocks[feature.feature]] = sign
            for to in range(len(self.centers)):
                if to != self.own and (move := self._move(direction, [feature], to)):
                    yield move

    def _pairs(self, to: int, fixed: Sequence[str]) -> Iterator[Move]:
        numbers = [
            feature
            for name, feature in self._features.items()
            if feature.transform != "one-hot" and self.values[name] is not None
        ]
        apart = self.centers[to] - self.centers[self.own]

        def rank(pair: tuple[PreparedFeature, PreparedFeature]) -> tuple[bool, float, list[str]]:
            names = sorted(each.feature for each in pair)
            far = math.fsum(float(apart[self.blocks[each.feature]][0]) ** 2 * each.weight for each in pair)
            return any(name in fixed for name in names), -far, names

        for pair in sorted(combinations(numbers, 2), key=rank):
            direction = np.zeros(len(self.x))
            for each in pair:
                direction[self.blocks[each.feature]] = apart[self.blocks[each.feature]] * each.weight
            if all(direction[self.blocks[each.feature]].any() for each in pair) and (
                move := self._move(direction, sorted(pair, key=lambda each: each.feature), to)
            ):
                yield move

    def _move(self, direction: NDArray[np.float64], features: Sequence[PreparedFeature], to: int) -> Move | None:
        """Go in a direction until the customer is in a segment, and on to values that can be."""
        far = crossing(self.x, self.centers, direction, to=to)
        exact = None if far is None else self._over(direction * far, features, to)
        if far is None or exact is None:
            return None
        after: dict[str, float | str] = {}
        for feature in features:
            value = self._after(feature, exact[feature.feature])
            if value is None:
                return None
            after[feature.feature] = value
        if self.lands(after) != to:
            return None
        squares = ((direction[self.blocks[each.feature]][0] * far) ** 2 / each.weight for each in features)
        changes = (
            Change(name, float(self.values[name] or 0.0), exact[name], after[name])
            for name in (each.feature for each in features)
        )
        return Move(to, tuple(changes), math.sqrt(math.fsum(map(float, squares))))

    def _over(self, way: NDArray[np.float64], features: Sequence[PreparedFeature], to: int) -> dict[str, float] | None:
        """Return the values in original units at the end of a way, moved by the rounding of floats over the border."""
        nudge = 0.0
        while nudge <= _LARGEST_NUDGE:
            at = self.x + way * (1.0 + nudge)
            values = {each.feature: float(each.invert(at[self.blocks[each.feature]])[0]) for each in features}
            if not all(map(math.isfinite, values.values())):
                return None
            if self.lands(values) == to:
                return values
            nudge = max(nudge * 2.0, 1e-15)
        return None

    def _after(self, feature: PreparedFeature, exact: float) -> float | None:
        start = float(self.values[feature.feature] or 0.0)
        steps = self._steps[feature.feature]
        return None if steps is None or not steps.holds(exact) else steps.beyond(exact, start=start)

    @cached_property
    def _steps(self) -> dict[str, Steps | None]:
        schema = self.segmentation.schema
        return {
            name: steps_of(self.segmentation, schema[name], float(self.values[name] or 0.0))
            for name, feature in self._features.items()
            if feature.transform != "one-hot"
        }


def _column(value: Value, feature: PreparedFeature) -> NDArray[np.float64] | NDArray[np.object_]:
    if feature.transform == "one-hot":
        return np.array([value], dtype=object)
    return np.array([np.nan if value is None else float(value)])
