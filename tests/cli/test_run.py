from __future__ import annotations

import pytest

from coterie import InputError
from coterie.cli.run import COMMANDS, KINDS, Run, Shared
from coterie.options import Options, declared
from coterie.options.options import GROUPS


def test_no_name_means_two_options_of_a_command():
    for kind in KINDS:
        assert not declared(Options).keys() & declared(kind).keys()


def test_every_command_knows_what_all_know():
    assert all(declared(Shared).keys() <= options.keys() for options in COMMANDS.values())


def test_every_option_has_a_heading():
    assert {option.option.group for options in COMMANDS.values() for option in options.values()} == set(GROUPS)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"engine": "spark"}, "--engine is 'spark', but must be one of auto, memory, streaming."),
        ({"replace_table": 1}, "--replace-table is 1, but must be true or false."),
        ({"write_to": 3}, "--write-to is 3, but must be text."),
    ],
)
def test_a_wrong_value_says_what_is_right(value, message):
    with pytest.raises(InputError) as caught:
        Run(**value)
    assert caught.value.in_command == message
