"""A short name for what decides a customer's segment."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Plain = Mapping[str, Any]  # the fields of a noun, or what a saved file holds of them

LENGTH = 12
"""Hexadecimal digits: two of a million segmentations have the same by a chance of one in 500."""

_READ = ("name", "type", "categories", "decimal", "date_format", "codes", "bounds", "units")
_PREPARED = ("feature", "fill", "transform", "center", "scale", "power", "unit", "categories")


def short_hash(
    *, columns: Iterable[Plain], features: Iterable[Plain], centers: Sequence[Sequence[float]], ids: Sequence[int]
) -> str:
    """Return a short hash of what decides a customer's segment, and of nothing else.

    Parameters
    ----------
    columns : iterable of mapping
        The features' columns: how they are read.
    features : iterable of mapping
        How they are prepared.
    centers : sequence of sequence of float
        The centroids.
    ids : sequence of int
        The segments' permanent ids, in the order of the centroids.

    Returns
    -------
    str
        The same whatever names, notes, labels, profiles and evidence are, and in every version and format.

    Examples
    --------
    >>> age = {"name": "age", "type": "numeric", "categories": (), "decimal": ".", "date_format": "", "codes": ()}
    >>> prepared = {"feature": "age", "fill": 40, "transform": "none", "center": 40, "scale": 9, "categories": ()}
    >>> columns = [age | {"bounds": None, "units": (), "reason": "Numbers."}]
    >>> short_hash(columns=columns, features=[prepared | {"power": None, "unit": None}], centers=[[0.5]], ids=[0])
    '1dbd14c4ab4d'
    """
    decisive = {
        "columns": [_reading(column) for column in columns],
        "features": [[_plain(feature[name]) for name in _PREPARED] for feature in features],
        "centers": _plain(centers),
        "ids": list(ids),
    }
    written = json.dumps(decisive, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(written.encode()).hexdigest()[:LENGTH]


def _reading(column: Plain) -> list[Any]:
    """Return how a column is read; words for numbers and days only where it has some, as files from before had none."""
    later = (column.get(name) for name in ("words", "days_before"))
    return [*(_plain(column[name]) for name in _READ), *(_plain(said) for said in later if said)]


def _plain(value: Any) -> Any:  # noqa: ANN401 - what JSON knows
    """Return lists and floats, so that 1 and 1.0, and lists and tuples, are one."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
