from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coterie.clustering import sweep
from coterie.evidence import gathered
from coterie.evidence.borders import find_borders
from coterie.evidence.card import FEW
from coterie.evidence.choosing import Choice
from coterie.evidence.gathered import gather, weigh
from coterie.evidence.inputs import take_in
from coterie.evidence.plans import Plan
from coterie.evidence.structure import LEVEL
from coterie.evidence.support import Support

PLAN = Plan(rows=60, draws=3, splits=2, resamples=2, search="needed")
KS = range(1, 5)


def gathering(X, plan=PLAN, seed=0, ks=KS):
    said, customers = [], take_in(X)
    tried = sweep(customers.X, ks, n_starts=3)
    return gather(customers, tried, plan, seed=seed, tell=said.append), customers, tried, said


def test_a_sample_is_refitted_and_borders_are_counted_on_all(three_groups):
    X, _ = three_groups
    found, customers, tried, said = gathering(X)
    assert (len(found.rows), len(set(found.rows))) == (60, 60)
    assert found.borders == find_borders(customers.X, tried.clusterings)
    assert len(found.structure.placebos[0].draws) == 3
    assert [len(each) for each in found.halvings.agreements.values()] == [2] * 4
    assert found.halvings.placed[3].shape == (4, 60)
    assert found.points is None
    assert said == ["Comparing with placebos", "Halving the customers", "Resampling the customers"]


def test_the_sample_hangs_on_what_customers_hold_and_on_the_seed(three_groups):
    X, _ = three_groups
    turned = np.ascontiguousarray(X[::-1])
    here, there = gathering(X)[0], gathering(turned)[0]
    assert (X[here.rows] == turned[there.rows]).all()
    assert set(here.rows) != set(gathering(X, seed=1)[0].rows)


@pytest.mark.parametrize(("rows", "times"), [(FEW - 1, 8), (FEW, 2)])
def test_of_few_customers_more_samples_are_drawn(rows, times):
    X = np.random.default_rng(0).normal(size=(FEW + 20, 2))
    found = gathering(X, replace(PLAN, rows=rows))[0]
    assert found.resamples.drawn.shape == (times, rows)


def test_halves_are_drawn_afresh_from_as_many_samples_as_there_are_halvings(three_groups, monkeypatch):
    X, drawn = np.repeat(three_groups[0], 4, axis=0), {}
    monkeypatch.setattr(gathered, "halve", lambda X, ks, **said: drawn.update(said, X=X, ks=ks))
    rows = gathering(X, replace(PLAN, splits=5), seed=3)[0].rows
    assert (len(drawn["X"]), len(drawn["pool"])) == (60, 300)
    assert (drawn["pool"][:60] == drawn["X"]).all()
    assert (drawn["X"] == X[rows]).all()
    assert (drawn["n_splits"], drawn["random_state"], drawn["ks"]) == (5, 3, list(KS))


def test_customers_at_a_few_points_have_no_borders_there():
    X = np.repeat([[0.0, 0], [1, 5], [4, 1]], 20, axis=0)
    found = gathering(X, ks=range(1, 4))[0]
    assert found.points == 3
    assert found.borders[3] == ()
    assert len(found.borders[2]) == 1


@pytest.fixture(scope="module")
def natural(three_groups):
    return gathering(three_groups[0])[:3]


def weighed(case, **said):
    found, customers, tried = case
    return weigh(customers, tried, replace(found, **said), silhouettes={}, seed=0)


def test_the_card_takes_kinds_and_groups(natural):
    card, found = weighed(natural)
    assert found.natural == (3,)
    assert [(row.kind, row.groups) for row in card.rows][0::2] == [(None, 1), ("natural", 3)]
    assert card.customers == 60


@pytest.mark.parametrize(
    ("p", "few_values", "tested"), [(LEVEL, True, True), (LEVEL + 1e-9, True, False), (LEVEL + 1e-9, False, True)]
)
def test_gaps_count_where_placebos_are_beaten_or_values_are_many(natural, monkeypatch, p, few_values, tested):
    structure = natural[0].structure
    monkeypatch.setattr(gathered, "mostly_few_values", lambda _: few_values)
    beaten = replace(structure, placebos=tuple(replace(each, p=p) for each in structure.placebos))
    found = weighed(natural, structure=beaten)[1]
    assert found.tested == tested
    assert found.natural == ((3,) if tested else ())


def test_points_are_natural(natural):
    assert weighed(natural, points=2)[1].natural == (2, 3)


@pytest.mark.parametrize(
    ("basis", "asked"), [("gaps", False), ("groups", False), ("again", True), ("convenience", True)]
)
def test_long_groups_are_looked_for_where_no_gap_chooses(natural, monkeypatch, basis, asked):
    labels, made = {}, Support({2: "reproducible"}, (), (), None, {}, ())
    monkeypatch.setattr(gathered, "support", lambda *_, **__: made)
    monkeypatch.setattr(gathered, "choose", lambda found, rows: Choice(2, len(rows), basis))
    monkeypatch.setattr(gathered, "long_groups", lambda X, own, random_state: labels.update(own) or len(X))
    card, found = weighed(natural)
    assert found == (replace(made, long=60) if asked else made)
    assert card[2].kind == "reproducible"
    if asked:
        rows, tried = natural[0].rows, natural[2]
        assert {k: each.tolist() for k, each in labels.items()} == {
            k: tried[k].labels[rows].tolist() for k in (2, 3, 4)
        }


@pytest.mark.parametrize(("rows", "asked"), [(99, False), (100, True)])
def test_neighbours_are_compared_from_a_hundred_customers_on(monkeypatch, rows, asked):
    X = np.random.default_rng(0).normal(size=(rows, 2)) + np.array([[0.0, 0.0], [9.0, 9.0]])[np.arange(rows) % 2]
    called = []
    monkeypatch.setattr(gathered, "is_sparser", lambda *_: called.append(rows) or True)
    found, customers, tried, _ = gathering(X, replace(PLAN, rows=200))
    weigh(customers, tried, found, silhouettes={}, seed=0)
    assert bool(called) == asked


@pytest.mark.parametrize(("complete", "among"), [(18, True), (17, False)])  # of 90 customers: a fifth
def test_borders_are_counted_among_customers_without_a_filled_value_where_a_fifth_has_none(
    three_groups, complete, among
):
    customers = take_in(three_groups[0])
    n = len(customers.X)
    whole = np.random.default_rng(0).permutation(n) < complete * n // 90
    customers = replace(customers, missing=np.column_stack([~whole, np.zeros(n, dtype=bool)]))
    tried = sweep(customers.X, KS, n_starts=3)
    found = gather(customers, tried, PLAN, seed=0, tell=lambda _: None)
    assert found.borders == find_borders(customers.X, tried.clusterings, among=whole if among else None)
