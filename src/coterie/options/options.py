"""The options of a segmentation."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from coterie import errors
from coterie.options.checks import Line, LocaleName, Names, Readable, Share, TextOrPath, Whole
from coterie.options.declaring import Option, checked, declared, documented, only_known
from coterie.options.pairs import Numbers, Pairs, Weights, Words
from coterie.parsing.column_types import ColumnType

if TYPE_CHECKING:
    from collections.abc import Mapping

INPUT = "Input"
COLUMNS = "Columns"
SEGMENTS = "Segments"
EVIDENCE = "Evidence"
OUTPUT = "Output"
DATABASE = "Database"
SERVICE = "Service"
GROUPS = (INPUT, COLUMNS, SEGMENTS, EVIDENCE, OUTPUT, DATABASE, SERVICE)
"""The headings of the help, in their order."""

READING = ("encoding", "sheet", "header_row", "query", "table")
"""The options of `coterie.sources.read`."""
JOINING = ("customers", "customers_id", "customers_table", "unmatched")
"""The options that say which customers are joined to purchases, and how."""
PURCHASES = ("count", "returns", "currency")
"""The options that say which rows of purchases count."""
TYPES = ("id", "features", "describe", "ignore", "type", "missing", "role")
"""The options that say what columns are."""

EngineName = Literal["auto", "memory", "streaming", "spark"]
"""The engines, and `auto`, which chooses one of them (`coterie.engines.starting`)."""
ENGINES: tuple[EngineName, ...] = get_args(EngineName)


@documented
@dataclass(frozen=True)
class Options:
    """Options of a segmentation, each checked when it is given.

    Raises
    ------
    coterie.errors.InputError
        For a value that is not allowed.
    """

    encoding: Annotated[str | None, Option("Text encoding, e.g. cp1252.", "detected", INPUT, "NAME")] = None
    sheet: Annotated[str | None, Option("Worksheet to read.", "the one with the most data", INPUT, "NAME")] = None
    header_row: Annotated[
        int | None, Option("Line or row of the header, from 1.", "detected", INPUT, check=Whole(1, 2**31 - 1))
    ] = None
    query: Annotated[str | None, Option("SQL SELECT to read from the database.", "", DATABASE, "SQL")] = None
    table: Annotated[
        str | None, Option("Table or view to read from the database.", "the only one", DATABASE, "NAME")
    ] = None
    id: Annotated[str | None, Option("The column that identifies a customer.", "detected", COLUMNS, "COL")] = None
    features: Annotated[
        tuple[str, ...] | None,
        Option(
            "Columns to build the segments on, also categories and dates.",
            "every suitable numeric column",
            COLUMNS,
            check=Names(some=True),
        ),
    ] = None
    describe: Annotated[tuple[str, ...], Option("Columns that only describe the segments.", "the rest", COLUMNS)] = ()
    ignore: Annotated[tuple[str, ...], Option("Columns to leave out.", "", COLUMNS)] = ()
    type: Annotated[
        dict[str, ColumnType],
        Option(
            "Correct a column's type: numeric, categorical, boolean, date or text.", "inferred", COLUMNS, "COL=TYPE"
        ),
    ] = field(default_factory=dict)
    missing: Annotated[
        dict[str, tuple[float, ...]],
        Option(
            'Numbers that stand for "missing", such as Age=0,999; Age=none keeps every number.',
            "by rule",
            COLUMNS,
            "COL=NUMBER",
            Numbers(),
        ),
    ] = field(default_factory=dict)
    decimal: Annotated[
        Literal["auto", ".", ","],
        Option("The mark before decimals where the cells of a column leave it open: 1.234 or 1,234.", "", COLUMNS),
    ] = "auto"
    count: Annotated[
        dict[str, tuple[str, ...]],
        Option(
            "Words of a status or type column whose rows count, such as Status=paid,shipped; '*' for every row.",
            "by what words mean",
            INPUT,
            check=Words(),
        ),
    ] = field(default_factory=dict)
    returns: Annotated[
        dict[str, tuple[str, ...]],
        Option(
            "Words of a status or type column whose rows are returns, such as type=refund.",
            "by what words mean",
            INPUT,
            check=Words(),
        ),
    ] = field(default_factory=dict)
    currency: Annotated[
        str | None, Option("The currency that counts, where there are several.", "the only one", INPUT, "CODE")
    ] = None
    customers: Annotated[
        Any,  # whatever can be read
        Option(
            "Table of customers to join to purchases by their ids, such as crm.csv.",
            "none; of a workbook, its sheet",
            INPUT,
            "FILE",
            Readable(),
        ),
    ] = None
    customers_id: Annotated[
        str | None, Option("The column of ids in the table of customers.", "detected", INPUT, "COL")
    ] = None
    customers_table: Annotated[
        str | None,
        Option("Worksheet of the table of customers, or its table in a database.", "detected", INPUT, "NAME"),
    ] = None
    unmatched: Annotated[
        Literal["keep", "drop"],
        Option("What becomes of customers who bought and are not in the table of customers.", "", INPUT),
    ] = "keep"
    role: Annotated[
        dict[str, str],
        Option(
            "Which column plays a role in the catalogue, such as income=Salary.",
            "by name",
            COLUMNS,
            "ROLE=COL",
            describing=True,
        ),
    ] = field(default_factory=dict)
    k: Annotated[
        Literal["auto", "elbow", "silhouette"] | int,
        Option(
            "Number of segments: by all the evidence (auto), by one criterion alone, or a number.",
            "",
            SEGMENTS,
            "auto|elbow|silhouette|N",
            Whole(1, 255, ("auto", "elbow", "silhouette")),
            describing=True,
        ),
    ] = "auto"
    k_max: Annotated[int, Option("Largest number of segments to try.", "", SEGMENTS, check=Whole(1, 100))] = 12
    impute: Annotated[Literal["median", "mean"], Option("How to fill missing numbers.", "", COLUMNS)] = "median"
    transform: Annotated[Literal["auto", "none"], Option("Reduce strong skew (Yeo-Johnson).", "", COLUMNS)] = "auto"
    scale: Annotated[Literal["zscore", "robust", "none"], Option("How to make features comparable.", "", COLUMNS)] = (
        "zscore"
    )
    keep: Annotated[
        tuple[str, ...],
        Option("Columns to carry into the assignments as they are, never into the report.", "", OUTPUT),
    ] = ()
    weight: Annotated[
        dict[str, float],
        Option(
            "Multiply a feature's share of the squared distance, such as Income=2.",
            "1",
            COLUMNS,
            "COL=NUMBER",
            Weights(),
        ),
    ] = field(default_factory=dict)
    evidence: Annotated[Literal["quick", "full", "none"], Option("How much evidence to gather.", "", EVIDENCE)] = (
        "quick"
    )
    min_share: Annotated[
        float,
        Option("Smallest share of customers in a segment, such as 5%.", "0", SEGMENTS, check=Share(), describing=True),
    ] = 0.0
    max_segments: Annotated[
        int | None,
        Option("Largest number of segments to choose.", "no limit", SEGMENTS, check=Whole(1, 100), describing=True),
    ] = None
    namer: Annotated[
        str | None,
        Option(
            "Plug-in that names segments; a name stands where the numbers bear out what it claims.",
            "none",
            SEGMENTS,
            "NAME",
            describing=True,
        ),
    ] = None
    catalogue: Annotated[
        str,
        Option(
            "Archetypes to name segments after.",
            "",
            SEGMENTS,
            "auto|bank|retail|none|FILE",
            TextOrPath(),
            describing=True,
        ),
    ] = "auto"
    seed: Annotated[int, Option("Random seed.", "", SEGMENTS, check=Whole(0, 2**32 - 1))] = 0
    title: Annotated[
        str | None, Option("Title of the page.", "what was found", OUTPUT, check=Line(), describing=True)
    ] = None
    value: Annotated[
        str | None,
        Option(
            "The column that says what a customer is worth: the page shows how much of it each segment holds.",
            "money that a catalogue knows",
            COLUMNS,
            "COL",
            describing=True,
        ),
    ] = None
    labels: Annotated[
        dict[str, str],
        Option(
            'What to call a column wherever people read it, such as inc="Yearly income".',
            "its name",
            COLUMNS,
            'COL="TEXT"',
            Pairs(Line(60)),
            describing=True,
            flag="--label",
        ),
    ] = field(default_factory=dict)
    words: Annotated[
        str | None,
        Option(
            "TOML file of words in another language, begun from what `coterie words` prints.",
            "English",
            OUTPUT,
            "FILE",
            TextOrPath(),
            both=True,
        ),
    ] = None
    locale: Annotated[
        str | None,
        Option(
            "How numbers and dates are written on the page and on the terminal, such as de or en_GB.",
            "as in English, dates as 2024-02-29",
            OUTPUT,
            check=LocaleName(),
            describing=True,
        ),
    ] = None

    def __post_init__(self) -> None:
        """Check every value."""
        checked(self)

    @property
    def n_clusters(self) -> int | None:
        """The number of segments asked for; None where it is to be found."""
        return None if isinstance(self.k, str) else self.k

    @property
    def criterion(self) -> Literal["elbow", "silhouette"] | None:
        """The one criterion that is to choose the number of segments, if any."""
        return self.k if self.k == "elbow" or self.k == "silhouette" else None  # noqa: PLR1714 - so that types narrow

    @property
    def reading(self) -> dict[str, Any]:  # each option has its own type
        """The options of `coterie.sources.read`."""
        return {name: getattr(self, name) for name in READING}

    def shown(self) -> dict[str, Any]:  # as above
        """Return the options as plain data that can be kept and shown: without a password in the query."""
        query = None if self.query is None else errors.hiding.hide(self.query)
        said = self.values() | {"query": query, "customers": _called(self.customers)}
        return {name: _plain(value) for name, value in said.items()}

    def values(self) -> dict[str, Any]:  # as above
        """Return the options by name, as they are kept."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def rows(self) -> dict[str, Any]:  # as above
        """The options of `coterie.summarise_transactions` that say which rows count."""
        return {name: getattr(self, name) for name in PURCHASES}

    @property
    def sources(self) -> tuple[str, ...]:
        """The files that are read besides the table."""
        return (self.customers,) if isinstance(self.customers, str) else ()

    @property
    def joining(self) -> dict[str, Any]:  # as above
        """The options of `coterie.summarise_transactions` that say which customers are joined, and how."""
        return {name: getattr(self, name) for name in JOINING}

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Options:
        """Check options by name.

        Parameters
        ----------
        values : mapping
            Option names with their values; dashes and underscores in names are the same.

        Returns
        -------
        Options

        Raises
        ------
        coterie.errors.InputError
            For a name that is not an option and for a value that is not allowed.

        Examples
        --------
        >>> Options.read({"k-max": 8}).k_max
        8
        """
        named = {name.replace("-", "_"): value for name, value in values.items()}
        only_known(cls, named)
        return cls(**named)


def of_group(*groups: str) -> tuple[str, ...]:
    """Return the names of the options of some groups.

    Examples
    --------
    >>> of_group(EVIDENCE)
    ('evidence',)
    """
    return tuple(name for name, each in declared(Options).items() if each.option.group in groups)


def _called(source: object) -> str | None:
    """Return what a table that was given is called, without a password: of a frame, that it is one."""
    if source is None:
        return None
    return errors.hiding.hide(source) if isinstance(source, str) else "frame"


def _plain(value: object) -> object:
    """Return a value with lists for tuples, as JSON has them."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return list(value) if isinstance(value, tuple) else value
