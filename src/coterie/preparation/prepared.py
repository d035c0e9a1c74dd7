"""Fitted preparation: numbers that turn customers into rows of a matrix, the same way every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from coterie.excerpts import excerpts
from coterie.preparation.yeo_johnson import inverse_yeo_johnson, yeo_johnson
from coterie.threads import cache_blocks, map_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

Values = "NDArray[np.float64] | NDArray[np.object_]"


@dataclass(frozen=True)
class PreparedFeature:
    """How one feature becomes one column of the matrix, or one a category.

    A number is filled where it is missing, transformed, then centred and scaled: ``(t(x) - center) / scale``.
    A category becomes one column a category, 1 or 0, divided by `scale`.

    Attributes
    ----------
    feature : str
        The column's name.
    impute : {"median", "mean", "mode"}
        Where `fill` comes from.
    fill : float or str
        What stands in for a missing value.
    transform : {"none", "yeo-johnson", "one-hot"}
        What is done before scaling.
    center, scale : float
        Subtracted, then divided by, after the transform.
    power, unit : float or None
        Of a Yeo-Johnson transform: t(x) = yeo_johnson(x / unit, power).
    categories : tuple of str
        Of a one-hot encoding: the categories, one column each. Another category is 0 in all of them.
    weight : float
        By how much its share of the squared distance is multiplied. `scale` has it already: it is that without a
        weight, divided by the root of it.
    """

    feature: str
    impute: Literal["median", "mean", "mode"]
    fill: float | str
    transform: Literal["none", "yeo-johnson", "one-hot"]
    center: float
    scale: float
    power: float | None = None
    unit: float | None = None
    categories: tuple[str, ...] = ()
    weight: float = 1.0

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the matrix columns it makes, no two alike; of long categories their beginning."""
        if self.transform == "one-hot":
            return tuple(f"{self.feature}={shown}" for shown in excerpts(self.categories).values())
        return (self.feature,)

    def apply(self, values: NDArray[np.float64] | NDArray[np.object_]) -> NDArray[np.float64]:
        """Prepare a column of customers: float64 with nan, or for categories str with None.

        Returns
        -------
        ndarray of shape (n_customers, len(columns))
        """
        return self.placed(self.straightened(values))

    def straightened(self, values: NDArray[np.float64] | NDArray[np.object_]) -> NDArray[np.float64]:
        """Fill and transform a column: what `apply` does before it centres and scales.

        Returns
        -------
        ndarray of shape (n_customers,)
            For categories their places in `categories`; -1 for another category.
        """
        if self.transform == "one-hot":
            places = {category: place for place, category in enumerate(self.categories)}
            return np.array(
                [places.get(str(self.fill if value is None else value), -1) for value in values], np.float64
            )
        numbers = np.asarray(values, dtype=np.float64)
        missing = np.isnan(numbers)
        if missing.any():
            numbers = np.where(missing, float(self.fill), numbers)
        return self._transformed(numbers)

    def placed(self, straightened: NDArray[np.float64]) -> NDArray[np.float64]:
        """Centre and scale what `straightened` returned, or spread categories over their columns.

        Returns
        -------
        ndarray of shape (n_customers, len(columns))
        """
        if self.transform == "one-hot":
            spread: NDArray[np.float64] = (straightened[:, None] == np.arange(len(self.categories))) / self.scale
            return spread
        centred = straightened - self.center
        centred /= self.scale
        return centred[:, None]

    def invert(self, column: NDArray[np.float64]) -> NDArray[np.float64]:
        """Bring numbers of this feature's matrix column back to original units."""
        transformed = column * self.scale + self.center
        if self.power is None or self.unit is None:
            return np.asarray(transformed)
        return inverse_yeo_johnson(transformed, self.power) * self.unit

    def _transformed(self, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        if self.power is None or self.unit is None:
            return numbers
        return yeo_johnson(numbers, self.power, self.unit)


@dataclass(frozen=True)
class FittedPreparation:
    """Every feature's preparation, in the order of the matrix's columns."""

    features: tuple[PreparedFeature, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the matrix columns."""
        return tuple(column for feature in self.features for column in feature.columns)

    def matrix(
        self, columns: Mapping[str, NDArray[np.float64] | NDArray[np.object_]], *, n_threads: int | None = None
    ) -> NDArray[np.float64]:
        """Prepare customers.

        Parameters
        ----------
        columns : mapping of str to ndarray of shape (n_customers,)
            Each feature's values: float64 with nan where missing, or for a categorical feature str with None.
        n_threads : int, optional
            Threads at most.

        Returns
        -------
        ndarray of shape (n_customers, len(self.columns)), float64

        Examples
        --------
        >>> age = PreparedFeature("age", "median", 40.0, "none", center=40.0, scale=10.0)
        >>> FittedPreparation((age,)).matrix({"age": np.array([30.0, np.nan])})
        array([[-1.],
               [ 0.]])
        """
        rows = len(next(iter(columns.values()), ()))
        X = np.empty((rows, len(self.columns)))
        starts = np.cumsum([0, *(len(feature.columns) for feature in self.features)])

        def fill(block: slice) -> None:
            for start, feature in zip(starts.tolist(), self.features, strict=False):
                X[block, start : start + len(feature.columns)] = feature.apply(columns[feature.feature][block])

        map_columns(fill, cache_blocks(rows), rows=rows, n_threads=n_threads)
        return X
