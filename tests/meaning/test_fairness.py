from __future__ import annotations

import numpy as np
import pytest
from scipy.stats.contingency import association as scipy_association
from sklearn.feature_selection import f_classif

from coterie.meaning.fairness import association, ties_of
from coterie.schema import Column, Schema

N = 600
CHANCE = np.random.default_rng(4)
LABELS = CHANCE.integers(0, 3, N).astype(np.int32)
GENDER = np.where(CHANCE.random(N) < np.array([0.2, 0.5, 0.9])[LABELS], "f", "m").astype(object)
INCOME = CHANCE.normal(50, 10, N) + 15 * (GENDER == "f")
AGE = np.round(CHANCE.uniform(18, 80, N))
SCHEMA = Schema(
    (
        Column("income", "numeric", "feature", 0, ""),
        Column("visits", "numeric", "feature", 0, ""),
        Column("gender", "categorical", "descriptor", 0, ""),
        Column("age", "numeric", "descriptor", 0, ""),
        Column("town", "categorical", "descriptor", 0, ""),
    )
)
COLUMNS = {
    "income": INCOME,
    "visits": CHANCE.normal(size=N),
    "gender": GENDER,
    "age": AGE,
    "town": np.array(["a", "b"] * (N // 2), dtype=object),
}


def by_name(columns=COLUMNS, labels=LABELS):
    return {tie.column: tie for tie in ties_of(SCHEMA, columns, labels, segments=3)}


def table_of(values, labels):
    groups = sorted(set(values))
    return np.array([[np.sum((values == g) & (labels == k)) for k in range(3)] for g in groups])


def test_ties_are_those_of_scipy_and_scikit_learn():
    found = by_name()
    assert set(found) == {"gender", "age"}
    assert found["gender"].effect == pytest.approx(scipy_association(table_of(GENDER, LABELS), method="cramer"))
    f = f_classif(AGE[:, None], LABELS)[0][0]
    assert found["age"].effect == pytest.approx(2 * f / (2 * f + N - 3))
    assert found["age"].strength == pytest.approx(np.sqrt(found["age"].effect))


def test_a_proxy_is_a_feature_that_goes_with_the_attribute():
    found = by_name()["gender"]
    assert [each.feature for each in found.proxies] == ["income"]
    assert found.proxies[0].strength == pytest.approx(association(GENDER, INCOME))
    assert found.used is False


def test_shares_of_groups_are_counted():
    parity = by_name()["gender"].parity
    counts = table_of(GENDER, LABELS)
    expected = {group: row / row.sum() for group, row in zip(["f", "m"], counts, strict=True)}
    for group, size, shares in zip(parity.groups, parity.sizes, parity.shares, strict=True):
        assert size == (group == GENDER).sum()
        assert shares == pytest.approx(tuple(expected[group]))


def test_ages_are_shown_in_bands_in_order():
    parity = by_name()["age"].parity
    assert parity.groups == ("<30", "30–44", "45–59", "≥60")
    assert parity.sizes == tuple(
        int(((a <= AGE) & (b > AGE)).sum()) for a, b in ((0, 30), (30, 45), (45, 60), (60, 200))
    )
    assert by_name(COLUMNS | {"age": AGE + 1900})["age"].parity is None


def test_small_cells_are_not_told_and_small_groups_not_named():
    gender = GENDER.copy()
    gender[:3] = "x"
    rare = np.flatnonzero(LABELS == 2)[:2]
    gender[LABELS == 2] = "m"
    gender[rare] = "f"
    parity = by_name(COLUMNS | {"gender": gender})["gender"].parity
    assert set(parity.groups) == {"f", "m"}
    hidden = [[share is None for share in row] for row in parity.shares]
    assert all(sum(row) != 1 for row in hidden)
    assert all(sum(column) != 1 for column in zip(*hidden, strict=True))
    assert parity.shares[parity.groups.index("f")][2] is None


def test_customers_without_a_value_are_left_out():
    gender, age = GENDER.copy(), AGE.copy()
    gender[::7], age[::5] = None, np.nan
    found = by_name(COLUMNS | {"gender": gender, "age": age})
    kept = np.array([each is not None for each in gender])
    assert found["gender"].effect == pytest.approx(
        scipy_association(table_of(gender[kept].astype(str), LABELS[kept]), method="cramer")
    )
    assert sum(found["age"].parity.sizes) == np.sum(~np.isnan(age))


def test_the_order_of_customers_changes_nothing():
    order = np.random.default_rng(9).permutation(N)
    mixed = {name: values[order] for name, values in COLUMNS.items()}
    assert by_name(mixed, LABELS[order])["gender"] == by_name()["gender"]
    assert by_name(mixed, LABELS[order])["age"].parity == by_name()["age"].parity


def test_numbers_go_together_as_their_correlation_says():
    assert association(AGE, -2 * AGE) == pytest.approx(1.0)
    assert association(AGE, np.zeros(N)) == 0.0
