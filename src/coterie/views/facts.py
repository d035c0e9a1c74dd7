"""What is said of the cleaning, the columns, their preparation and the options of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import count, percent, readable
from coterie.remarks import column_label, say
from coterie.schema.columns import Role
from coterie.views.amounts import amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.views.summary import Change, Column, Prepared, Summary

ROLES = ("feature", "descriptor", "id", "ignored")
"""The roles in the order in which columns are listed."""


@dataclass(frozen=True)
class ColumnFacts:
    """A column: what it is, how it is used and why, and how it was prepared; `used_as` says its role in words."""

    name: str
    type: str
    role: Role
    used_as: str
    missing: str
    reason: str
    prepared: str


@dataclass(frozen=True)
class ChangeFacts:
    """What was cleaned in a column, or in whole rows."""

    column: str
    action: str
    rows: str
    detail: str


def columns(summary: Summary) -> tuple[ColumnFacts, ...]:
    """Return every column with its type, role and reason, the features first.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> bank = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> [each.role for each in columns(bank)]
    ['feature', 'feature', 'feature', 'feature', 'descriptor', 'descriptor', 'id']
    """
    listed = sorted(summary.columns, key=lambda column: ROLES.index(column.role))
    said = {step.feature: _prepared(step) for step in summary.preparation}
    return tuple(_column(column, summary.source.rows, said.get(column.name, "")) for column in listed)


def _column(column: Column, rows: int, prepared: str) -> ColumnFacts:
    missing = column.missing
    return ColumnFacts(
        name=_name(column.name),
        type=say("column.type", type=column.type),
        role=column.role,
        used_as=say(f"column.{column.role}"),
        missing=f"{count(missing)} ({percent(missing / rows)})" if missing and rows else count(missing),
        reason=column.reason,
        prepared=prepared,
    )


def _name(column: str) -> str:
    """Return a column's name, behind the label that a person gave."""
    label = column_label(column)
    return column if label == column else say("column.labelled", label=label, name=column)


def _prepared(step: Prepared) -> str:
    """Say in words what was done to a feature before distances were measured."""
    said = [say("prepared.filled", fill=amount(step.feature, step.fill), impute=step.impute)]
    if step.transform == "one-hot":
        said.append(say("prepared.one_hot", times=1 / step.scale))
    else:
        said.extend(_numeric(step))
    if step.weight != 1:
        said.append(say("prepared.weighted", times=step.weight))
    return "; ".join(said)


def _numeric(step: Prepared) -> list[str]:
    """Say how a numeric feature was transformed and scaled; centre and scale are in transformed units."""
    said = []
    if step.transform != "none":
        said.append(say("prepared.yeo_johnson", power=step.power))
    if (step.center, step.scale) != (0, 1):
        said.append(say("prepared.scaled", center=amount(step.feature, step.center), scale=step.scale))
    return said


def cleaning(changes: Sequence[Change]) -> tuple[ChangeFacts, ...]:
    """Return what was cleaned, in the order in which it was done.

    Examples
    --------
    >>> from coterie.views.summary import Change
    >>> cleaning([Change("duplicate_row", None, "duplicate rows dropped", 12, "", {})])
    (ChangeFacts(column='Whole rows', action='duplicate rows dropped', rows='12', detail=''),)
    """
    return tuple(
        ChangeFacts(
            say("column.whole_rows") if each.column is None else column_label(each.column),
            each.action,
            count(each.rows),
            each.detail,
        )
        for each in changes
    )


def options(given: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return the options of the run as text.

    Examples
    --------
    >>> options({"k": "auto", "features": ["Age", "Income"], "id": None})
    (('k', 'auto'), ('features', 'Age, Income'), ('id', '–'))
    """
    return tuple((name, _option(value)) for name, value in given.items())


def _option(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or readable(None)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={item}" for key, item in value.items()) or readable(None)
    return readable(None) if value is None else str(value)
