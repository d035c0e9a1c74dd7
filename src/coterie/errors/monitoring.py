"""What can be wrong with segments that are made anew from those of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import DataRefused, OptionError
from coterie.errors.voices import parameter
from coterie.errors.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence


def before_without_id(option: str) -> OptionError:
    """Assignments of before where no id says who is who."""
    return OptionError(
        f"{parameter(option)} needs an id, and the segments were made of a table without an id column: nothing "
        f"says who is who. Leave it out."
    )


def other_segments(others: Sequence[int], known: Sequence[int], option: str) -> DataRefused:
    """Assignments of other segments."""
    return DataRefused(
        f"{parameter(option)} holds assignments of other segments: segment_id {listed(list(map(str, others)))}, "
        f"and this segmentation has {listed(list(map(str, known)))}. Give the assignments that were made with it."
    )


def no_reference() -> DataRefused:
    """Customers to be compared with those of a segmentation that kept nothing of how they were spread."""
    return DataRefused(
        "This segmentation was saved by an earlier version, which kept nothing to compare other customers with. Make "
        "it anew with coterie refit on the customers of then, or with coterie segment."
    )


def of_another(option: str, name: str, *, found: str, wanted: str) -> DataRefused:
    """Assignments that another segmentation gave."""
    return DataRefused(
        f"{parameter(option)} ('{name}') holds assignments of segmentation {found}, and this one is {wanted}. Give the "
        f"assignments that were made with it."
    )


def other_names(option: str, name: str, number: int, *, there: str, here: str) -> DataRefused:
    """Assignments whose segments have the ids of others, and not their names."""
    return DataRefused(
        f"{parameter(option)} ('{name}') holds assignments of other segments: there segment_id {number} is '{there}', "
        f"and in this segmentation '{here}'. Give the assignments that were made with it, or score the customers of "
        f"then with it (coterie score) and give what that wrote."
    )


def not_comparable(option: str, name: str, present: Sequence[str]) -> DataRefused:
    """A table that is neither a segmentation nor assignments."""
    return DataRefused(
        f"{parameter(option)} ('{name}') holds no assignments: it has no column segment_id beside an id (its "
        f"columns: {listed(list(present))}). Give a segmentation.coterie, or a file of assignments."
    )


def without_ids(option: str, name: str) -> DataRefused:
    """Assignments of a table without an id."""
    return DataRefused(
        f"{parameter(option)} ('{name}') holds assignments by the row's number, so that nothing says who is who. Give "
        f"assignments of customers with an id."
    )


def several_segmentations(option: str, found: Sequence[str]) -> DataRefused:
    """Assignments that several segmentations gave."""
    return DataRefused(
        f"{parameter(option)} holds assignments of several segmentations: {listed(list(found))} in its column "
        f"artefact. Give those of one."
    )


def no_lineage() -> DataRefused:
    """Two segmentations of which neither continues the other, and nobody to compare them by."""
    return DataRefused(
        f"These two segmentations were made apart, so nothing says which segments are the same. Give "
        f"{parameter('--on')} a table of customers: whom both have in a segment tells."
    )


def on_with_customers() -> OptionError:
    """Customers for two segmentations, where there is one."""
    return OptionError(
        f"{parameter('--on')} is for two segmentations, and the second thing given is a table of customers. Leave "
        f"it out."
    )


def segmentation_last() -> OptionError:
    """A segmentation after something that is none."""
    return OptionError(
        "The second thing given is a segmentation and the first is none. Give the segmentation first, then the "
        "customers of today; or two segmentations, or two files of assignments."
    )


def by_without_customers() -> OptionError:
    """Months of what has none."""
    return OptionError(
        f"{parameter('--by month')} is for a segmentation and customers: only their rows can be of a month. Leave "
        f"it out."
    )


def date_without_by() -> OptionError:
    """A column of dates that nothing is done with."""
    return OptionError(f"{parameter('--date')} says which month a row is of. Give {parameter('--by month')} as well.")


def no_dates_in(column: str) -> DataRefused:
    """A column that should say which month a row is of."""
    return DataRefused(
        f"{parameter('--date')} names '{column}', which holds no dates. Give the column that says which month a "
        f"row is of."
    )


def which_date(found: Sequence[str], present: Sequence[str]) -> OptionError:
    """No column of dates, or several of them."""
    known = f"these hold dates: {listed(list(found))}" if found else f"no column holds dates ({listed(list(present))})"
    return OptionError(
        f"{parameter('--by month')} needs one column of dates, and {known}. Name it by {parameter('--date')}."
    )
