from __future__ import annotations

from pathlib import Path

import pytest

from coterie import InputError
from coterie.cli.run import OFFERED, Run, split
from coterie.options import Options, declared


def test_what_is_not_the_commands_is_left_for_the_segmentation():
    options, run = split({"k": 3, "out": "here", "json": True})
    assert options == {"k": 3}
    assert (run.out, run.json, run.report) == (Path("here"), True, "html")


def test_no_name_means_two_options():
    assert not declared(Options).keys() & declared(Run).keys()
    assert len(OFFERED) == len(declared(Options)) + len(declared(Run))


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
