"""The noun that a comparison makes: what changed between two sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from coterie.monitoring.compared import Alike, Kind, Migration, SegmentShares, Side
from coterie.monitoring.drift import Advice, Answer, Drift, Reason
from coterie.monitoring.months import Month
from coterie.remarks import Remark
from coterie.segmentation.lineage import Refit

Why = Reason | Literal["spoiled", "fits", "fits_no_more"]
"""Why something is advised."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """What changed between two sides.

    Attributes
    ----------
    kind : {"customers", "segmentations", "assignments"}
        What was compared: segments with customers of another day, two segmentations, or two files of assignments.
    alike : {"same", "lineage", "named", "matched"}
        How segments of both sides are known to be the same ones.
    old, new : Side
        What was compared.
    shares : tuple of SegmentShares
        Every segment's share then and now.
    drift : Drift or None
        How today's customers differ from those that the old segmentation was made from; None where no customers are
        given, and of a segmentation that kept nothing to compare with.
    fits : Drift or None
        The same of the new segmentation, where there are two.
    migration : Migration or None
        Who went where, and why; None where it is not known who was where.
    refit : Refit or None
        What became of segments, where the new segmentation continues the old one.
    doubts : tuple of Remark
        What is unlike the customers that the segments were made from.
    stops : bool
        Whether that spoils most segments, so that scoring would refuse these customers.
    medians : mapping of str to float
        Of each number the median that the old segmentation knows.
    labels : mapping of str to str
        What people call columns.
    changes : polars.DataFrame or None
        The customers whose segment is another one: the id, `from`, `to` and `reason`.
    months : tuple of Month
        The customers of each month by themselves, where that was asked for.
    with_ids : bool
        Whether the segments were made of a table with ids, so that somebody could be followed.
    """

    kind: Kind
    alike: Alike
    old: Side
    new: Side
    shares: tuple[SegmentShares, ...]
    drift: Drift | None
    fits: Drift | None
    migration: Migration | None
    refit: Refit | None
    doubts: tuple[Remark, ...]
    stops: bool
    medians: Mapping[str, float]
    labels: Mapping[str, str]
    changes: pl.DataFrame | None
    months: tuple[Month, ...] = ()
    with_ids: bool = True

    @property
    def answer(self) -> Answer | None:
        """Whether customers are as they were: "steady", "drifted" or "too_few"; None where no customers were seen."""
        if self.stops:
            return "drifted"
        return None if self.drift is None else self.drift.answer

    @property
    def advice(self) -> Advice | None:
        """What to do: "keep", "rescore", "refit" or "mend"; None where no customers were seen."""
        return _ADVICE[self.reason] if self.reason else None

    @property
    def reason(self) -> Why | None:
        """Why: that of the drift, or "spoiled", "fits" and "fits_no_more".

        spoiled: the table cannot be read as before. fits: customers drifted, and the new segmentation fits them.
        fits_no_more: they drifted on from it, too.
        """
        if self.stops:
            return "spoiled"
        if self.drift is None:
            return None
        if self.fits is None or self.drift.answer != "drifted":
            return self.drift.reason
        return "fits_no_more" if self.fits.answer == "drifted" else "fits"


_ADVICE: dict[Why, Advice] = {
    "unit": "mend",
    "missing": "mend",
    "spoiled": "mend",
    "column": "refit",
    "distances": "refit",
    "unlike": "refit",
    "fits_no_more": "refit",
    "shares": "rescore",
    "fits": "rescore",
    "steady": "keep",
    "too_few": "keep",
}
