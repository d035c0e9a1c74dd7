"""Fitting the preparation: impute, transform, scale, encode, weigh."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from coterie.clustering import moments_of
from coterie.order_statistics import has_more_values, in_order, median, middle
from coterie.preparation.humps import humps, within
from coterie.preparation.prepared import FittedPreparation, PreparedFeature
from coterie.preparation.yeo_johnson import best_power, yeo_johnson
from coterie.threads import cache_blocks, map_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STRONG_SKEW = 1.0
_SKEW_WITHIN = 0.5  # within humps, where a power that is not needed does no harm: it comes out near 1
_FEW_VALUES = 10
_NORMAL_IQR = 1.3489795003921634
_TWO = 2
_ROOT = float(np.sqrt(2.0))


@dataclass(frozen=True)
class Preparation:
    """What to do to the features before they are clustered.

    Parameters
    ----------
    impute : {"median", "mean"}
        What stands in for a missing number. A missing category becomes the most common one.
    transform : {"auto", "none"}
        "auto" gives features with a skewness beyond ±1 a Yeo-Johnson transform, where that makes them less skewed and
        they have more than ten distinct values; where values fall into humps with valleys between them, the skewness
        within the humps counts. Values are first divided by the median of the absolute values other than 0, so that
        dollars and thousands of dollars come to the same.
    scale : {"zscore", "robust", "none"}
        "zscore": mean 0 and standard deviation 1 (dividing by n); "robust": median 0 and interquartile range that of a
        standard normal distribution; "none": as they are, categories and yes and no as 0 and 1.
    weight : mapping of str to float
        By how much a feature's share of the squared distance is multiplied; 1 where it is not named.

    Notes
    -----
    A categorical feature becomes one 0/1 column a category, all divided by the one number that makes their variances
    sum to 1: two random customers then differ by as much (2, in expected squared distance) as they do in one feature
    of unit variance. Hennig and Liao (2013), How to find an appropriate clustering for mixed-type variables with
    application to socio-economic stratification, Journal of the Royal Statistical Society C 62:309-369.

    Examples
    --------
    >>> fitted = Preparation().fit({"age": np.array([30.0, 40.0, np.nan, 50.0])})
    >>> fitted.features[0].fill
    40.0
    >>> fitted.matrix({"age": np.array([40.0])})
    array([[0.]])
    """

    impute: Literal["median", "mean"] = "median"
    transform: Literal["auto", "none"] = "auto"
    scale: Literal["zscore", "robust", "none"] = "zscore"
    weight: Mapping[str, float] = field(default_factory=dict)

    def fit(self, columns: Mapping[str, NDArray[np.float64] | NDArray[np.object_]]) -> FittedPreparation:
        """Fit on cleaned columns.

        Parameters
        ----------
        columns : mapping of str to ndarray of shape (n_customers,)
            Each feature's values, in order: float64 with nan where missing, or str with None for a category. Each has
            at least one value.

        Returns
        -------
        FittedPreparation
        """
        rows = len(next(iter(columns.values()), ()))
        return FittedPreparation(
            tuple(map_columns(lambda item: self._fit_feature(*item)[0], columns.items(), rows=rows))
        )

    def fit_matrix(
        self, columns: Mapping[str, NDArray[np.float64] | NDArray[np.object_]]
    ) -> tuple[FittedPreparation, NDArray[np.float64]]:
        """Fit on cleaned columns, and prepare these: what `fit` and then `matrix` give, each value transformed once.

        Examples
        --------
        >>> fitted, X = Preparation().fit_matrix({"age": np.array([30.0, 40.0, 50.0])})
        >>> X[1]
        array([0.])
        """
        rows = len(next(iter(columns.values()), ()))
        numbers = {name: values for name, values in columns.items() if values.dtype != object}
        if len(numbers) < len(columns):
            fitted = self.fit(columns)
            return fitted, fitted.matrix(columns)
        X = np.empty((rows, len(columns)))

        def fill(item: tuple[int, str]) -> PreparedFeature:
            at, name = item
            feature, prepared = self._fit_feature(name, columns[name])
            for block in cache_blocks(rows):
                X[block, at] = (prepared[block] - feature.center) / feature.scale
            return feature

        return FittedPreparation(tuple(map_columns(fill, enumerate(columns), rows=rows))), X

    def settled(self, feature: PreparedFeature, *, mean: float, deviation: float) -> PreparedFeature:
        """Return a number's preparation, fitted on a sample, with the mean and the deviation of all customers.

        Both are those of the straightened values. Quartiles, where they are what scales, stay those of the sample.

        Examples
        --------
        >>> preparation = Preparation()
        >>> (age,) = preparation.fit({"age": np.array([30.0, 40.0, 50.0])}).features
        >>> preparation.settled(age, mean=41.0, deviation=9.0).center
        41.0
        """
        if self.scale != "zscore":
            return feature
        return self.weighed(replace(feature, center=mean, scale=deviation if deviation > 0 else 1.0))

    def weighed(self, feature: PreparedFeature) -> PreparedFeature:
        """Return a feature that is scaled without its weight as it is with it.

        Examples
        --------
        >>> plain = PreparedFeature("age", "median", 40.0, "none", center=40.0, scale=10.0)
        >>> Preparation(weight={"age": 4.0}).weighed(plain).scale
        5.0
        """
        weight = self.weight.get(feature.feature, 1.0)
        return feature if weight == 1 else replace(feature, scale=feature.scale / math.sqrt(weight), weight=weight)

    def _fit_feature(
        self, name: str, values: NDArray[np.float64] | NDArray[np.object_]
    ) -> tuple[PreparedFeature, NDArray[np.float64]]:
        """Return a feature, and of numbers the values before they are centred and scaled."""
        if values.dtype == object:
            fitted = _fit_category(name, values.astype(object))
            return self.weighed(unscaled(fitted) if self.scale == "none" else fitted), np.empty(0)
        feature, prepared = self._fit_number(name, np.asarray(values, dtype=np.float64))
        return self.weighed(feature), prepared

    def _fit_number(self, name: str, values: NDArray[np.float64]) -> tuple[PreparedFeature, NDArray[np.float64]]:
        missing = np.isnan(values)
        known = values[~missing] if missing.any() else values
        fill = median(known) if self.impute == "median" else moments_of(known).mean
        helps = _fit_transform(known) if self.transform == "auto" else None
        if len(known) == len(values):
            prepared = values if helps is None else helps.transformed
        else:
            prepared = np.where(missing, fill, values)
            prepared = prepared if helps is None else yeo_johnson(prepared, helps.power, helps.unit)
        center, scale = self._fit_scale(prepared)
        if helps is None:
            return PreparedFeature(name, self.impute, fill, "none", center, scale), prepared
        power, unit = helps.power, helps.unit
        return PreparedFeature(name, self.impute, fill, "yeo-johnson", center, scale, power, unit), prepared

    def _fit_scale(self, values: NDArray[np.float64]) -> tuple[float, float]:
        if self.scale == "none":
            return 0.0, 1.0
        if self.scale == "robust":
            low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
            if high > low:
                return float(middle), float((high - low) / _NORMAL_IQR)
        moments = moments_of(values)
        spread = moments.deviation()
        return moments.mean, spread if spread > 0 else 1.0


def skewness(values: NDArray[np.float64]) -> float:
    """Return the third standardised moment (dividing by n); 0 for values that are all equal.

    Examples
    --------
    >>> round(skewness(np.array([1.0, 1.0, 4.0])), 6)
    0.707107
    """
    mean = values.mean()
    far = max(float(values.max() - mean), float(mean - values.min()))
    if not far > 0:
        return 0.0
    squares = cubes = 0.0
    for block in cache_blocks(len(values)):
        centred = (values[block] - mean) / far
        square = centred * centred
        squares += float(square.sum())
        cubes += float((square * centred).sum())
    spread = float(np.sqrt(squares / len(values)))
    return cubes / len(values) / spread**3 if spread > 0 else 0.0


class _Power(NamedTuple):
    """A transform that helps, and what it makes of the values it was fitted on."""

    power: float
    unit: float
    transformed: NDArray[np.float64]


def _fit_transform(values: NDArray[np.float64]) -> _Power | None:
    """Return a transform where one helps.

    Where values fall into humps with valleys between them, only skewness within the humps counts: that of the whole
    says that one is smaller than another, and straightening would draw it into the other's tail.
    """
    if abs(skewness(values)) <= _STRONG_SKEW or not has_more_values(values, _FEW_VALUES):
        return None
    ordered = in_order(values)
    parts = humps(ordered)
    before = abs(skewness(within(ordered, parts)))
    if before <= (_STRONG_SKEW if len(parts) == 1 else _SKEW_WITHIN):
        return None
    unit = _unit(ordered)
    power = best_power(ordered, unit, parts)
    after = abs(skewness(within(yeo_johnson(ordered, power, unit), parts)))
    return _Power(power, unit, yeo_johnson(values, power, unit)) if after < before else None


def _unit(ordered: NDArray[np.float64]) -> float:
    """Return the median of the absolute values other than 0."""
    if ordered[0] >= 0:
        return middle(ordered[np.searchsorted(ordered, 0.0, side="right") :])
    return median(np.abs(ordered[ordered != 0]))


def _fit_category(name: str, values: NDArray[np.object_]) -> PreparedFeature:
    known, counts = np.unique(np.array([value for value in values if value is not None], dtype=str), return_counts=True)
    counted = dict(zip(known.tolist(), counts.tolist(), strict=True))
    return fit_category(name, counted, rows=len(values))


def unscaled(category: PreparedFeature) -> PreparedFeature:
    """Return a categorical feature as zeros and ones; one of two categories as a single one: two columns, each halved.

    Examples
    --------
    >>> unscaled(fit_category("vip", {"true": 1, "false": 3}, rows=4)).scale ** 2
    2.0000000000000004
    """
    return replace(category, scale=_ROOT if len(category.categories) == _TWO else 1.0)


def fit_category(name: str, counted: Mapping[str, int], *, rows: int) -> PreparedFeature:
    """Fit a categorical feature on how often each category is there among the rows.

    Examples
    --------
    >>> fit_category("card", {"gold": 1, "blue": 2}, rows=4).categories
    ('blue', 'gold')
    """
    known, counts = np.array(list(counted)), np.array(list(counted.values()))
    order = np.lexsort((known, -counts))
    categories = tuple(str(category) for category in known[order])
    shares = (counts[order] + (np.arange(len(order)) == 0) * (rows - counts.sum())) / rows
    weight = float(np.sqrt(max(1.0 - np.sum(shares**2), 0.0)))
    return PreparedFeature(
        name, "mode", categories[0], "one-hot", 0.0, weight if weight > 0 else 1.0, categories=categories
    )
