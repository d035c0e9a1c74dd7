"""Steps of scales, and what looks like them."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.schema.facts import facts_of
from coterie.schema.steps import steps_of, yes_and_no


def fact(values: list[str]):
    return facts_of(pl.DataFrame({"a": values}))[0]


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (["I hate it!-5", "-2", "0", "I love it!+5"], [-5, -2, 0, 5]),
        (["1 - bad", "2", "3 - good"], [1, 2, 3]),
        (["5 = sehr gut", "4", "1"], [1, 4, 5]),
        (["nie", "manchmal", "immer"], [1, 2, 3]),
    ],
)
def test_steps(values, numbers):
    assert [number for _, number in steps_of(fact(values))] == numbers


@pytest.mark.parametrize(
    "values", [["Plan 1", "Plan 2", "Plan 3"], ["1", "2", "3"], ["never", "blue", "always"], ["a", "b"]]
)
def test_no_steps(values):
    assert steps_of(fact(values)) == ()


def test_every_spelling_of_yes_and_no_has_its_number():
    assert dict(yes_and_no(fact(["Ja", "nein", "JA "]))) == {"ja": 1.0, "nein": 0.0}
