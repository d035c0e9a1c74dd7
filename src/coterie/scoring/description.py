"""What decides a customer's segment, as plain data: Python computes by it, and SQL and ONNX are printed from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from coterie.preparation import PreparedFeature
from coterie.reference import QUANTILES
from coterie.schema import Column

if TYPE_CHECKING:
    from coterie.segmentation import Segmentation

IdType = Literal["integer", "text"]

FAR = QUANTILES[-1]
"""The share of the customers of before who are not as far from their centroid as one who is unlike anyone."""

FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2200, 12, 31)
"""Days of other years are taken as missing, as Python takes them."""

LARGEST_PREPARED = 1e139
"""Prepared numbers beyond it are taken as it: their squares can still be added up."""


@dataclass(frozen=True)
class Description:
    """How a row becomes a segment: nothing in it hangs on any other row.

    A row's cells are read as `columns` say; a feature without a value is filled; numbers are transformed, centred and
    scaled as `features` say, categories become 1 and 0 over `scale`; the nearest of `centers` is the segment. A row in
    which every feature is missing has none.

    Attributes
    ----------
    artefact : str
        The short hash of the segmentation.
    key : str or None
        The id column.
    id_type : {"integer", "text"} or None
        What ids are, for ever; None where an earlier version kept nothing of it: ids stay as they come.
    columns : tuple of Column
        How the cells of each feature are read.
    features : tuple of PreparedFeature
        How each is prepared, in the same order.
    centers : tuple of tuple of float
        Centroids, prepared.
    ids : tuple of int
        The segments' permanent ids, in the order of the centroids.
    names : tuple of str
        The segments' names.
    far : float or None
        Beyond this distance a customer is unlike anyone: 99 % of the customers that the segments were made from are not
        as far from their centroid. None where an earlier version kept no distances.
    """

    artefact: str
    key: str | None
    id_type: IdType | None
    columns: tuple[Column, ...]
    features: tuple[PreparedFeature, ...]
    centers: tuple[tuple[float, ...], ...]
    ids: tuple[int, ...]
    names: tuple[str, ...]
    far: float | None


def described(segmentation: Segmentation) -> Description:
    """Return what decides a customer's segment.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> plain = described(found)
    >>> plain.key, plain.id_type, [feature.feature for feature in plain.features], plain.ids
    ('customer_id', 'text', ['age', 'income'], (0, 1, 2))
    """
    reference = segmentation.reference
    return Description(
        artefact=segmentation.short_hash,
        key=segmentation.schema.id,
        id_type=segmentation.id_type,
        columns=segmentation.schema.features,
        features=segmentation.preparation.features,
        centers=segmentation.centers,
        ids=tuple(identity.id for identity in segmentation.identities.segments),
        names=tuple(name.name for name in segmentation.names.names),
        far=None if reference is None else reference.distances.quantiles[-1],
    )
