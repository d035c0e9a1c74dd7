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
TAKING = ALL | {"catalogues": ALL["catalogues"].commands["check"]}
PARAMETERS = {name: {each.name: each for each in TAKING[name].params} for name in COMMANDS}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_every_declared_option_by_group(name):
    shown = [each for each in PARAMETERS[name] if each in COMMANDS[name]]
    assert set(shown) == set(COMMANDS[name])
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
