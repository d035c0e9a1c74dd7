"""Whether a table can be segmented, and what to mend in it: pass, warn or fail for each column, with the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coterie import errors
from coterie.assignments import check_key
from coterie.cleaning import CleaningReport, clean
from coterie.cleaning.report import CleaningAction
from coterie.number_format import count, percent
from coterie.options import Options
from coterie.parsing.cells import is_nested
from coterie.preparation import Preparation, PreparedFeature
from coterie.preparation.features import check_usable, features_of
from coterie.schema import Draft, Schema
from coterie.sources import Table
from coterie.transactions import Made, customers_in, drafted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.schema import Column

Grade = Literal["pass", "warn", "fail"]
Status = Literal["ready", "ready with warnings", "not ready"]

_MUCH_MISSING = 0.2
_AGAIN = "Correct these cells where the table comes from, or correct the type with --type '{0}=categorical'."
_BY_HAND = "Correct it where the table comes from, or make customers by hand with coterie transactions."
_REMEDIES = {
    "no header: columns are numbered": "Add a line with the names, or say where it is with --header-row.",
    "row too short: its last cells are missing": "Look at these lines: cells are missing, or a line is broken.",
    "row too long: what is beyond the last column was left out": "Quote the cells that hold the delimiter.",
    "open quote taken as part of its own line": "Close the quote in these lines, or take it out.",
    "one of several sheets with tables read": "Name the sheet with --sheet, if it is another.",
    "names moved one column to the right: the first holds row numbers": "Name the column of row numbers.",
    "the last column has no name in the header": "Give every column a name: names may stand over other cells.",
    "name stands twice in one JSON object: its last value taken": "Give every value a name of its own.",
    "NUL bytes removed": "Export the table again: the file may be damaged.",
    "second column of that name renamed": "Give every column a name of its own.",
    "row like another": "Name the id column with --id, if there is one.",
    "row of the same customer merged": "If the rows are purchases, make one row a customer with coterie transactions.",
    "id missing": "Give these customers an id, or leave them out of the table.",
    "id repeated": "Keep one row a customer.",
    "impossible value taken as missing": "Correct these rows where the table comes from, or keep them with --missing "
    "'{0}=none'.",
    "unusual value kept": "Correct them where they are wrong, or name them with --missing '{0}=NUMBER'.",
    "no single value": "Export one value a cell.",
    "not a number": _AGAIN,
    "not finite": _AGAIN,
    "number beyond 1e100": _AGAIN,
    "neither yes nor no": _AGAIN,
    "not a date": _AGAIN,
    "day in the future": "Correct them where they are wrong.",
}
"""What to do about what reading and cleaning did; the rest needs nothing to be done."""


@dataclass(frozen=True)
class Check:
    """What was found about one column, or about the table.

    Attributes
    ----------
    column : str or None
        The column; None for the table.
    grade : {"pass", "warn", "fail"}
        Used or left out as it should be; to be looked at; not usable as it is.
    reason : str
        What was found.
    remedy : str
        What to do about it; empty for a pass.
    """

    column: str | None
    grade: Grade
    reason: str
    remedy: str = ""


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
    """

    schema: Schema
    cleaning: CleaningReport
    preparation: tuple[PreparedFeature, ...]
    checks: tuple[Check, ...]
    problem: errors.InputError | None
    made: Made | None = None

    @property
    def status(self) -> Status:
        """Whether the table can be segmented."""
        if self.problem is not None:
            return "not ready"
        return "ready" if all(check.grade == "pass" for check in self.checks) else "ready with warnings"


def examine(table: Table, options: Options) -> Readiness:
    """Find out what would be done with a table, without doing it.

    Parameters
    ----------
    table : coterie.sources.Table
        As it was read.
    options : coterie.options.Options
        As segmenting takes them.

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
    >>> found.status, found.checks[-1].grade, found.checks[-1].reason
    ('ready with warnings', 'warn', '1 value is missing (33%): the median takes its place.')
    """
    found = drafted(table, options)
    made = customers_in(table, found, table=table)
    if made is not None:
        table, options = made.table, made.meant(options)
        found = drafted(table, options)
    cleaning, preparation, problem = _tried(table, found, options)
    if made is not None:
        cleaning = made.accounted(cleaning)
    about_table = (*_of_purchases(made), *_of_actions(None, cleaning))
    look = _Look(table, options, found, cleaning, {each.feature: each for each in preparation}, problem)
    about_columns = tuple(check for column in found.schema.columns for check in look.at(column))
    return Readiness(found.schema, cleaning, preparation, about_table + about_columns, problem, made)


