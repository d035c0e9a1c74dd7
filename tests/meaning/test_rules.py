from __future__ import annotations

import numpy as np
import pytest
from sklearn.tree import DecisionTreeClassifier

import coterie
from coterie.meaning.conditions import Condition
from coterie.meaning.rules import Mistake, _counted, _mistakes, _spread, filled, rules_of
from coterie.preparation.features import features_of
from coterie.scoring import place, take


@pytest.fixture(scope="module")
def known():
    table = coterie.datasets.bank_customers(n=3000).unique("customer_id", keep="first", maintain_order=True)
    found = coterie.segment(table, k=6, evidence="none").segmentation
    taken = take(found, table)
    columns = filled(found.preparation, features_of(taken.frame, taken.schema).columns)
    scored = place(found, table).assignments
    return found, columns, scored["segment_id"].to_numpy(), scored["margin"].to_numpy()


@pytest.fixture(scope="module")
def rules(known):
    found, columns, labels, margins = known
    return rules_of(found, columns, labels, margins=margins)


def first_fit(rules, columns, n):
    said = np.full(n, -1)
    for place_, rule in enumerate(rules.rules):
        fits = said < 0
        for condition in rule.conditions:
            fits &= condition.holds(columns)
        said[fits] = place_
    return said


def test_precision_recall_and_agreement_are_counted_again(known, rules):
    _, columns, labels, margins = known
    said = first_fit(rules, columns, len(labels))
    named = np.array([rule.segment for rule in rules.rules])[said]
    for at, rule in enumerate(rules.rules):
        there = said == at
        right = (labels[there] == rule.segment).sum()
        assert rule.customers == there.sum()
        assert rule.precision == pytest.approx(right / there.sum())
        assert rule.recall == pytest.approx(right / (labels == rule.segment).sum())
    assert rules.agreement == pytest.approx((named == labels).mean())
    assert rules.margin_wrong == pytest.approx(np.median(margins[named != labels]))
    for mistake in rules.mistakes:
        own = labels == mistake.segment
        assert mistake.customers == (named[own] == mistake.taken_for).sum() >= 5
        assert mistake.share == pytest.approx(mistake.customers / own.sum())


def test_they_agree_at_least_as_well_as_a_tree_of_as_many_leaves(known, rules):
    _, columns, labels, _ = known
    X = np.column_stack(list(columns.values()))
    tree = DecisionTreeClassifier(max_leaf_nodes=8, min_samples_leaf=20, random_state=0).fit(X, labels)
    assert rules.agreement > tree.score(X, labels) - 0.01


def test_there_are_eight_at_most_and_those_they_get_wrong_are_near_borders(rules):
    assert len(rules.rules) <= 8
    assert rules.agreement > 0.85
    assert rules.margin_wrong < rules.margin_right / 2


def test_the_order_of_customers_and_columns_changes_nothing(known, rules):
    found, columns, labels, margins = known
    order = np.random.default_rng(1).permutation(len(labels))
    mixed = {name: columns[name][order] for name in reversed(columns)}
    assert rules_of(found, mixed, labels[order], margins=margins[order]) == rules


def test_of_many_customers_some_are_searched_and_all_are_counted(known, rules, monkeypatch):
    found, columns, labels, margins = known
    monkeypatch.setattr("coterie.meaning.rules._MOST_SEARCHED", 500)
    some = rules_of(found, columns, labels, margins=margins)
    order = np.random.default_rng(2).permutation(len(labels))
    mixed = {name: values[order] for name, values in columns.items()}
    assert rules_of(found, mixed, labels[order], margins=margins[order]) == some
    assert (some.customers, sum(rule.customers for rule in some.rules)) == (len(labels), len(labels))
    assert some.agreement > rules.agreement - 0.1


def test_of_a_rule_that_fits_few_only_their_number_is_told():
    """Four customers whom no rule before fits: how many of them are in which segment is not told."""
    some = {"age": np.arange(30.0)}
    for few, told in ((4, False), (5, True)):
        rules = [((Condition("age", below=30.0 - few),), 0), ((), 1)]
        found = _counted(rules, some, np.repeat([0, 1], 15).astype(np.int32), margins=np.ones(30))
        assert found.rules[-1].customers == few
        assert ((found.rules[-1].precision is not None), (found.rules[-1].recall is not None)) == (told, told)


def test_a_mistake_is_of_those_whom_the_rules_place_elsewhere():
    labels = np.repeat(np.int32([0, 1, 2]), [40, 30, 30])
    said = np.concatenate([[0] * 30, [1] * 4, [2] * 6, [1] * 26, [0] * 4, [2] * 30])
    assert _mistakes(labels, said) == (Mistake(0, 2, 6, 0.15),)


def test_mistakes_are_told_the_largest_share_first():
    labels = np.repeat([0, 1, 2], [100, 40, 20]).astype(np.int32)
    said = labels.astype(np.intp)
    said[:10], said[100:110], said[140:150] = 1, 2, 0  # a tenth, a quarter and half of each
    assert [(each.segment, each.share) for each in _mistakes(labels, said)] == [(2, 0.5), (1, 0.25), (0, 0.1)]
    said[140:150] = 2
    said[140:145] = 0  # now the last two are alike
    assert [each.segment for each in _mistakes(labels, said)] == [1, 2, 0]


def test_customers_searched_are_spread_from_the_first_to_the_last(monkeypatch):
    monkeypatch.setattr("coterie.meaning.rules._MOST_SEARCHED", 3)
    values = np.array([4.0, 0.0, 8.0, 2.0, 6.0, 1.0, 7.0, 3.0, 5.0])
    some = _spread({"age": values}, np.zeros(9, dtype=np.int32))
    assert values[some].tolist() == [0.0, 4.0, 8.0]
    assert _spread({"age": values[:3]}, np.zeros(3, dtype=np.int32)).tolist() == [0, 1, 2]
