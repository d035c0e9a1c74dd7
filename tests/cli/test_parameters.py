from __future__ import annotations

import inspect

import pytest
from typer.main import get_command

from coterie import InputError
from coterie.cli.app import app
from coterie.cli.parameters import given, offers
from coterie.cli.run import OFFERED

SEGMENT = {param.name: param for param in get_command(app).commands["segment"].params}


def test_the_command_takes_every_declared_option():
    assert [name for name in SEGMENT if name in OFFERED] == list(OFFERED)
    assert set(SEGMENT) - set(OFFERED) == {"customers", "config"}


@pytest.mark.parametrize("name", OFFERED)
def test_an_option_is_shown_as_it_is_declared(name):
    shown, declared = SEGMENT[name], OFFERED[name]
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
    @offers("seed")
    def command(table: str, *, dry: bool = False, **options: object) -> None:
        del table, dry, options

    assert list(inspect.signature(command).parameters) == ["table", "dry", "seed"]
