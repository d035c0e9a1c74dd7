from __future__ import annotations

import pytest

from coterie import errors
from coterie.errors.kinds import listed


def test_long_lists_are_cut():
    assert listed([f"column {i}" for i in range(40)]).endswith("column 11 and 28 more")


def test_short_lists_are_whole():
    assert listed(["Age", "Income"]) == "Age, Income"


@pytest.mark.parametrize("kind", [errors.InputError, errors.OutputError, errors.ArtefactError])
def test_one_class_catches_them_all(kind):
    with pytest.raises(errors.CoterieError):
        raise kind("x")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x85", "\u2028"])
def test_a_message_is_one_line_whatever_names_hold(end):
    assert str(errors.no_values("--features", f"Income{end}a year  net")) == (
        "--features names 'Income a year  net', which has no values. Name another column."
    )


def test_the_nearest_word_is_offered_as_it_is_spelled():
    assert errors.nearest("annual incme", ["Age", "Annual Income"]) == " Did you mean 'Annual Income'?"
