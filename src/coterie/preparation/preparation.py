"""Fitting the preparation: impute, transform, scale, encode, weigh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from coterie.preparation.prepared import FittedPreparation, PreparedFeature
from coterie.preparation.yeo_johnson import best_power, yeo_johnson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_STRONG_SKEW = 1.0
_FEW_VALUES = 10
_NORMAL_IQR = 1.3489795003921634


@dataclass(frozen=True)
class Preparation:
    """What to do to the features before they are clustered.

    Parameters
    ----------
    impute : {"median", "mean"}
        What stands in for a missing number. A missing category becomes the most common one.
    transform : {"auto", "none"}
        "auto" gives features with a skewness beyond ±1 a Yeo-Johnson transform, where that makes them less skewed and
        they have more than ten distinct values. Values are first divided by the median of the absolute values other
        than 0, so that dollars and thousands of dollars come to the same.
    scale : {"zscore", "robust", "none"}
        "zscore": mean 0 and standard deviation 1 (dividing by n); "robust": median 0 and interquartile range that of a
        standard normal distribution; "none": as they are.

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
        return FittedPreparation(tuple(self._fit_feature(name, values) for name, values in columns.items()))

    def _fit_feature(self, name: str, values: NDArray[np.float64] | NDArray[np.object_]) -> PreparedFeature:
        if values.dtype == object:
            return _fit_category(name, values.astype(object))
        return self._fit_number(name, values.astype(np.float64))

    def _fit_number(self, name: str, values: NDArray[np.float64]) -> PreparedFeature:
        known = values[~np.isnan(values)]
        fill = float(np.median(known) if self.impute == "median" else known.mean())
        power, unit = _fit_transform(known) if self.transform == "auto" else (None, None)
        filled = np.where(np.isnan(values), fill, values)
        prepared = filled if power is None or unit is None else yeo_johnson(filled / unit, power)
        center, scale = self._fit_scale(prepared)
        kind: Literal["none", "yeo-johnson"] = "none" if power is None else "yeo-johnson"
        return PreparedFeature(name, self.impute, fill, kind, center, scale, power, unit)

    def _fit_scale(self, values: NDArray[np.float64]) -> tuple[float, float]:
        if self.scale == "none":
            return 0.0, 1.0
        if self.scale == "robust":
            low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
            if high > low:
                return float(middle), float((high - low) / _NORMAL_IQR)
        spread = float(values.std())
        return float(values.mean()), spread if spread > 0 else 1.0


def skewness(values: NDArray[np.float64]) -> float:
    """Return the third standardised moment (dividing by n); 0 for values that are all equal.

    Examples
    --------
    >>> round(skewness(np.array([1.0, 1.0, 4.0])), 6)
    0.707107
    """
    centred = values - values.mean()
    spread = float(np.sqrt(np.mean(centred**2)))
    return float(np.mean((centred / spread) ** 3)) if spread > 0 else 0.0


def _fit_transform(values: NDArray[np.float64]) -> tuple[float, float] | tuple[None, None]:
    """Return the power and the unit where a transform helps."""
    before = abs(skewness(values))
    if before <= _STRONG_SKEW or len(np.unique(values)) <= _FEW_VALUES:
        return None, None
    unit = float(np.median(np.abs(values[values != 0])))
    power = best_power(values / unit)
    after = abs(skewness(yeo_johnson(values / unit, power)))
    return (power, unit) if after < before else (None, None)


def _fit_category(name: str, values: NDArray[np.object_]) -> PreparedFeature:
    known, counts = np.unique(np.array([value for value in values if value is not None], dtype=str), return_counts=True)
    order = np.lexsort((known, -counts))
    categories = tuple(str(category) for category in known[order])
    shares = (counts[order] + (np.arange(len(order)) == 0) * (len(values) - counts.sum())) / len(values)
    weight = float(np.sqrt(max(1.0 - np.sum(shares**2), 0.0)))
    return PreparedFeature(
        name, "mode", categories[0], "one-hot", 0.0, weight if weight > 0 else 1.0, categories=categories
    )
