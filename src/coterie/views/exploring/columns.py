"""The columns of a table before segments are made: what each is used for, how its values lie, what needs a look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.excerpts import excerpt
from coterie.number_format import count, percent, readable
from coterie.remarks import capital, say
from coterie.schema.words import sensitive
from coterie.views.exploring.bins import bins_of

if TYPE_CHECKING:
    import polars as pl

    from coterie.readiness import Readiness
    from coterie.views.exploring.bins import Bins
    from coterie.views.planning import Checked, Plan
    from coterie.views.summary import Column

_SAMPLE = 20_000


@dataclass(frozen=True)
class ColumnRow:
    """One column.

    Attributes
    ----------
    name, type, role : str
        As in the plan.
    kind : str
        The type in words.
    range : str
        From what to what its values go, or which are most common.
    empty, part : str
        How many cells hold nothing, and their share; empty where none does.
    shares : tuple of float
        How the values lie, by bin.
    categories : bool
        Whether these bins are categories.
    note : str
        Why it is used so.
    looks : tuple of (str, str)
        What needs a look, and what to do about it.
    sensitive : str
        The sensitive attribute that it may be; empty for others.
    """

    name: str
    type: str
    role: str
    kind: str
    range: str
    empty: str
    part: str
    shares: tuple[float, ...]
    categories: bool
    note: str
    looks: tuple[tuple[str, str], ...]
    sensitive: str


@dataclass(frozen=True)
class Columns:
    """What would be done with a table.

    Attributes
    ----------
    finding, lead : str
        How many columns build segments, and what became of the rows.
    rows : tuple of ColumnRow
    looks : tuple of (str, str)
        What of the whole table needs a look, and what to do about it.
    made : str
        What customers were made of, where rows are purchases.
    """

    finding: str
    lead: str
    rows: tuple[ColumnRow, ...]
    looks: tuple[tuple[str, str], ...]
    made: str


def columns_view(plan: Plan, readiness: Readiness) -> Columns:
    """Return what is shown of a table's columns.

    Parameters
    ----------
    plan : Plan
        Of the table.
    readiness : Readiness
        What the plan was made of.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.inspect(coterie.datasets.bank_customers(n=200))
    >>> shown = columns_view(found.plan, found.readiness)
    >>> shown.finding, shown.rows[1].kind
    ('Four columns build the segments, two describe them', 'Number')
    """
    seen = _Seen(plan, readiness)
    return Columns(
        finding=_finding(plan.columns),
        lead=_lead(plan),
        rows=tuple(seen.row(each) for each in plan.columns),
        looks=tuple((each.reason, each.remedy) for each in plan.checks if each.column is None and each.grade != "pass"),
        made="" if plan.purchases is None else plan.purchases.says,
    )


def _finding(columns: tuple[Column, ...]) -> str:
    builds, describes = (sum(each.role == role for each in columns) for role in ("feature", "descriptor"))
    if not builds:
        return say("studio.none_builds")
    said = capital(say("studio.builds", n=builds))
    return say("studio.builds_and", builds=said, describes=say("studio.describe", n=describes)) if describes else said


def _lead(plan: Plan) -> str:
    """Say what became of the rows: each step that left some out, and how many customers there are in the end."""
    steps = plan.account.rows
    if not steps:
        return ""
    gone = [say("studio.step_out", rows=each.rows, what=each.what) for each in steps if each.left_out and each.rows]
    return (
        say("studio.rows", read=steps[0].rows, customers=steps[-1].rows, gone=gone)
        if gone
        else say("studio.rows_all", read=steps[0].rows)
    )


class _Seen:
    def __init__(self, plan: Plan, readiness: Readiness) -> None:
        self._frame = readiness.cleaned
        self._rows = plan.source.rows
        self._prepared = {each.feature: each for each in readiness.preparation}
        self._checks: dict[str, list[Checked]] = {}
        for check in plan.checks:
            if check.column is not None and check.grade != "pass":
                self._checks.setdefault(check.column, []).append(check)

    def row(self, column: Column) -> ColumnRow:
        bins, values = self._values(column)
        what = sensitive(column.name)
        return ColumnRow(
            name=column.name,
            type=column.type,
            role=column.role,
            kind=say(f"studio.type_{column.type}"),
            range=_range(bins, values),
            empty=count(column.missing) if column.missing else "",
            part=percent(column.missing / max(self._rows, 1)) if column.missing else "",
            shares=() if bins is None or values is None else bins.shares(values),
            categories=bins is not None and bool(bins.values),
            note=say("studio.sensitive_note") if what and column.role == "descriptor" else column.reason,
            looks=tuple((each.reason, each.remedy) for each in self._checks.get(column.name, ())),
            sensitive=what,
        )

    def _values(self, column: Column) -> tuple[Bins | None, pl.Series | None]:
        if (
            self._frame is None
            or column.name not in self._frame.columns
            or column.role not in {"feature", "descriptor"}
        ):
            return None, None
        values = self._frame[column.name].head(_SAMPLE)
        return bins_of(values, self._prepared.get(column.name)), values


def _range(bins: Bins | None, values: pl.Series | None) -> str:
    if bins is None or values is None:
        return ""
    if not bins.values:
        said = _ends(values, bins)
        return say("studio.range", low=said[0], high=said[1])
    shares = bins.shares(values)
    return ", ".join(f"{excerpt(word)} {percent(share)}" for word, share in zip(bins.said[:4], shares, strict=False))


def _ends(values: pl.Series, bins: Bins) -> tuple[str, str]:
    low, high = values.min(), values.max()
    largest = max(abs(bins.edges[-1]), 100.0) if all(each == int(each) for each in bins.edges) else bins.edges[-1]
    return readable(low, largest=largest), readable(high, largest=largest)
