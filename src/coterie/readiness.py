"""Whether a table can be segmented, and what to mend in it: pass, warn or fail for each column, with the remedy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import polars as pl

from coterie import errors
from coterie.assignments import check_key
from coterie.cleaning import CleaningReport, clean
from coterie.options import Options
from coterie.parsing.cells import is_nested
from coterie.preparation import Preparation, PreparedFeature
from coterie.preparation.features import check_usable, check_weights, features_of
from coterie.remarks import Remark, group_of, needs_a_look, say
from coterie.schema import Draft, Schema
from coterie.sources import Table
from coterie.transactions import Beside, Made, customers_in, drafted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.remarks import Fact
    from coterie.schema import Column

Grade = Literal["pass", "warn", "fail"]
Status = Literal["ready", "ready with warnings", "not ready"]

_MUCH_MISSING = 0.2
_NO_MEASURE = {
    "code": "no_measure_code",
    "label": "no_measure_label",
    "secret": "no_measure_secret",
    "place": "no_measure_place",
}


@dataclass(frozen=True)
class Check:
    """What was found about one column, or about the table.

    Attributes
    ----------
    column : str or None
        The column; None for the table.
    grade : {"pass", "warn", "fail"}
        Used or left out as it should be; to be looked at; not usable as it is.
    remark : Remark
        What was found, and in the table of words what to do about it.
    """

    column: str | None
    grade: Grade
    remark: Remark


@dataclass(frozen=True)
class Readiness:
    """What would be done with a table, and whether it can be.

    Attributes
    ----------
    schema : Schema
        What each column is used for.
    cleaning : CleaningReport
        What cleaning would change.
    preparation : tuple of PreparedFeature
        How each feature would be prepared; empty where it cannot be.
    checks : tuple of Check
        First of the table, then of the columns in their order: at least one each.
    problem : coterie.errors.InputError or None
        Why the table cannot be segmented.
    made : Made or None
        The customers that all of this is about, where the table holds purchases.
    cleaned : polars.DataFrame or None
        The customers as they would be cleaned; None where they cannot be.
    """

    schema: Schema
    cleaning: CleaningReport
    preparation: tuple[PreparedFeature, ...]
    checks: tuple[Check, ...]
    problem: errors.InputError | None
    made: Made | None = None
    cleaned: pl.DataFrame | None = field(default=None, compare=False)

    @property
    def status(self) -> Status:
        """Whether the table can be segmented."""
        if self.problem is not None:
            return "not ready"
        return "ready" if all(check.grade == "pass" for check in self.checks) else "ready with warnings"


def examine(table: Table, options: Options, beside: Beside | None = None) -> Readiness:
    """Find out what would be done with a table, without doing it.

    Parameters
    ----------
    table : coterie.sources.Table
        As it was read.
    options : coterie.options.Options
        As segmenting takes them.
    beside : Beside, optional
        A table of customers that is joined to these purchases.

    Returns
    -------
    Readiness

    Raises
    ------
    coterie.errors.InputError
        For an option that names no column, or a column that cannot be what it is to be.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.options import Options
    >>> from coterie.sources import read
    >>> found = examine(read(pl.DataFrame({"client": ["a", "b", "c"], "age": [20, 30, None]})), Options())
    >>> found.status, found.checks[-1].grade, found.checks[-1].remark.code
    ('ready with warnings', 'warn', 'much_missing')
    """
    found = drafted(table, options, beside)
    made, question = _made(table, found, options, beside)
    if made is not None:
        table, options = made.table, made.meant(options)
        found = drafted(table, options)
    cleaned, cleaning, preparation, problem = _tried(table, found, options)
    problem = question or problem
    if made is not None:
        cleaning = made.accounted(cleaning)
    about_table = (*_of_purchases(made), *_of_actions(None, cleaning))
    look = _Look(table, options, found, cleaning, {each.feature: each for each in preparation}, problem)
    about_columns = tuple(check for column in found.schema.columns for check in look.at(column))
    return Readiness(found.schema, cleaning, preparation, about_table + about_columns, problem, made, cleaned)


def examined_sample(table: Table, options: Options) -> Readiness:
    """Find out the same from a sample of a table that lies on a cluster.

    Raises
    ------
    coterie.errors.InputError
        As `examine`; for purchases, which a sample cannot be made into customers of.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.sources import read
    >>> sample = pl.DataFrame({"age": [20, 30, 40] * 20, "paid": [1.5, 2.5, 9.0, 4.0] * 15})
    >>> examined_sample(read(sample), Options()).status
    'ready with warnings'
    """
    found = examine(table, options)
    if found.made is not None:
        raise errors.clusters.purchases(table.name, found.made.purchases.columns["customer"])
    return found


def _made(
    table: Table, found: Draft, options: Options, beside: Beside | None
) -> tuple[Made | None, errors.NeedsAnswer | None]:
    """Make customers of purchases, or return the question on which that hangs."""
    try:
        return customers_in(table, found, table=table, rows=options.rows, beside=beside), None
    except errors.NeedsAnswer as question:
        return None, question


def _of_purchases(made: Made | None) -> Iterator[Check]:
    """Say what can make every customer wrong who is made of purchases."""
    for doubt in made.purchases.doubts if made is not None else ():
        yield Check(None, "warn", doubt)


def _tried(
    table: Table, drafted: Draft, options: Options
) -> tuple[pl.DataFrame | None, CleaningReport, tuple[PreparedFeature, ...], errors.InputError | None]:
    """Clean and prepare, as far as that goes."""
    frame = None
    cleaning = CleaningReport(table.remarks, table.frame.height, table.frame.height)
    if drafted.problem is not None:
        return None, cleaning, (), drafted.problem
    try:
        check_key(drafted.schema)
        check_weights(options.weight, drafted.schema)
        frame, cleaning = clean(table, drafted.schema)
        placed = features_of(frame, drafted.schema)
        check_usable(placed, options.n_clusters)
        fitted = Preparation(options.impute, options.transform, options.scale, options.weight).fit(placed.columns)
    except errors.InputError as error:
        return frame, cleaning, (), error
    return frame, cleaning, fitted.features, None


@dataclass(frozen=True)
class _Look:
    """What looking at one column needs to know of the whole."""

    table: Table
    options: Options
    drafted: Draft
    cleaning: CleaningReport
    prepared: dict[str, PreparedFeature]
    problem: errors.InputError | None

    def at(self, column: Column) -> list[Check]:
        """Return what is to be said of one column; that nothing is, if so."""
        found = [*self._purchases(column), *self._gaps(column), *_doubts(column)]
        found += _of_actions(column.name, self.cleaning)
        return found or [Check(column.name, "pass", Remark("as_planned", column.name, facts={"reason": column.reason}))]

    def _purchases(self, column: Column) -> Iterator[Check]:
        """Say which columns belong to purchases instead of to customers, where no customers are made of these."""
        if not self.drafted.transactions or self.drafted.purchases:
            return
        facts: dict[str, Fact] = {"reason": column.reason}
        if column.role == "id":
            grade: Grade = "warn" if self.problem is None else "fail"
            yield Check(column.name, grade, Remark("purchases_not_customers", column.name, facts=facts))
        elif column.name in self.drafted.varying and self.problem is not None:
            yield Check(column.name, "fail", Remark("varies_for_customer", column.name, facts=facts))

    def _gaps(self, column: Column) -> Iterator[Check]:
        """Say how much is missing, where that is much."""
        rows, missing = self.table.frame.height, column.missing
        facts: dict[str, Fact] = {"reason": column.reason}
        if is_nested(self.table.frame[column.name].dtype):
            yield Check(column.name, "fail", Remark("nested_column", column.name, facts=facts))
        elif missing == rows:
            facts = {"reason": say("schema.nothing")}
            yield Check(column.name, "fail", Remark("every_value_missing", column.name, facts=facts))
        elif column.role == "feature" and missing >= _MUCH_MISSING * rows:
            yield Check(column.name, "warn", self._filled(column))
        elif column.role == "descriptor" and column.type == "numeric" and 2 * missing > rows:
            yield Check(column.name, "warn", Remark("mostly_missing", column.name, facts=facts))

    def _filled(self, column: Column) -> Remark:
        """Say what takes the place of missing values."""
        prepared = self.prepared.get(column.name)
        fill = "mode" if prepared is None else prepared.impute
        share = column.missing / self.table.frame.height
        return Remark("much_missing", column.name, facts={"values": column.missing, "share": share, "fill": fill})


def _doubts(column: Column) -> Iterator[Check]:
    """Say what of a column's reading nothing proves."""
    if column.no_measure:
        yield Check(column.name, "warn", Remark(_NO_MEASURE[column.no_measure], column.name))
    if column.doubt:
        code = "doubtful_dates" if column.type == "date" else "doubtful_cells"
        yield Check(column.name, "warn", Remark(code, column.name, facts={"doubt": column.doubt}))


def _of_actions(name: str | None, cleaning: CleaningReport) -> Iterator[Check]:
    """Say what cleaning did that a person has to know of."""
    for remark in cleaning.remarks:
        if remark.column == name and needs_a_look(remark.code) and group_of(remark.code) != "doubt":
            yield Check(name, "warn", remark)
