"""docs/errors.md is true: its codes and kinds are the code's, its examples are what builders make, its Python runs."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import coterie
from coterie import errors

PAGE = (Path(__file__).parents[2] / "docs" / "errors.md").read_text()
CURVE = [(1, 2396.4), (2, 1529.0), (3, 1177.0)]
STATES = ("completed", "pending", "cancelled")
EXAMPLES = {
    "OptionError": errors.choosing.unknown_choice("--scale", "zscor", ["zscore", "robust", "none"]),
    "ColumnNotFound": errors.columns.unknown_column("--features", "Incme", ["Age", "Income"]),
    "CustomerNotFound": errors.customers.no_such_customer("C71", "client", ["C0071", "C2000"]),
    "RunNotFound": errors.history.no_such_run("'runs.sqlite'", "champoin", ["champion", "12"]),
    "CatalogueError": errors.choosing.no_such_catalogue("bnak", ["auto", "bank", "retail", "none"]),
    "QueryError": errors.databases.not_a_query("DROP"),
    "LibraryMissing": errors.libraries.not_installed("Reading mysql://", "coterie[databases]"),
    "Drifted": errors.columns.unreadable_feature("Income", "numeric", "high"),
    "MissingColumns": errors.columns.missing_columns(["Income"], ["Age", "Incomes"]),
    "DataRefused": errors.customers.identical_customers(9, ["Age", "Income"]),
    "SourceUnreadable": errors.reading.unreadable("customers.csv", "it holds no text but binary data."),
    "SourceTooLarge": errors.reading.unpacks_too_far("customers.csv.gz", 4 * 2**30),
    "EmptySource": errors.reading.no_rows("customers.csv"),
    "ColumnRefused": errors.columns.not_numeric("Plan", "gold"),
    "NoFeatures": errors.columns.no_features(["Name", "Town"]),
    "TooFewCustomers": errors.customers.too_few_customers(12, 13, errors.voices.setting("--k", 13)),
    "NotCustomers": errors.transactions.looks_like_transactions("client_id", 430, 60),
    "CriterionError": errors.criteria.no_silhouette("only K = 1 could be tried", CURVE[:1], limited=False),
    "OutOfMemory": errors.customers.memory_full(),
    "SourceUnreachable": errors.databases.connection_lost("The database 'shop' on db"),
    "SourceNotFound": errors.reading.no_such_file(Path("customers.cvs")),
    "AccessDenied": errors.databases.not_allowed("The database 'shop' on db", "permission denied for table customers"),
    "OutputError": errors.writing.file_not_writable(Path("scored.csv"), "No space left on device"),
    "OutputExists": errors.writing.out_not_empty(Path("segments")),
    "TargetUnreachable": errors.databases.not_written(
        errors.databases.cannot_connect("The database 'shop' on db", "Connection refused")
    ),
    "ArtefactError": errors.writing.not_an_artefact("customers.csv", "File is not a zip file"),
    "ArtefactNotFound": errors.writing.no_such_artefact(Path("segmentation.coterie")),
    "HistoryTooNew": errors.history.too_new("'runs.sqlite'", "second"),
    "NeedsAnswer": errors.databases.which_table("'shop.sqlite'", ["customers", "orders"]),
}


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def kinds() -> dict[str, type[errors.CoterieError]]:
    found = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type)}
    return {name: kind for name, kind in found.items() if issubclass(kind, errors.CoterieError)}


def test_each_kind_is_there_with_its_code_and_what_it_means():
    written = {name.strip("`"): (int(code), means) for name, code, means, _ in rows("Kinds of error")}
    made = {name: (kind.exit_code, kind.__doc__.split("\n")[0]) for name, kind in kinds().items()}
    del made["CoterieError"], made["InputError"]
    assert written == made


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_is_what_the_command_says(name):
    written = {cells[0].strip("`"): cells[3] for cells in rows("Kinds of error")}
    assert type(EXAMPLES[name]).__name__ == name
    assert written[name] == EXAMPLES[name].in_command


def test_no_kind_is_without_an_example():
    assert set(EXAMPLES) == set(kinds()) - {"CoterieError", "InputError"}


def test_each_code_is_there_with_the_kind_that_it_stands_for():
    written = {int(code): kind.strip("`") for code, kind, *_ in rows("Exit codes") if kind.startswith("`")}
    assert written == {
        2: "OptionError",
        3: "Drifted",
        4: "DataRefused",
        5: "SourceUnreachable",
        6: "OutputError",
        7: "ArtefactError",
        8: "NeedsAnswer",
    }
    assert all(kinds()[name].exit_code == code for code, name in written.items())
    assert [int(code) for code, *_ in rows("Exit codes")] == [*range(9), 130, 141, 143]


def test_its_python_runs(tmp_path, monkeypatch, capsys, bank):
    monkeypatch.chdir(tmp_path)
    bank.write_csv("customers.csv")
    coterie.write_table(bank, "sqlite:///shop.sqlite", table="customers")
    coterie.write_table(bank.head(9), "sqlite:///shop.sqlite", table="tried")
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code
    exec(code.group(1), {})  # noqa: S102 - the page's own lines
    assert capsys.readouterr().out == "segments of customers\n"


def test_its_pattern_answers_for_purchases_too(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    some = [(f"c{i * i % 45}", date(2024, i % 12 + 1, i % 28 + 1), 5.5 + i * 7 % 40, STATES[i % 3]) for i in range(240)]
    bought = pl.DataFrame(some, schema=["client_id", "order_date", "amount", "status"], orient="row")
    bought.write_csv("shop.csv")
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code
    exec(code.group(1).replace("sqlite:///shop.sqlite", "shop.csv"), {})  # noqa: S102 - the page's own lines
    assert capsys.readouterr().out == "segments of status=completed\n"
