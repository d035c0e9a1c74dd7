"""What would be done with a table, before it is done: the plan that `coterie inspect` shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import ConfigDict

from coterie.remarks import Fact, words
from coterie.version import __version__
from coterie.views.summarising import account, changes, columns, made_of, prepared
from coterie.views.summary import Account, Change, Column, MadeOf, Prepared, Source

if TYPE_CHECKING:
    from coterie.readiness import Check, Readiness
    from coterie.sources import Table


@dataclass(frozen=True)
class Checked:
    """Something to look at before a table is used.

    Attributes
    ----------
    column : str or None
        Where; None for the table.
    code : str
        What was found, the same in every language.
    grade : {"pass", "warn", "fail"}
        How bad it is.
    reason, remedy : str
        What was seen, and what to do about it.
    facts : mapping
        What the sentences say besides: examples, rows, numbers.
    """

    column: str | None
    code: str
    grade: Literal["pass", "warn", "fail"]
    reason: str
    remedy: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True)
class Plan:
    """What would be done with a table: the summary's parts that need no segments, and whether it can be used."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    source: Source
    purchases: MadeOf | None
    status: Literal["ready", "ready with warnings", "not ready"]
    problem: str | None
    checks: tuple[Checked, ...]
    columns: tuple[Column, ...]
    cleaning: tuple[Change, ...]
    account: Account
    preparation: tuple[Prepared, ...]


def _checked(check: Check) -> Checked:
    said = words()
    sentence = said.line if check.column is None else said.sentence
    return Checked(
        check.column,
        check.remark.code,
        check.grade,
        reason=sentence(check.remark),
        remedy=said.remedy(check.remark),
        facts=check.remark.facts,
    )


def plan(table: Table, readiness: Readiness, *, rows: int | None = None) -> Plan:
    """Say what would be done with a table.

    Parameters
    ----------
    table : coterie.sources.Table
    readiness : coterie.readiness.Readiness
    rows : int, optional
        How many rows there are, where the table is a sample of them.

    Returns
    -------
    Plan

    Examples
    --------
    >>> import coterie
    >>> from coterie.options import Options
    >>> from coterie.readiness import examine
    >>> from coterie.sources import read
    >>> table = read(coterie.datasets.bank_customers(n=200))
    >>> plan(table, examine(table, Options())).status
    'ready'
    """
    frame = table.frame if readiness.made is None else readiness.made.table.frame
    return Plan(
        schema_version=1,
        coterie_version=__version__,
        source=Source(table.name, table.sha256, rows or frame.height, frame.width),
        purchases=made_of(None if readiness.made is None else readiness.made.purchases),
        status=readiness.status,
        problem=None if readiness.problem is None else readiness.problem.in_command,
        checks=tuple(_checked(check) for check in readiness.checks),
        columns=columns(readiness.schema),
        cleaning=changes(readiness.cleaning),
        account=account(readiness.cleaning),
        preparation=tuple(prepared(feature) for feature in readiness.preparation),
    )
