from __future__ import annotations

import inspect

import pytest
from typer.main import get_command

from coterie import InputError
from coterie.cli.app import app
from coterie.cli.parameters import given, offers
from coterie.cli.run import COMMANDS, OFFERED
from coterie.options.options import GROUPS

ALL = get_command(app).commands
TAKING = {name: [command] for name, command in ALL.items()} | {
    "catalogues": [ALL["catalogues"].commands["check"]],
    "history": [*ALL["history"].commands.values()],
}
PARAMETERS = {name: {each.name: each for part in TAKING[name] for each in part.params} for name in COMMANDS}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_every_declared_option_by_group(name):
    assert set(COMMANDS[name]) <= set(PARAMETERS[name])
    for part in TAKING[name]:
        shown = [each.name for each in part.params if each.name in COMMANDS[name]]
        groups = [GROUPS.index(COMMANDS[name][each].option.group) for each in shown]
        assert groups == sorted(groups)


@pytest.mark.parametrize("name", COMMANDS)
def test_an_option_is_shown_as_it_is_declared(name):
    for each, declared in COMMANDS[name].items():
        shown = PARAMETERS[name][each]
        assert (shown.opts, shown.metavar) == ([declared.flag], declared.metavar)
        assert shown.help.startswith(declared.sentence)
        assert shown.rich_help_panel == declared.option.group != ""


def test_what_is_not_given_is_left_to_the_file():
    assert given(dict.fromkeys(OFFERED)) == {}
    assert given({"type": [], "ignore": "a,b"}) == {"ignore": ("a", "b")}


def test_what_cannot_be_split_is_told():
    with pytest.raises(InputError, match="`type` is 'Age', but must be NAME=VALUE."):
        given({"type": ["Age"]})


def test_a_command_keeps_parameters_of_its_own():
    @offers("demo")
    def command(table: str, *, dry: bool = False, **options: object) -> None:
        del table, dry, options

    assert list(inspect.signature(command).parameters)[:3] == ["table", "dry", "out"]
