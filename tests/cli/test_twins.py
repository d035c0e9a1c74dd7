"""Every parameter of every command has its twin in Python; what has none stands here, with the reason."""

from __future__ import annotations

import inspect

import pytest

import coterie
from coterie.cli.run import COMMANDS, SHARED
from coterie.comparison_files import write_comparison
from coterie.options.options import READING

TWINS = {
    "segment": coterie.segment,
    "inspect": coterie.inspect,
    "score": coterie.score,
    "transactions": coterie.summarise_transactions,
    "refit": coterie.refit,
    "compare": coterie.compare,
    "rename": coterie.rename,
    "report": coterie.write_report,
    "sql": coterie.sql,
    "export": coterie.export,
    "explain": coterie.explain,
    "measure": coterie.measure,
    "audience": coterie.audience,
    "demo": coterie.segment,
}
"""What does in Python what a command does."""

OF_A_COMMAND = {
    "overwrite": "Python's functions that write replace a file, as Python's `open` does",
    "json": "what Python returns is data already",
    "quiet": "Python shows progress only where `on_progress` is given",
    "history": "`coterie.history.open_history` opens one, for whoever records from Python",
    "log_file": "who calls from Python logs as the rest of their program does",
}
"""What commands have and no function: how a command is called from a shell."""

_OF_A_RESULT = {
    "out": (coterie.save, "path"),
    "assignments": "`result.assignments` is a frame, which has a way to be written in every format",
    "split": "`assignments` is filtered by `segment_id`",
    "report": (coterie.write_report, "path"),
    "pages": (coterie.write_report, "pages"),
    "write_to": (coterie.write_table, "to"),
    "to_table": (coterie.write_table, "table"),
    "replace_table": (coterie.write_table, "replace"),
}

ON_SPARK = "a Spark DataFrame is known as one; a path is read here"
OTHERWISE = {
    "segment": _OF_A_RESULT | {"given_names": "nothing is replaced; `coterie.rename` gives names to a new result"},
    "refit": _OF_A_RESULT,
    "compare": {
        "out": (write_comparison, "out"),
        **{name: (write_comparison, name) for name in ("report", "title", "labels", "locale")},
    },
    "inspect": {
        "engine": ON_SPARK,
        "write_config": "options are arguments in Python, which a program keeps as it keeps others",
    },
    "score": {
        "engine": ON_SPARK,
        "out": "assignments are returned as a frame",
        "like_source": "it is about the file that `--out` writes",
        "words": "a frame is returned; its columns are the same in every language, and so are warnings' codes",
        "write_to": (coterie.write_table, "to"),
        "to_table": (coterie.write_table, "table"),
        "replace_table": (coterie.write_table, "replace"),
    },
    "transactions": {
        "out": "`summary.customers` is a frame",
        "words": "a frame and counts are returned, whose names are the same in every language",
    },
    "explain": {
        "words": "numbers are returned; the command makes sentences of them",
        **dict.fromkeys(("customers_id", "customers_table", "unmatched"), (coterie.explain, "joining")),
        "value": (coterie.explain_segments, "value"),
        "outcome": (coterie.explain_segments, "outcome"),
        "lift": (coterie.explain_segments, "lift"),
    },
    "measure": {},
    "audience": {
        **dict.fromkeys(("customers_id", "customers_table", "unmatched"), (coterie.audience, "joining")),
        "out": "`audience.rows` is a frame, and `coterie.audience_files.write_audience` writes it",
        "words": "a frame and counts are returned, whose names are the same in every language",
    },
    "report": {
        "out": (coterie.write_report, "path"),
    },
    "sql": {
        "out": "the query is returned as text",
    },
    "export": {"out": (coterie.export, "path")},
    "rename": {"out": (coterie.save, "path"), "report": (coterie.write_report, "path")},
    "demo": {
        "out": (coterie.save, "path"),
        "write_table": "`coterie.datasets.bank_customers` returns the table as a frame",
    },
}
"""What a command has beside its twin: the function and the parameter that do it, or why there is none."""

WITHOUT_TWIN = {
    "serve": "a program of its own; in Python, `coterie.Scorer` answers without HTTP",
    "studio": "a page in a browser",
    "history": "`coterie.history` has its nouns and verbs, over a database that it opens",
    "catalogues": "catalogues are files: `catalogue=` takes one, and says what is wrong with it",
}


def parameters(function) -> set[str]:
    found = set(inspect.signature(function).parameters)
    return found | set(READING) if "reading" in found else found  # `**reading` is every option of reading


def test_every_command_is_here() -> None:
    assert {*TWINS, *WITHOUT_TWIN} == set(COMMANDS)
    assert set(OF_A_COMMAND) == {*SHARED, "history"}


@pytest.mark.parametrize("command", TWINS)
def test_every_parameter_has_its_twin_or_a_reason(command: str) -> None:
    lacking = set(COMMANDS[command]) - parameters(TWINS[command])
    expected = {*OTHERWISE[command], *OF_A_COMMAND} - ({"overwrite"} - COMMANDS[command].keys())  # some replace no file
    assert lacking | {"history"} == expected, "what has a twin now is no exception any more"
    for name, twin in OTHERWISE[command].items():
        if isinstance(twin, tuple):
            assert twin[1] in parameters(twin[0]), name
        else:
            assert len(twin.split()) > 3, name


@pytest.mark.parametrize("command", ["segment", "inspect", "score", "transactions"])
def test_python_has_few_parameters_that_a_command_lacks(command: str) -> None:
    own = parameters(TWINS[command]) - set(COMMANDS[command])
    given = {"source", "customers", "purchases", "segmentation"}  # arguments of the command, not options
    called = {"folder", "on_plan", "on_progress"}  # the command shows progress, and works beside --out
    named = {"names"}  # `coterie rename` gives them
    assert own <= given | called | named
