"""Cleaned customers as rows of the matrix, and the nearest centroids of each: by the row alone, to the last bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.assignments import Nearest, nearest
from coterie.clustering.engine import kernels
from coterie.scoring.description import LARGEST_PREPARED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coterie.preparation import PreparedFeature
    from coterie.scoring.description import Description

    Floats = NDArray[np.float64]

_ORDINARY = 200
"""Distances of numbers between 2 ** -200 and 2 ** 200 are found without another scale (`coterie.clustering`)."""


_LEAST, _GREATEST = 2.0**-_ORDINARY, 2.0 ** (_ORDINARY - 1)


class Compiled:
    """What is made ready once of a description.

    Parameters
    ----------
    description : Description
    """

    def __init__(self, description: Description) -> None:
        self.description = description
        self.centers = np.array(description.centers, dtype=np.float64)
        self.width = self.centers.shape[1]
        widths = [len(feature.columns) for feature in description.features]
        self.starts = np.cumsum([0, *widths]).tolist()
        size = float(np.abs(self.centers).max(initial=0.0))
        self._ordinary = size == 0.0 or _LEAST <= size <= _GREATEST
        self._names = pl.Series(description.names, dtype=pl.String)
        self._ids = pl.Series(description.ids, dtype=pl.Int32)

    def scores(self, cleaned: pl.DataFrame, *, key: pl.Series) -> pl.DataFrame:
        """Return the scores of cleaned customers, behind what identifies them."""
        imputed = cleaned.select(pl.sum_horizontal(pl.all().is_null().cast(pl.Int32))).to_series()
        usable = (imputed < cleaned.width).to_numpy()
        X = self.matrix(cleaned if usable.all() else cleaned.filter(pl.Series(usable)))
        found = self.nearest(X)
        placed = self._placed(found)
        if not usable.any():
            placed = placed.clear(len(usable))
        elif not usable.all():
            rows = pl.Series(np.where(usable, np.cumsum(usable) - 1, 0))
            placed = placed[rows].select(pl.when(pl.Series(usable)).then(pl.all()))
        return placed.insert_column(0, key).with_columns(imputed.alias("imputed"))

    def matrix(self, cleaned: pl.DataFrame) -> Floats:
        """Prepare cleaned customers."""
        X = np.empty((cleaned.height, self.width))
        for start, feature in zip(self.starts, self.description.features, strict=False):
            X[:, start : start + len(feature.columns)] = _prepared(cleaned[feature.feature], feature)
        with np.errstate(invalid="ignore"):
            return np.clip(X, -LARGEST_PREPARED, LARGEST_PREPARED, out=X)

    def nearest(self, X: Floats) -> Nearest:
        """Find the nearest centroids: rows of very large or very small numbers each by themselves.

        Clustering brings such rows to another scale, all of a batch to one; here a row's digits hang on no other row.
        """
        exponents = np.frexp(_largest(X))[1]
        odd = np.flatnonzero(np.abs(exponents) > _ORDINARY)
        if not len(odd):
            return nearest(X, self.centers)
        plain = X.copy()
        plain[odd] = 0.0
        found = nearest(plain, self.centers)
        for row in odd.tolist():
            alone = nearest(X[row : row + 1], self.centers)
            found.labels[row], found.second[row] = alone.labels[0], alone.second[0]
            found.distance[row], found.margin[row] = alone.distance[0], alone.margin[0]
        return found

    def one(self, X: Floats) -> tuple[int, float, int, float]:
        """Find what `nearest` does for one row, without arrays: its segment, the distance, the next one, the margin."""
        largest = float(np.maximum.reduce(np.abs(X), axis=None))
        if not (self._ordinary and (largest == 0.0 or _LEAST <= largest <= _GREATEST)):
            row = np.clip(X, -LARGEST_PREPARED, LARGEST_PREPARED)
            found = self.nearest(row)
            own, second, margin = int(found.labels[0]), int(found.second[0]), float(found.margin[0])
            return own, float(found.distance[0]), second, margin
        labels, distances, seconds, others = kernels().assign(X, self.centers, n_threads=1)
        near, away = float(distances[0]), float(others[0])
        both = near + away
        return int(labels[0]), near, int(seconds[0]), (away - near) / both if both else away - near

    def _placed(self, found: Nearest) -> pl.DataFrame:
        own, second = pl.Series(found.labels), pl.Series(found.second)
        second = second if len(self.centers) > 1 else second.replace(-1, None)
        far = self.description.far
        distance = pl.Series(found.distance)
        unlike = pl.repeat(None, len(own), dtype=pl.Boolean, eager=True) if far is None else distance > far
        return pl.DataFrame(
            {
                "segment_id": self._ids.gather(own),
                "segment": self._names.gather(own),
                "distance": distance,
                "second_segment_id": self._ids.gather(second),
                "second_segment": self._names.gather(second),
                "margin": pl.Series(found.margin).fill_nan(None),
                "unlike_anyone": unlike,
            }
        )


def _largest(X: Floats) -> Floats:
    """Return the largest size of each row, column by column: a row at a time takes far longer."""
    largest = np.abs(X[:, 0]) if X.shape[1] else np.zeros(len(X))
    for column in X.T[1:]:
        np.maximum(largest, np.abs(column), out=largest)
    return largest


def _prepared(values: pl.Series, feature: PreparedFeature) -> Floats:
    """Return one feature as columns of the matrix."""
    if feature.transform != "one-hot":
        return feature.apply(values.cast(pl.Float64).to_numpy())
    filled = values.cast(pl.String).fill_null(str(feature.fill))
    places = {category: place for place, category in enumerate(feature.categories)}
    codes = filled.replace_strict(places, default=-1, return_dtype=pl.Int64)
    return feature.placed(codes.cast(pl.Float64).to_numpy())
