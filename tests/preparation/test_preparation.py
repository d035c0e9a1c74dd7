from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import RobustScaler, StandardScaler

from coterie.preparation import Preparation
from coterie.preparation.preparation import skewness


@pytest.fixture
def columns():
    rng = np.random.default_rng(1)
    age = rng.normal(40, 10, 300)
    age[::17] = np.nan
    return {"age": age, "income": np.exp(rng.normal(10, 1, 300))}


def as_matrix(columns):
    return np.column_stack(list(columns.values()))


@pytest.mark.parametrize("impute", ["median", "mean"])
def test_plain_numbers_are_what_scikit_learns_pipeline_gives(columns, impute):
    ours = Preparation(impute, "none").fit(columns).matrix(columns)
    theirs = make_pipeline(SimpleImputer(strategy=impute), StandardScaler()).fit_transform(as_matrix(columns))
    assert ours == pytest.approx(theirs, abs=1e-12)


def test_robust_scaling_is_scikit_learns(columns):
    ours = Preparation("median", "none", "robust").fit(columns).matrix(columns)
    pipeline = make_pipeline(SimpleImputer(strategy="median"), RobustScaler(unit_variance=True))
    assert ours == pytest.approx(pipeline.fit_transform(as_matrix(columns)), abs=1e-12)


def test_no_scaling_leaves_original_units(columns):
    ours = Preparation("median", "none", "none").fit(columns).matrix(columns)
    assert (ours[:, 1] == columns["income"]).all()


def test_only_strongly_skewed_features_are_transformed(columns):
    age, income = Preparation().fit(columns).features
    assert (age.transform, income.transform) == ("none", "yeo-johnson")
    assert abs(skewness(Preparation().fit(columns).matrix(columns)[:, 1])) < 0.2


def test_a_few_distinct_values_are_not_transformed():
    children = np.repeat([0.0, 1.0, 9.0], [80, 15, 5])
    assert Preparation().fit({"children": children}).features[0].transform == "none"


@given(st.floats(1e-3, 1e6))
def test_the_unit_of_a_skewed_feature_does_not_matter(factor):
    income = np.exp(np.random.default_rng(3).normal(size=200))
    plain, scaled = {"x": income}, {"x": income * factor}
    assert Preparation().fit(scaled).matrix(scaled) == pytest.approx(Preparation().fit(plain).matrix(plain), abs=1e-6)


@given(st.permutations(range(12)))
def test_the_order_of_customers_changes_only_rounding(order):
    x = np.exp(np.linspace(0, 4, 12))
    straight, turned = {"x": x}, {"x": x[list(order)]}
    assert Preparation().fit(turned).matrix(turned) == pytest.approx(
        Preparation().fit(straight).matrix(straight)[list(order)], abs=1e-9
    )


def test_values_come_back_in_original_units(columns):
    fitted = Preparation().fit(columns)
    income = fitted.features[1]
    assert income.invert(fitted.matrix(columns)[:, 1]) == pytest.approx(columns["income"])


def test_a_category_counts_like_one_number():
    card = np.array(["gold"] * 50 + ["silver"] * 30 + ["basic"] * 20, dtype=object)
    matrix = Preparation().fit({"card": card}).matrix({"card": card})
    assert matrix.shape == (100, 3)
    assert matrix.var(axis=0).sum() == pytest.approx(1.0)


def test_a_missing_category_becomes_the_most_common_and_an_unseen_one_none_of_them():
    fitted = Preparation().fit({"card": np.array(["gold", "gold", "silver", None], dtype=object)})
    missing, unseen = fitted.matrix({"card": np.array([None, "black"], dtype=object)})
    assert missing[0] > 0
    assert missing[1] == 0
    assert (unseen == 0).all()
    assert fitted.columns == ("card=gold", "card=silver")


def test_a_constant_feature_does_not_divide_by_zero():
    assert (Preparation().fit({"x": np.ones(5)}).matrix({"x": np.ones(5)}) == 0).all()


def test_robust_scaling_of_a_mostly_constant_feature_falls_back_to_the_standard_deviation():
    x = np.array([0.0] * 90 + [5.0] * 10)
    assert Preparation("median", "none", "robust").fit({"x": x}).features[0].scale == pytest.approx(x.std())


def test_the_largest_range_that_cleaning_leaves_is_prepared():
    values = np.sort(np.exp(np.linspace(-230, 230, 400)).clip(1e-100, 1e100))
    for column in (values, -values, np.concatenate([values, -values])):
        prepared = Preparation().fit({"x": column}).matrix({"x": column})
        assert np.isfinite(prepared).all()
        assert np.isfinite((prepared**2).sum())


def test_a_weight_multiplies_a_feature_s_share_of_the_squared_distance(columns):
    plain = Preparation().fit(columns).matrix(columns)
    weighed = Preparation(weight={"income": 4.0}).fit(columns)
    X = weighed.matrix(columns)
    assert np.array_equal(X[:, 0], plain[:, 0])
    assert X[:, 1] ** 2 == pytest.approx(4 * plain[:, 1] ** 2)
    assert [feature.weight for feature in weighed.features] == [1.0, 4.0]
    both, together = Preparation(weight={"income": 4.0}).fit_matrix(columns)
    assert both == weighed
    assert together == pytest.approx(X)


def test_a_category_is_weighed_as_a_number_is():
    card = {"card": np.array(["gold", "blue", "blue", "gold", "grey"], dtype=object)}
    plain, weighed = (Preparation(weight=weight).fit(card) for weight in ({}, {"card": 9.0}))
    assert weighed.matrix(card) == pytest.approx(3 * plain.matrix(card))


def test_original_units_come_back_whatever_the_weight(columns):
    feature = Preparation(weight={"age": 0.25}).fit(columns).features[0]
    known = columns["age"][~np.isnan(columns["age"])]
    assert feature.invert(feature.apply(known)[:, 0]) == pytest.approx(known)
