"""What each command does with what it finds: the options that are its own, beside those of the segmentation."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from coterie.cli.compare_run import CompareRun
from coterie.cli.history_run import HistoryRun
from coterie.cli.measure_run import MeasureRun
from coterie.cli.refit_run import RefitRun
from coterie.cli.shared_run import ENGINE, Checking, Shared, ToDatabase, WithHistory
from coterie.cli.sql_run import SqlRun
from coterie.options import Option, Options, declared
from coterie.options.checks import Folder, OutputFile, Readable, Several, Share, Whole
from coterie.options.options import (
    COLUMNS,
    INPUT,
    JOINING,
    OUTPUT,
    PURCHASES,
    READING,
    SERVICE,
    EngineName,
    of_group,
)

if TYPE_CHECKING:
    from coterie.options import Declared

_COLUMN = "COL"


@dataclass(frozen=True)
class Run(ToDatabase):
    """What `coterie segment` does with a segmentation."""

    out: Annotated[Path | None, Option("Folder for the results.", "none; it must be given", OUTPUT, check=Folder())] = (
        None
    )
    assignments: Annotated[Literal["csv", "parquet", "xlsx"], Option("Format of the assignments.", "", OUTPUT)] = "csv"
    split: Annotated[bool, Option("Write a file of assignments for each segment as well.", "", OUTPUT)] = False
    report: Annotated[Literal["html", "none"], Option("The page to read and send; none is quicker.", "", OUTPUT)] = (
        "html"
    )
    pages: Annotated[bool, Option("Write a page for each segment as well.", "", OUTPUT)] = False
    given_names: Annotated[
        Literal["keep", "forget"],
        Option("With --overwrite, what becomes of names that `coterie rename` gave.", "", OUTPUT),
    ] = "keep"
    engine: Annotated[EngineName, ENGINE] = "auto"


@dataclass(frozen=True)
class InspectRun(Shared):
    """What `coterie inspect` does with a plan."""

    engine: Annotated[EngineName, ENGINE] = "auto"
    write_config: Annotated[
        Path | None,
        Option(
            "Write the plan as a TOML file of options, to edit and give to --config.",
            "none",
            OUTPUT,
            check=OutputFile(),
        ),
    ] = None


@dataclass(frozen=True)
class ScoreRun(ToDatabase, Checking):
    """What `coterie score` does with customers."""

    out: Annotated[
        Path | None, Option("Where the assignments go: .csv, .parquet or .xlsx.", "nowhere", OUTPUT, check=OutputFile())
    ] = None
    like_source: Annotated[
        bool,
        Option(
            "Write a .csv with the separator, the decimal mark and the encoding of the customers' file.", "", OUTPUT
        ),
    ] = False
    holdout: Annotated[
        float, Option("Share of the customers to hold out, said in a column 'arm'.", "none", OUTPUT, check=Share())
    ] = 0.0
    engine: Annotated[EngineName, ENGINE] = "auto"


@dataclass(frozen=True)
class AudienceRun(Checking):
    """What `coterie audience` makes of customers."""

    segment: Annotated[
        tuple[str, ...],
        Option("Name or number of a segment to list.", "none; it must be given", OUTPUT, check=Several()),
    ] = ()
    for_: Annotated[
        Literal["google", "meta", "linkedin", "csv"] | None,
        Option(
            "Whom the list is for: a platform, or csv for any tool, with nothing hashed.",
            "none; it must be given",
            OUTPUT,
        ),
    ] = None
    out: Annotated[Path | None, Option("The list, a .csv.", "none; it must be given", OUTPUT, check=OutputFile())] = (
        None
    )
    since: Annotated[
        object | None,
        Option(
            "Assignments of an earlier day: what was added and what was removed is written beside the list.",
            "none",
            OUTPUT,
            check=Readable(),
        ),
    ] = None
    holdout: Annotated[
        float, Option("Share of the customers to hold out; they are not listed.", "none", OUTPUT, check=Share())
    ] = 0.0
    contact: Annotated[
        dict[str, str],
        Option(
            "The column of a contact detail: email=COL; also phone, first_name, last_name, city, state, zip, country, "
            "birthday, gender, device.",
            "columns of e-mail addresses and phone numbers, by their names",
            COLUMNS,
            "WHAT=COL",
        ),
    ] = field(default_factory=dict)
    consent: Annotated[
        dict[str, str],
        Option(
            "What a column must say for a customer to be listed, such as newsletter=yes.",
            "nothing",
            COLUMNS,
            "COL=VALUE",
        ),
    ] = field(default_factory=dict)
    suppress: Annotated[
        object | None,
        Option(
            "Who must not be listed: a file of ids, e-mail addresses or phone numbers, also hashed.",
            "nobody",
            INPUT,
            check=Readable(),
        ),
    ] = None
    country: Annotated[
        str | None,
        Option("Where phone numbers without a country code are from, in two letters.", "unknown", INPUT, "XX"),
    ] = None


@dataclass(frozen=True)
class TransactionsRun(Shared):
    """What `coterie transactions` does with purchases."""

    out: Annotated[
        Path | None,
        Option("Where the customers go: .csv or .parquet.", "none; it must be given", OUTPUT, check=OutputFile()),
    ] = None
    customer: Annotated[
        str | None, Option("The column that says who bought.", "none; it must be given", COLUMNS, _COLUMN)
    ] = None
    date: Annotated[str | None, Option("The column that says when.", "none; it must be given", COLUMNS, _COLUMN)] = None
    amount: Annotated[
        str | None, Option("What a row was worth.", "quantity times price, if there is one", COLUMNS, _COLUMN)
    ] = None
    quantity: Annotated[str | None, Option("How many pieces, where there is no amount.", "none", COLUMNS, _COLUMN)] = (
        None
    )
    price: Annotated[str | None, Option("What one piece cost, where there is no amount.", "none", COLUMNS, _COLUMN)] = (
        None
    )
    invoice: Annotated[
        str | None,
        Option("Rows with the same invoice are one purchase.", "those of the same day", COLUMNS, _COLUMN),
    ] = None
    category: Annotated[
        str | None, Option("Count the distinct values for each customer.", "none", COLUMNS, _COLUMN)
    ] = None
    product: Annotated[str | None, Option("Count the distinct values for each customer.", "none", COLUMNS, _COLUMN)] = (
        None
    )
    refunded: Annotated[
        str | None, Option("What was given back of a row's own amount: it is taken off.", "none", COLUMNS, _COLUMN)
    ] = None
    as_of: Annotated[str | None, Option("Look back from this day.", "the table's last date", COLUMNS, "DATE")] = None


@dataclass(frozen=True)
class RenameRun(WithHistory):
    """What `coterie rename` does with a segmentation."""

    out: Annotated[
        Path | None,
        Option("The file with the new names.", "the segmentation itself is replaced", OUTPUT, check=OutputFile()),
    ] = None
    report: Annotated[
        Path | None,
        Option("Write the page with the new names as well.", "none", OUTPUT, check=OutputFile()),
    ] = None


@dataclass(frozen=True)
class ReportRun(WithHistory):
    """What `coterie report` does with a segmentation."""

    out: Annotated[
        Path | None, Option("The page.", "report.html beside the segmentation", OUTPUT, check=OutputFile())
    ] = None
    format: Annotated[
        Literal["html", "md", "json", "xlsx"] | None,
        Option("Format of the page: HTML, Markdown, JSON or a workbook.", "by the ending of --out, else html", OUTPUT),
    ] = None
    charts: Annotated[
        Literal["svg", "png"] | None,
        Option("Write each chart as a file as well, into a folder beside the page.", "none", OUTPUT),
    ] = None
    pages: Annotated[
        bool, Option("Write a page for each segment as well, into a folder beside the page.", "", OUTPUT)
    ] = False


@dataclass(frozen=True)
class ExportRun(WithHistory):
    """What `coterie export` writes."""

    to: Annotated[Literal["onnx"], Option("Format of the model.", "", OUTPUT)] = "onnx"
    out: Annotated[Path | None, Option("The model, a .onnx.", "none; it must be given", OUTPUT, check=OutputFile())] = (
        None
    )


@dataclass(frozen=True)
class ExplainRun(Checking):
    """What `coterie explain` says."""

    id: Annotated[
        str | None,
        Option("The customer: what stands in the id column, or the row's number without one.", "none", OUTPUT, "ID"),
    ] = None
    value: Annotated[str | None, Option("The column that says what a customer is worth.", "none", OUTPUT, _COLUMN)] = (
        None
    )
    outcome: Annotated[
        str | None, Option("A column of yes and no, of which a test is planned.", "none", OUTPUT, _COLUMN)
    ] = None
    lift: Annotated[
        float, Option("The relative change of the outcome that the test should see.", "10%", OUTPUT, check=Share())
    ] = 0.1


@dataclass(frozen=True)
class ServeRun(WithHistory):
    """How `coterie serve` answers."""

    host: Annotated[str, Option("Address to listen at; one that other machines reach needs keys.", "", SERVICE)] = (
        "127.0.0.1"
    )
    port: Annotated[int, Option("Port to listen at; 0: any free one.", "", SERVICE, check=Whole(0, 65_535))] = 8321
    keys: Annotated[
        Path | None, Option("File of the hashes of API keys.", "no key is wanted", SERVICE, check=OutputFile())
    ] = None
    new_key: Annotated[
        bool, Option("Print a new API key, once, add its hash to the file of --keys, and leave.", "", SERVICE)
    ] = False
    tls_cert: Annotated[
        Path | None, Option("Certificate for HTTPS, with its chain, as PEM.", "HTTP", SERVICE, check=OutputFile())
    ] = None
    tls_key: Annotated[
        Path | None, Option("Private key of that certificate, as PEM.", "none", SERVICE, check=OutputFile())
    ] = None
    max_body: Annotated[
        int, Option("Largest body, and largest line of a stream, in MiB.", "", SERVICE, check=Whole(1, 1024))
    ] = 8
    max_rows: Annotated[
        int, Option("Most customers in one list; a stream may have any number.", "", SERVICE, check=Whole(1, 10**7))
    ] = 10_000
    max_seconds: Annotated[
        int, Option("Seconds for a body to arrive, and for the work on it.", "", SERVICE, check=Whole(1, 3600))
    ] = 30


@dataclass(frozen=True)
class StudioRun(Shared):
    """How `coterie studio` answers."""

    port: Annotated[int, Option("Port to listen at; 0: any free one.", "", SERVICE, check=Whole(0, 65_535))] = 8700
    home: Annotated[
        Path | None, Option("Folder where projects are kept.", "your own folder for data", SERVICE, check=Folder())
    ] = None
    ephemeral: Annotated[bool, Option("Keep nothing: forget everything when it ends.", "", SERVICE)] = False
    folder: Annotated[
        Path | None,
        Option("Folder whose files may be opened by their path.", "the one you are in", INPUT, check=Folder()),
    ] = None
    max_upload: Annotated[
        int, Option("Largest file that may be dropped on the page, in MiB.", "", SERVICE, check=Whole(1, 10**6))
    ] = 1024
    no_browser: Annotated[bool, Option("Do not open the browser.", "", SERVICE)] = False


@dataclass(frozen=True)
class CatalogueRun(Shared):
    """What `coterie catalogues check` does."""


@dataclass(frozen=True)
class DemoRun(Shared):
    """What `coterie demo` does."""

    out: Annotated[Path, Option("Folder for the results.", "", OUTPUT, check=Folder())] = Path("coterie-demo")
    write_table: Annotated[
        Path | None,
        Option("Also write the example's table, to try other commands on: .csv.", "none", OUTPUT, check=OutputFile()),
    ] = None


OPTIONS = declared(Options)
_READ = {name: OPTIONS[name] for name in (*READING, "words")}
_SHOWN = ("title", "labels", "locale")
_ROWS, _JOIN, _PAGE = ({name: OPTIONS[name] for name in names} for names in (PURCHASES, JOINING, _SHOWN))
_AGAIN = _READ | _JOIN | {"decimal": OPTIONS["decimal"]}
"""How customers are read whom a segmentation places."""
_LOOKED = {
    name: OPTIONS[name]
    for name in (*READING, "words", *PURCHASES, *JOINING, *of_group(COLUMNS))
    if not OPTIONS[name].option.describing
}


def _of_no_file(kind: type[Shared]) -> dict[str, Declared]:
    """Return the options of a command that writes no file: it has none to replace."""
    return {name: option for name, option in declared(kind).items() if name != "overwrite"}


COMMANDS = {
    "segment": OPTIONS | declared(Run),
    "inspect": _LOOKED | declared(InspectRun),
    "score": _AGAIN | {"keep": OPTIONS["keep"]} | declared(ScoreRun),
    "refit": _AGAIN | _PAGE | {"keep": OPTIONS["keep"]} | declared(RefitRun),
    "compare": _AGAIN | _PAGE | declared(CompareRun),
    "transactions": _READ | _ROWS | _JOIN | declared(TransactionsRun),
    "report": _PAGE | declared(ReportRun),
    "sql": declared(SqlRun),
    "export": declared(ExportRun),
    "rename": declared(RenameRun),
    "explain": _AGAIN | _of_no_file(ExplainRun),
    "measure": _of_no_file(MeasureRun),
    "serve": {"words": OPTIONS["words"]} | _of_no_file(ServeRun),
    "studio": {"words": OPTIONS["words"]} | _of_no_file(StudioRun),
    "audience": _AGAIN | {"keep": OPTIONS["keep"]} | declared(AudienceRun),
    "catalogues": _of_no_file(CatalogueRun),
    "history": declared(HistoryRun),
    "demo": declared(DemoRun),
}
"""The options that each command takes, by name."""

SHARED = declared(Shared)
"""The options that every command takes; the help shows them last."""

KINDS: dict[type[Shared], str] = {
    Run: "segment",
    InspectRun: "inspect",
    ScoreRun: "score",
    RefitRun: "refit",
    CompareRun: "compare",
    TransactionsRun: "transactions",
    ReportRun: "report",
    SqlRun: "sql",
    ExportRun: "export",
    RenameRun: "rename",
    ExplainRun: "explain",
    MeasureRun: "measure",
    ServeRun: "serve",
    StudioRun: "studio",
    AudienceRun: "audience",
    CatalogueRun: "catalogues",
    HistoryRun: "history",
    DemoRun: "demo",
}
"""Whose options they are."""

OFFERED = {name: option for options in reversed(COMMANDS.values()) for name, option in options.items()}
"""Every option that some command, the TOML file and the environment know; as `segment` has it, where it has one."""
