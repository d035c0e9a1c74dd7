"""A segment by its permanent id and its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

if TYPE_CHECKING:
    from coterie.segmentation import Segmentation


@dataclass(frozen=True)
class SegmentNamed:
    """A segment."""

    id: Annotated[int, Field(ge=0)]
    name: str


def segment_named(segmentation: Segmentation, place: int) -> SegmentNamed:
    """Return the segment at a place, in the order of the centroids.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none").segmentation
    >>> segment_named(found, 0).id
    0
    """
    return SegmentNamed(segmentation.identities.segments[place].id, segmentation.names.names[place].name)
