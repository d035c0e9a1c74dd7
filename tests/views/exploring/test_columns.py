from __future__ import annotations

import polars as pl

import coterie
from coterie.remarks import say
from coterie.views.exploring.columns import columns_view


def view(table, **options):
    found = coterie.inspect(table, **options)
    return columns_view(found.plan, found.readiness), found.plan


def test_c2_each_column_is_as_in_the_plan(bank):
    shown, plan = view(bank)
    assert [(row.name, row.type, row.role) for row in shown.rows] == [(c.name, c.type, c.role) for c in plan.columns]
    assert {row.name for row in shown.rows if row.sensitive} == {"gender"}
    assert all(bool(row.shares) == (row.role in {"feature", "descriptor"}) for row in shown.rows)
    assert shown.looks == ()


def test_what_needs_a_look_comes_with_what_to_do():
    table = pl.DataFrame({"id": list("abcdefghij"), "age": [20, None, None, 30, 40, 50, 60, 70, None, 35]})
    shown, _ = view(table)
    (row,) = [row for row in shown.rows if row.looks]
    assert row.name == "age"
    assert all(reason and remedy for reason, remedy in row.looks)
    assert (row.empty, row.part) == ("3", "30%")


def test_a_table_that_cannot_be_used_is_shown_without_spreads():
    shown, _ = view(pl.DataFrame({"name": [f"n{i}" for i in range(30)]}))
    assert shown.finding == say("studio.none_builds")
    assert [row.shares for row in shown.rows] == [()]


def test_what_became_of_rows_is_said():
    bank = coterie.datasets.bank_customers(n=500)
    shown, plan = view(bank)
    lost = [step for step in plan.account.rows if step.left_out and step.rows]
    assert lost
    assert all(step.what in shown.lead for step in lost)
