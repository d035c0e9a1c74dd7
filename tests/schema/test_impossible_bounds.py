"""The bounds of `schema.impossible` in large columns, which are measured instead of counted."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.schema.facts import Measured, facts_of
from coterie.schema.impossible import impossible

ROWS = 120_000
SPREAD = [round(10 + 80 * i / ROWS, 6) for i in range(ROWS)]


def looked_at(name, values):
    [fact, _] = facts_of(pl.DataFrame({name: values, "row": range(len(values))}))
    assert isinstance(fact, Measured)
    return impossible(fact)


def codes(values, name="points"):
    return looked_at(name, values).codes


@pytest.mark.parametrize(
    ("odd", "found"),
    [
        ([], ()),
        ([999.0], (999.0,)),  # the least code of nines
        ([998.0], ()),
        ([9_999.0], (9_999.0,)),
        ([6_666.0], (6_666.0,)),
        ([6_667.0], ()),
        ([999.5], ()),
        ([-1.0], (-1.0,)),
        ([-1.0, -9.0], (-9.0, -1.0)),
        ([-1.0, -2.0], ()),
    ],
)
def test_codes_are_found_among_many_values(odd, found):
    assert tuple(sorted(codes([*SPREAD, *odd]))) == tuple(sorted(found))


def test_a_score_is_looked_at_for_its_name_alone():
    assert looked_at("rating", [*(number * 1.2 for number in SPREAD if number < 83), 501.0]).bounds is not None
