"""What can be wrong with segments that are made anew from those of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import DataRefused, OptionError
from coterie.errors.voices import parameter
from coterie.errors.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence


def before_without_id() -> OptionError:
    """Assignments of before where no id says who is who."""
    return OptionError(
        f"{parameter('--before')} needs an id, and the segments were made of a table without an id column: nothing "
        f"says who is who. Leave it out."
    )


def no_assignments(missing: Sequence[str], present: Sequence[str]) -> DataRefused:
    """A table that holds no assignments."""
    return DataRefused(
        f"{parameter('--before')} holds no assignments: it lacks {listed(list(missing))} (its columns: "
        f"{listed(list(present))}). Give the file of assignments that was written with the segmentation."
    )


def other_segments(others: Sequence[int], known: Sequence[int]) -> DataRefused:
    """Assignments of other segments."""
    return DataRefused(
        f"{parameter('--before')} holds assignments of other segments: segment_id {listed(list(map(str, others)))}, "
        f"and this segmentation has {listed(list(map(str, known)))}. Give the assignments that were made with it."
    )


def no_reference() -> DataRefused:
    """Customers to be compared with those of a segmentation that kept nothing of how they were spread."""
    return DataRefused(
        "This segmentation was saved by an earlier version, which kept nothing to compare other customers with. Make "
        "it anew with coterie refit on the customers of then, or with coterie segment."
    )
