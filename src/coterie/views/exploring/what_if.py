"""The data from which the page finds the segment of a customer whose values are changed: the same that scoring uses."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.meaning.real_steps import steps_of
from coterie.profiling import CategoryProfile, DateProfile, NumericProfile
from coterie.remarks import capital
from coterie.views.original_units import called, in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.preparation import PreparedFeature
    from coterie.schema import Column
    from coterie.segmentation import Segmentation

    Value = float | str | None


_LARGEST = 1e300


@dataclass(frozen=True)
class Moving:
    """A feature whose value can be moved.

    Attributes
    ----------
    name, said : str
        The column, and what it is called.
    value, shown : float or str or None, str
        The customer's, and as text; of a missing one what stands in for it.
    missing : bool
    usual : str
        The median of all customers, or their most common category.
    fill, center, scale, power, unit
        As in `PreparedFeature`.
    categories, spoken : tuple of str or None
        Of words: the categories, and as text.
    least, greatest : float or None
        Between what a number can be moved; None where nothing is known of it, and of words.
    decimals : int
        Digits behind the point.
    allowed, spelled : tuple
        The only values of a scale of words, and as text; otherwise empty.
    before : str
        The day from which days are counted back; empty for what are no days.
    """

    name: str
    said: str
    value: Value
    shown: str
    missing: bool
    usual: str
    fill: float | str
    center: float
    scale: float
    power: float | None
    unit: float | None
    categories: tuple[str, ...] | None
    spoken: tuple[str, ...] | None
    least: float | None
    greatest: float | None
    decimals: int
    allowed: tuple[float, ...]
    spelled: tuple[str, ...]
    before: str


def moving(segmentation: Segmentation, values: Mapping[str, Value]) -> tuple[Moving, ...]:
    """Return every feature with what it can be moved to.

    Parameters
    ----------
    segmentation : Segmentation
    values : mapping of str to float, str or None
        The customer's, cleaned, in original units.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> [(each.said, each.shown, each.decimals) for each in moving(found, {"age": 40.0, "income": 50_000.0})]
    [('Age', '40', 0), ('Income', '50,000', 0)]
    """
    return tuple(
        _moving(segmentation, segmentation.schema[each.feature], each, values[each.feature])
        for each in segmentation.preparation.features
    )


def _moving(segmentation: Segmentation, column: Column, feature: PreparedFeature, value: Value) -> Moving:
    words = feature.transform == "one-hot"
    known = feature.fill if value is None else value
    steps = None if words else steps_of(segmentation, column, float(known))
    ends = None if steps is None else (min(steps.least, float(known)), max(steps.greatest, float(known)))
    return Moving(
        name=column.name,
        said=capital(called(segmentation.schema, column.name)),
        value=value,
        shown=in_words(column, known),
        missing=value is None,
        usual=_usual(segmentation, column),
        fill=feature.fill,
        center=feature.center,
        scale=feature.scale,
        power=feature.power,
        unit=feature.unit,
        categories=feature.categories if words else None,
        spoken=tuple(in_words(column, each) for each in feature.categories) if words else None,
        least=None if ends is None else ends[0],
        greatest=None if ends is None else ends[1],
        decimals=0 if steps is None else steps.decimals,
        allowed=() if steps is None else steps.allowed,
        spelled=() if steps is None else tuple(in_words(column, each) for each in steps.allowed),
        before=column.days_before or "",
    )


def _usual(segmentation: Segmentation, column: Column) -> str:
    seen = segmentation.profiles.overall.columns.get(column.name)
    if isinstance(seen, CategoryProfile):
        return in_words(column, seen.mode)
    return in_words(column, seen.median) if isinstance(seen, NumericProfile | DateProfile) else in_words(column, None)


def model_of(
    segmentation: Segmentation, features: Sequence[Moving], colours: Sequence[int]
) -> dict[str, Any]:  # as JSON has it
    """Return what the page computes with, as JSON has it.

    Parameters
    ----------
    segmentation : Segmentation
    features : sequence of Moving
        From `moving`.
    colours : sequence of int
        Of each segment.
    """
    return {
        "features": [asdict(each) for each in features],
        "centers": segmentation.centers,
        "names": [each.name for each in segmentation.names.names],
        "colours": list(colours),
        "locale": str(segmentation.options.get("locale") or "en").replace("_", "-"),
    }


def values_of(segmentation: Segmentation, said: str) -> dict[str, Value]:
    """Return the values that a page sends: a list of JSON in the order of the features, null for a missing one.

    Raises
    ------
    coterie.errors.InputError
        For other than one value a feature, and for what is no number.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> values_of(found, "[40, null]")
    {'age': 40.0, 'income': None}
    """
    features = segmentation.preparation.features
    try:
        given = json.loads(said)
    except ValueError:
        given = None
    if not isinstance(given, list) or len(given) != len(features):
        raise errors.studio.no_values(len(features))
    found = {each.feature: _read(each, value) for each, value in zip(features, given, strict=True)}
    if all(value is None for value in found.values()):
        raise errors.studio.no_values(len(features))
    return found


def _read(feature: PreparedFeature, value: object) -> Value:
    if value is None or (isinstance(value, str) and feature.transform == "one-hot"):
        return value
    if feature.transform == "one-hot" or not isinstance(value, int | float) or isinstance(value, bool):
        raise errors.studio.no_value(feature.feature, value)
    if not abs(value) <= _LARGEST:  # nan, too
        raise errors.studio.no_value(feature.feature, value)
    return float(value)
