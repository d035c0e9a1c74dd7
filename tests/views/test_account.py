from __future__ import annotations

import pytest

from coterie.remarks import say
from coterie.views.account import account_of
from coterie.views.contract import summary_from


@pytest.fixture
def bank(case):
    return case("bank")[0]


def test_each_step_leaves_what_the_next_counts(bank):
    steps = account_of(summary_from(bank)).rows
    rows = bank["account"]["rows"]
    for step, line in zip(rows, steps, strict=True):
        assert line.total == (not step["left_out"])
        assert bool(line.gone) == step["left_out"]
    totals = [at for at, step in enumerate(rows) if not step["left_out"]]
    assert [steps[at].left for at in totals[1:]] == [steps[at - 1].left for at in totals[1:]]


@pytest.mark.words
def test_customers_that_nothing_places_are_the_last_step(bank):
    change = {"code": "without_segment", "column": None, "action": "left without a segment", "rows": 2, "detail": ""}
    bank["cleaning"].append(change | {"facts": {}})
    found = account_of(summary_from(bank))
    assert (found.rows[-1].what, found.rows[-1].gone) == ("Left without a segment", "2")
    (income,) = (each for each in found.cells if each.column == "income")
    gaps = next(each["gaps"] for each in bank["account"]["columns"] if each["column"] == "income")
    assert income.filled.startswith(f"{gaps - 2} with ")


def test_columns_without_a_change_are_counted_only(bank):
    found = account_of(summary_from(bank))
    columns = bank["account"]["columns"]
    assert [each.column for each in found.cells] == [each["column"] for each in columns if each["empty"]]
    assert found.untouched == len(columns) - len(found.cells) == 1


def test_descriptors_stay_missing(bank):
    filled = {each.column: each.filled for each in account_of(summary_from(bank)).cells}
    assert filled["gender"] == say("account.stay_missing")
    (income,) = (each for each in bank["account"]["columns"] if each["column"] == "income")
    (step,) = (each for each in bank["preparation"] if each["feature"] == "income")
    assert filled["income"] == say("account.filled", n=income["gaps"], fill=step["fill"], impute="median")
