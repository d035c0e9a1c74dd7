"""The profile table: every feature and descriptor, for all customers and for each segment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import MISSING
from coterie.remarks import say
from coterie.views.amounts import amount
from coterie.views.comparison import by_median, common, deviation, share_of_mode, step
from coterie.views.days import titled
from coterie.views.labels import named
from coterie.views.summary import Category, Number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.views.summary import Profiled, Summary


@dataclass(frozen=True)
class Cell:
    """One column within one segment, or within all customers.

    Attributes
    ----------
    value : str
        The mean, or the most common value.
    beside : str
        The median, or the share of the most common value.
    step : int
        How far the mean lies from that of all customers, as `coterie.views.comparison.step` says.
    """

    value: str
    beside: str = ""
    step: int = 0


@dataclass(frozen=True)
class Row:
    """One column: a cell for all customers, and one a segment."""

    column: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """The columns of one use, under a title."""

    title: str
    rows: tuple[Row, ...]


def profile_table(summary: Summary) -> tuple[Group, ...]:
    """Return the groups of rows of the profile table: the features, then the columns that only describe.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> bank = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> features, descriptors = profile_table(bank)
    >>> [row.column for row in descriptors.rows], len(descriptors.rows[0].cells)
    (['gender', 'card type'], 4)
    """
    features = {column.name for column in summary.columns if column.role == "feature"}
    columns = list(summary.overall.profile)
    groups = {
        "profile.features": [column for column in columns if column in features],
        "profile.descriptors": [column for column in columns if column not in features],
    }
    return tuple(
        Group(say(title), tuple(_row(column, summary) for column in members))
        for title, members in groups.items()
        if members
    )


def _row(column: str, summary: Summary) -> Row:
    overall = summary.overall.profile[column]
    profiles = [overall, *(segment.profile.get(column) for segment in summary.segments)]
    largest = _largest(profiles)
    return Row(
        titled(named(summary, column), column, summary),
        tuple(_cell(column, profile, overall, largest) for profile in profiles),
    )


def _largest(profiles: Sequence[Profiled | None]) -> float | None:
    """Return the largest number of a row, which sets its decimals."""
    return max((abs(p.mean) for p in profiles if isinstance(p, Number) and p.mean is not None), default=None)


def _cell(column: str, profile: Profiled | None, overall: Profiled, largest: float | None) -> Cell:
    if profile is None:
        return Cell(MISSING)
    if isinstance(profile, Category):
        return Cell(common(profile), share_of_mode(profile))
    if profile.mean is None and profile.median is not None:
        return Cell(by_median(column, profile, largest=largest))
    median = amount(column, profile.median, largest=largest)
    beside = "" if median == MISSING else say("profile.median", median=median)
    return Cell(amount(column, profile.mean, largest=largest), beside, step(deviation(profile, overall)))
