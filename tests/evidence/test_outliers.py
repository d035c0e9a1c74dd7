from __future__ import annotations

import numpy as np

from coterie.clustering import sweep
from coterie.evidence.outliers import of_outliers, outlying
from coterie.remarks import say

RNG = np.random.default_rng(6)


def codes(found):
    return [each.code for each in found]


def test_an_outlier_is_named_in_the_units_that_people_know():
    income = np.append(RNG.normal(50_000, 9_000, 199), 666_666.0)
    X = np.column_stack([(income - 50_000) / 9_000, RNG.normal(size=200)])
    found = of_outliers(X, columns=["income", "age"], sweep=sweep(X, range(1, 4)), values={"income": income})
    assert codes(found) == ["outlier", "outlier_segment"]
    assert found[0].message == say("outlier.outlier", n=1, feature="income", times=70)
    assert found[1].message == say("outlier.own_segment", k=2, feature="income", customers=1)


def test_a_transform_that_hides_an_outlier_is_seen_through():
    income = np.append(RNG.normal(50_000, 9_000, 199), 666_666.0)
    age = RNG.normal(40, 9, 200)
    pulled_in = (np.append((income[:-1] - 50_000) / 9_000, 7.0), (age - 40) / 9)
    X = np.column_stack(pulled_in)
    found = of_outliers(X, columns=["income", "age"], sweep=sweep(X, [2]), values={"income": income, "age": age})
    assert found[1].message in {say("outlier.would_own", feature="income", k=k) for k in range(2, 12)}


def test_no_outliers_in_normal_skewed_or_discrete_columns():
    for column in (RNG.normal(size=500), RNG.uniform(size=500), RNG.integers(0, 5, 500).astype(float), np.zeros(500)):
        assert len(outlying(column)) == 0
    assert outlying(np.append(RNG.normal(size=500), [-30.0, 40.0])).tolist() == [500, 501]


def test_a_tail_that_thins_out_has_no_outlier():
    steps = np.arange(3.0, 9.0, 1.5)
    assert len(outlying(np.append(RNG.normal(size=1000), steps))) == 0
    assert len(outlying(np.append(RNG.normal(size=1000), steps[-1]))) == 1


def test_a_column_half_of_which_is_one_value_is_measured_as_it_is_clustered():
    income = np.append(RNG.normal(size=199), 40.0)
    paid = np.r_[np.full(150, 7.0), RNG.normal(size=49), 900.0]
    found = of_outliers(income[:, None], columns=["paid"], sweep=sweep(income[:, None], [2]), values={"paid": paid})
    assert found[0].message in {say("outlier.outlier", n=1, feature="paid", times=times) for times in range(30, 70)}


def test_only_a_feature_known_in_its_units_is_looked_at_untransformed():
    income = np.append(RNG.normal(size=199), 90.0)
    X = np.column_stack([np.append(income[:-1], 7.0), RNG.normal(size=200)])
    assert codes(of_outliers(X, columns=["income", "age"], sweep=sweep(X, [2]))) == ["outlier"]
