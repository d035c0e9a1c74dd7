from __future__ import annotations

import pytest

from coterie import InputError
from coterie.cli.run import COMMANDS, KINDS, ExplainRun, Run
from coterie.cli.settings import read_settings
from coterie.cli.shared_run import Shared
from coterie.options import Options, declared
from coterie.options.options import GROUPS


def lacking(command):
    """Return what all commands know but one that writes no file to be replaced."""
    return {"overwrite"} if command in {"serve", "studio", "explain", "measure", "catalogues"} else set()


def test_no_name_means_two_options_of_a_command():
    for kind, command in KINDS.items():
        own = {name: option for name, option in declared(kind).items() if name not in lacking(command)}
        assert [name for name, option in own.items() if COMMANDS[command][name] != option] == []


def test_what_a_file_says_of_the_id_column_names_no_customer(tmp_path):
    (tmp_path / "coterie.toml").write_text('id = "client"\n[explain]\nchecks = "strict"')
    _, run = read_settings(tmp_path / "coterie.toml", {}, ExplainRun, environment={"COTERIE_ID": "client"})
    assert (run.id, run.checks) == (None, "strict")
    options, run = read_settings(None, {"id": "C1"}, ExplainRun, environment={"COTERIE_EXPLAIN_ID": "C2"})
    assert (run.id, options.id) == ("C1", None)
    assert declared(Options)["id"] != declared(ExplainRun)["id"]


def test_every_command_knows_what_all_know():
    for command, options in COMMANDS.items():
        assert declared(Shared).keys() - lacking(command) <= options.keys()


def test_every_option_has_a_heading():
    assert {option.option.group for options in COMMANDS.values() for option in options.values()} == set(GROUPS)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"engine": "flink"}, "--engine is 'flink', but must be one of auto, memory, streaming, spark."),
        ({"replace_table": 1}, "--replace-table is 1, but must be true or false."),
        ({"write_to": 3}, "--write-to is 3, but must be text."),
    ],
)
def test_a_wrong_value_says_what_is_right(value, message):
    with pytest.raises(InputError) as caught:
        Run(**value)
    assert caught.value.in_command == message