def _of_purchases(made: Made | None) -> Iterator[Check]:
    """Say what can make every customer wrong who is made of purchases."""
    for doubt in made.purchases.doubts if made is not None else ():
        yield Check(None, "warn", doubt, _BY_HAND)


def _tried(
    table: Table, drafted: Draft, options: Options
) -> tuple[CleaningReport, tuple[PreparedFeature, ...], errors.InputError | None]:
    """Clean and prepare, as far as that goes."""
    reading = tuple(CleaningAction(each.column, each.action, each.rows, each.detail) for each in table.remarks)
    cleaning = CleaningReport(reading, table.frame.height, table.frame.height)
    if drafted.problem is not None:
        return cleaning, (), drafted.problem
    try:
        check_key(drafted.schema)
        frame, cleaning = clean(table, drafted.schema)
        placed = features_of(frame, drafted.schema)
        check_usable(placed, options.n_clusters)
        fitted = Preparation(options.impute, options.transform, options.scale).fit(placed.columns)
    except errors.InputError as error:
        return cleaning, (), error
    return cleaning, fitted.features, None


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
        return found or [Check(column.name, "pass", column.reason)]

    def _purchases(self, column: Column) -> Iterator[Check]:
        """Say which columns belong to purchases instead of to customers."""
        if not self.drafted.transactions:
            return
        if column.role == "id":
            first = "Make one row a customer first, with coterie transactions"
            remedy = f"{first}, or add --ignore '{column.name}' if every row is a customer."
            yield Check(column.name, "warn" if self.problem is None else "fail", column.reason, remedy)
        elif column.name in self.drafted.varying and self.problem is not None:
            yield Check(column.name, "fail", column.reason, "Sum it up for each customer.")

    def _gaps(self, column: Column) -> Iterator[Check]:
        """Say how much is missing, where that is much."""
        rows, missing = self.table.frame.height, column.missing
        if is_nested(self.table.frame[column.name].dtype):
            yield Check(column.name, "fail", column.reason, "Export one value a cell, or leave it: it is not used.")
        elif missing == rows:
            yield Check(column.name, "fail", "Every value is missing.", "Fill the column, or leave it: it is not used.")
        elif column.role == "feature" and missing >= _MUCH_MISSING * rows:
            remedy = f"If missing means 0, write 0; if too little is known, leave it out with --ignore '{column.name}'."
            yield Check(column.name, "warn", self._filled(column), remedy)
        elif column.role == "descriptor" and column.type == "numeric" and 2 * missing > rows:
            yield Check(column.name, "warn", column.reason, f"Fill it, or name it with --features '{column.name}'.")

    def _filled(self, column: Column) -> str:
        """Say what takes the place of missing values."""
        one = column.missing == 1
        share = percent(column.missing / self.table.frame.height)
        said = f"{count(column.missing)} value{' is' if one else 's are'} missing ({share})"
        prepared = self.prepared.get(column.name)
        what = "most common category" if prepared is None or prepared.impute == "mode" else prepared.impute
        return f"{said}: the {what} takes {'its' if one else 'their'} place."


def _doubts(column: Column) -> Iterator[Check]:
    """Say what of a column's reading nothing proves."""
    if column.doubt:
        yield Check(column.name, "warn", column.doubt, _remedy_of_doubt(column))


def _remedy_of_doubt(column: Column) -> str:
    """Say how to take a doubt away."""
    if column.type == "date":
        return "Write dates as year-month-day, such as 2024-12-31."
    return "Look at such cells; where they are read wrongly, correct them where the table comes from."


def _of_actions(name: str | None, cleaning: CleaningReport) -> Iterator[Check]:
    """Say what cleaning did that a person has to know of."""
    for action in cleaning.actions:
        remedy = _REMEDIES.get(action.action)
        if action.column == name and remedy is not None:
            many = f" ({count(action.rows)} row{'s' if action.rows != 1 else ''})" if action.rows else ""
            detail = f": {action.detail}" if action.detail else ""
            said = action.action[:1].upper() + action.action[1:]
            yield Check(name, "warn", f"{said}{many}{detail}.", remedy.format(name))
