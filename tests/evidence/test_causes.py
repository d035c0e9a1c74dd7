from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from coterie.clustering import sweep
from coterie.evidence.borders import Border, find_borders
from coterie.evidence.causes import Cause, causes_of
from coterie.evidence.groups import joined
from coterie.evidence.inputs import Customers


def border(first=0, second=1, answer="gap", *, column=0, share=0.5, cause=""):
    return Border(
        first, second, near=50, between=5, z=6.0, answer=answer, at=0.0, column=column, share=share, cause=cause
    )


def customers(X=None, features=("spent", "orders", "age"), values=None):
    X = np.zeros((100, len(features))) if X is None else X
    return Customers(X, tuple(f"{name} (scaled)" for name in features), features, values or {}, None)


def causes(borders=(), *, who=None, sizes=(50, 50), group_of=(0, 1), standing=None):
    best = SimpleNamespace(sizes=np.array(sizes), n_clusters=len(sizes))
    return causes_of(who or customers(), best, borders, group_of=group_of, standing=standing)


def test_gaps_in_several_columns_have_no_special_cause():
    assert causes([border()]) == ()


def test_one_value_is_named_in_the_units_that_people_know():
    X = np.zeros((100, 2))
    X[:40, 1] = np.arange(40)
    X[40:, 1] = 5.5
    thin = border(answer="unproven", column=1, cause="value")
    assert causes([thin, thin], who=customers(X, ("age", "spent"))) == (
        Cause("value", column="spent", value=5.5, share=0.6),
    )
    known = {"spent": np.concatenate([np.arange(1, 41.0), np.zeros(60)]), "age": np.full(100, 30.0)}
    assert causes([thin], who=customers(X, ("age", "spent"), known)) == (
        Cause("value", column="spent", value=0.0, share=0.6),
    )


def test_values_in_several_columns_are_each_named():
    borders = [border(column=at, answer="unproven", cause="value") for at in (2, 0, 2)]
    assert [each.column for each in causes(borders)] == ["spent", "age"]


def test_each_border_that_is_a_step_is_named():
    borders = [border(1, 3, "unproven", column=1, cause="step"), border(0, 2, "unproven", column=2, cause="step")]
    assert causes(borders) == (
        Cause("step", column="orders", segments=(1, 3)),
        Cause("step", column="age", segments=(0, 2)),
    )


@pytest.mark.parametrize(
    ("borders", "named"),
    [
        ([border(share=0.67), border(share=0.9)], True),
        ([border(share=2 / 3), border(share=0.9)], False),
        ([border(share=0.9), border(share=0.9, column=1)], False),
        ([border(share=0.9), border(share=0.5, answer="crowd", column=1)], True),
        ([border(share=0.9, answer="crowd")], False),
        ([border(share=0.9, answer="unproven")], False),
        ([], False),
    ],
)
def test_a_column_in_which_every_gap_lies_is_named(borders, named):
    assert causes(borders) == ((Cause("column", column="spent"),) if named else ())


def test_where_there_is_one_feature_every_gap_lies_in_it():
    one = customers(np.zeros((100, 1)), ("spent",))
    assert causes([border(share=1.0)], who=one) == ()
    dummies = customers(np.zeros((100, 2)), ("plan", "plan"))
    assert causes([border(share=1.0)], who=dummies) == ()


@pytest.mark.parametrize(("few", "named"), [(49, True), (50, False)])
def test_a_group_of_less_than_a_twentieth_is_small(few, named):
    found = causes(sizes=(600, 400 - few, few), group_of=(0, 0, 1))
    assert found == ((Cause("small group", share=few / 1000, customers=few, segments=(2,)),) if named else ())


def test_a_small_group_may_have_several_segments_and_there_may_be_several():
    found = causes(sizes=(20, 920, 20, 40), group_of=(0, 1, 0, 2))
    assert [(each.customers, each.segments) for each in found] == [(40, (0, 2)), (40, (3,))]


def test_where_there_is_one_group_none_is_small():
    assert causes(sizes=(10, 990), group_of=(0, 0)) == ()


@pytest.mark.parametrize(("standing", "named"), [(None, False), (1, False), (2, True), (3, True), (4, False)])
def test_groups_that_more_segments_cut_across_are_counted(standing, named):
    found = causes(sizes=(25, 25, 25, 25), group_of=(0, 1, 2, 3), standing=standing)
    assert found == ((Cause("cut across", groups=standing),) if named else ())


def test_a_table_where_many_hold_one_value_says_so():
    rng = np.random.default_rng(0)
    spent = np.where(np.arange(500) < 300, 0.0, rng.normal(8, 1, 500))
    known = {"spent": np.where(spent == 0, 0.0, np.exp(spent))}
    X = np.column_stack([spent, rng.normal(size=500)])
    (best,) = sweep(X, [2], n_starts=3).clusterings
    borders = find_borders(X, [best])[2]
    found = causes_of(
        customers(X, ("spent", "age"), known),
        best,
        borders,
        group_of=joined(2, borders, ("crowd", "unproven")),
        standing=None,
    )
    assert found == (Cause("value", column="spent", value=0.0, share=0.6),)
