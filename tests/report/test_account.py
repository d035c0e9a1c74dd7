from __future__ import annotations

import pytest

from coterie.report.account import cell_counts, row_steps, untouched


def test_each_step_leaves_what_the_next_counts(case):
    summary, _ = case("bank")
    steps = row_steps(summary)
    rows = summary["account"]["rows"]
    for step, told in zip(rows, steps, strict=True):
        assert told["total"] == (not step["left_out"])
        assert bool(told["gone"]) == step["left_out"]
    totals = [at for at, step in enumerate(rows) if not step["left_out"]]
    assert [steps[at]["left"] for at in totals[1:]] == [steps[at - 1]["left"] for at in totals[1:]]


@pytest.mark.words
def test_customers_that_nothing_places_are_the_last_step(case):
    summary, _ = case("bank")
    summary["cleaning"].append(
        {"code": "without_segment", "column": None, "action": "left without a segment", "rows": 2, "detail": ""}
    )
    last = row_steps(summary)[-1]
    assert (last["what"], last["gone"]) == ("Left without a segment", "2")
    (income,) = (each for each in cell_counts(summary) if each["column"] == "income")
    gaps = next(each["gaps"] for each in summary["account"]["columns"] if each["column"] == "income")
    assert income["filled"].startswith(f"{gaps - 2} with ")


def test_columns_without_a_change_are_counted_only(case):
    summary, _ = case("bank")
    shown = [each["column"] for each in cell_counts(summary)]
    columns = summary["account"]["columns"]
    assert shown == [each["column"] for each in columns if each["empty"]]
    assert untouched(summary) == len(columns) - len(shown) == 1


def test_descriptors_stay_missing(case):
    summary, _ = case("bank")
    filled = {each["column"]: each["filled"] for each in cell_counts(summary)}
    assert filled["gender"] == "stay missing"
    assert "median" in filled["income"]
