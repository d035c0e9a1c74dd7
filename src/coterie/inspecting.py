"""The verb `inspect`: what would be done with a table, without doing it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie.engines.starting import drawn_on_cluster, is_on_cluster
from coterie.errors.voices import as_parameters
from coterie.options import Options, taken, takes_options
from coterie.readiness import Readiness, examine, examined_sample
from coterie.remarks import speaking
from coterie.showing import Shown
from coterie.sources import to_kind
from coterie.transactions import tables_of
from coterie.views.planning import Plan, plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from typing import Literal

    from coterie import errors
    from coterie.schema import Schema


@dataclass(frozen=True, eq=False, repr=False)
class Inspection(Shown):
    """What would be done with a table.

    Attributes
    ----------
    plan : coterie.views.planning.Plan
        What is shown of it.
    readiness : coterie.readiness.Readiness
        What was found.
    kind : str
        The kind of frame that came in.
    """

    plan: Plan
    readiness: Readiness
    kind: str

    @property
    def status(self) -> Literal["ready", "ready with warnings", "not ready"]:
        """Whether the table can be segmented."""
        return self.readiness.status

    @property
    def problem(self) -> errors.InputError | None:
        """Why it cannot be; None where it can."""
        return self.readiness.problem

    @property
    def schema(self) -> Schema:
        """What each column is used for, and why."""
        return self.readiness.schema

    @cached_property
    def columns(self) -> Any:  # noqa: ANN401 - the caller's own kind of frame
        """A row for each column: its type, its role, the reason, and its missing values."""
        rows = [
            (each.name, each.type, each.role, as_parameters(each.reason), each.missing) for each in self.plan.columns
        ]
        texts = dict.fromkeys(("column", "type", "role", "reason"), pl.String)
        return self._frame(rows, texts | {"missing": pl.Int64})

    @cached_property
    def checks(self) -> Any:  # noqa: ANN401 - the caller's own kind of frame
        """A row for each thing that was looked at: how bad it is, and what to do; without a column, of the table."""
        names = ("column", "grade", "code", "reason", "remedy")
        rows = [
            (each.column, each.grade, each.code, as_parameters(each.reason), as_parameters(each.remedy))
            for each in self.plan.checks
        ]
        return self._frame(rows, dict.fromkeys(names, pl.String))

    def _frame(self, rows: Sequence[tuple[object, ...]], schema: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as above
        kind = "polars" if self.kind == "polars-lazy" else self.kind
        return to_kind(pl.DataFrame(rows, schema=dict(schema), orient="row"), kind)


@takes_options()
def inspect(  # noqa: PLR0913 - every option is a parameter, with a default
    source: object,
    /,
    *,
    features: Sequence[str] | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    query: str | None = None,
    table: str | None = None,
    id: str | None = None,
    describe: Sequence[str] = (),
    ignore: Sequence[str] = (),
    type: Mapping[str, Literal["numeric", "categorical", "boolean", "date", "text"]] | None = None,
    missing: Mapping[str, float | Sequence[float] | str] | None = None,
    decimal: Literal["auto", ".", ","] = "auto",
    count: Mapping[str, str | Sequence[str]] | str | None = None,
    returns: Mapping[str, str | Sequence[str]] | str | None = None,
    currency: str | None = None,
    customers: object | None = None,
    customers_id: str | None = None,
    customers_table: str | None = None,
    unmatched: Literal["keep", "drop"] = "keep",
    impute: Literal["median", "mean"] = "median",
    transform: Literal["auto", "none"] = "auto",
    scale: Literal["zscore", "robust", "none"] = "zscore",
    weight: Mapping[str, float] | None = None,
    words: str | PathLike[str] | None = None,
) -> Inspection:
    """Say what would be done with each column of a table, why, and what to mend first, without doing it.

    Parameters
    ----------
    source : path or frame
        As for `coterie.segment`.
    features : sequence of str or None
        Columns to build the segments on, also categories and dates (default: every suitable numeric column).
    encoding : str or None
        Text encoding, e.g. cp1252 (default: detected).
    sheet : str or None
        Worksheet to read (default: the one with the most data).
    header_row : int or None
        Line or row of the header, from 1 (default: detected).
    query : str or None
        SQL SELECT to read from the database (default: none).
    table : str or None
        Table or view to read from the database (default: the only one).
    id : str or None
        The column that identifies a customer (default: detected).
    describe : sequence of str
        Columns that only describe the segments (default: the rest).
    ignore : sequence of str
        Columns to leave out (default: none).
    type : mapping of str to {"numeric", "categorical", "boolean", "date", "text"} or None
        Correct a column's type: numeric, categorical, boolean, date or text (default: inferred).
    missing : mapping of str to float or sequence of float or str or None
        Numbers that stand for "missing", such as Age=0,999; Age=none keeps every number (default: by rule).
    decimal : {"auto", ".", ","}
        The mark before decimals where the cells of a column leave it open: 1.234 or 1,234 (default: auto).
    count : mapping of str to str or sequence of str or str or None
        Words of a status or type column whose rows count, such as Status=paid,shipped; '*' for every row (default:
        by what words mean).
    returns : mapping of str to str or sequence of str or str or None
        Words of a status or type column whose rows are returns, such as type=refund (default: by what words mean).
    currency : str or None
        The currency that counts, where there are several (default: the only one).
    customers : object or None
        Table of customers to join to purchases by their ids, such as crm.csv (default: none; of a workbook, its
        sheet).
    customers_id : str or None
        The column of ids in the table of customers (default: detected).
    customers_table : str or None
        Worksheet of the table of customers, or its table in a database (default: detected).
    unmatched : {"keep", "drop"}
        What becomes of customers who bought and are not in the table of customers (default: keep).
    impute : {"median", "mean"}
        How to fill missing numbers (default: median).
    transform : {"auto", "none"}
        Reduce strong skew (Yeo-Johnson) (default: auto).
    scale : {"zscore", "robust", "none"}
        How to make features comparable (default: zscore).
    weight : mapping of str to float or None
        Multiply a feature's share of the squared distance, such as Income=2 (default: 1).
    words : str or path or None
        TOML file of words in another language, begun from what `coterie words` prints (default: English).

    Returns
    -------
    Inspection
        `status`, `problem`, `columns` and `checks`; a notebook shows it.

    Raises
    ------
    coterie.errors.InputError
        For customers that cannot be read, and an option that names no column.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.inspect(coterie.datasets.bank_customers(n=500))
    >>> found.status, found.columns.filter(role="id")["column"].to_list()
    ('ready', ['customer_id'])
    """
    options = Options(**taken(Options, locals()))
    with speaking(options.words):
        if is_on_cluster(source):
            drawn, rows = drawn_on_cluster(source, options, lambda *_: None)
            readiness = examined_sample(drawn, options)
            return Inspection(plan(drawn, readiness, rows=rows), readiness, drawn.kind)
        found, beside = tables_of(source, options)
        readiness = examine(found, options, beside)
        return Inspection(plan(found, readiness), readiness, found.kind)
