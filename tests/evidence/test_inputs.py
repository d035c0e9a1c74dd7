from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import polars as pl
import pytest

import coterie
from coterie.clustering import fit_kmeans
from coterie.errors import InputError, OptionError
from coterie.evidence.inputs import as_clustering, by_index, prepared_customers, take_in, take_labels
from coterie.preparation import Preparation


def test_a_matrix_is_taken_as_it_is():
    found = take_in(np.arange(6.0).reshape(3, 2), columns=["a", "b"])
    assert (np.arange(6.0).reshape(3, 2) == found.X).all()
    assert (found.columns, found.features, found.missing) == (("a", "b"), ("a", "b"), None)


def test_a_table_is_prepared():
    rng = np.random.default_rng(0)
    ages = rng.normal(40, 9, 60)
    ages[3] = np.nan
    frame = pd.DataFrame({"age": ages, "city": rng.choice(["Graz", "Linz"], 60), "name": [f"p{i}" for i in range(60)]})
    found = take_in(frame, columns=["age", "city"])
    assert found.features == ("age", "city", "city")
    assert found.X.mean(axis=0)[0] == pytest.approx(0, abs=0.1)
    assert found.missing.sum() == 1
    assert np.nanmax(found.values["age"]) == pytest.approx(np.nanmax(ages))  # noqa: PD011 - no frame, a field of ours


def test_features_of_a_table_are_its_columns():
    frame = pd.DataFrame({"age": np.arange(60.0), "income": np.arange(60.0) ** 2, "visits": np.arange(60.0)[::-1]})
    named, featured = take_in(frame, columns=["age", "income"]), take_in(frame, features=["age", "income"])
    assert featured.columns == named.columns == ("age", "income")
    assert (featured.X == named.X).all()
    with pytest.raises(OptionError, match=r"`columns` and `features` say the same of a table. Give only one of them."):
        take_in(frame, columns=["age"], features=["age"])


@pytest.mark.parametrize("option", ["columns", "features"])
def test_names_must_fit_the_matrix(option):
    with pytest.raises(InputError, match=f"`{option}` is '1 names', but must be 2 names, one a column."):
        take_in(np.eye(2), **{option: ["a"]})


def test_labels_of_any_kind_are_numbered_by_size():
    for given in (["x", "y", "y", None], [5, 2, 2, -1], [1.0, 0.0, 0.0, np.nan]):
        used, labels = take_labels(given, 4)
        assert used.tolist() == [True, True, True, False]
        assert labels.tolist() == [1, 0, 0]


@pytest.mark.parametrize("given", [[1, 2], [-1, -1, -1]])
def test_labels_that_fit_nobody_are_refused(given):
    with pytest.raises(InputError, match="`labels` is"):
        take_labels(given, 3)


def test_labels_become_the_clustering_that_k_means_would_describe(three_groups):
    X, _ = three_groups
    own = fit_kmeans(X, 3)
    given = as_clustering(X, own.labels)
    assert np.allclose(given.centers, own.centers)
    assert given.sizes.tolist() == own.sizes.tolist()
    assert (given.inertia, given.silhouette_squared) == pytest.approx((own.inertia, own.silhouette_squared))


def test_labels_of_pandas_find_their_customers_by_index():
    customers = pd.DataFrame({"x": [0.0, 1.0, 2.0]}, index=["a", "b", "c"])
    labels = pd.Series([7, 8, 9], index=["c", "a", "b"])
    assert np.asarray(by_index(labels, customers)).tolist() == [8, 9, 7]
    assert np.asarray(by_index(labels.to_numpy(), customers)).tolist() == [7, 8, 9]
    twice = pd.Index(["a", "a", "b"])
    assert np.asarray(by_index(labels.set_axis(twice), customers.set_axis(twice))).tolist() == [7, 8, 9]
    for other in (["a", "b", "d"], [0, 1, 2], ["a", "a", "b"]):
        with pytest.raises(InputError, match=r"^`labels` has another index than the customers"):
            by_index(labels.set_axis(other), customers)


@pytest.mark.parametrize("labels", [[1, 2, 3], (1, 2, 3), np.arange(3), pd.Series([1, 2]), pl.Series([1, 2, 3])])
def test_labels_without_an_index_or_of_another_number_are_as_they_are(labels):
    assert by_index(labels, pd.DataFrame({"x": [0, 1, 2]}, index=[5, 6, 7])) is labels


def test_a_shuffled_table_is_judged_alike_with_the_labels_of_its_rows():
    customers = coterie.datasets.bank_customers(n=300).to_pandas()
    labels = (customers["income"] > customers["income"].median()).astype(int)
    columns = ["age", "income"]
    found, again = (
        coterie.judge(each, labels=labels, columns=columns, effort="none")
        for each in (customers, customers.sample(frac=1, random_state=0))
    )
    assert again.card[2].silhouette == pytest.approx(found.card[2].silhouette)
    assert again.card[2].inertia == pytest.approx(found.card[2].inertia)


@pytest.mark.parametrize(("power", "milder"), [(-0.001, True), (0.0, False), (0.5, False), (None, False)])
def test_what_was_straightened_more_than_a_logarithm_does_is_held_as_a_logarithm_too(power, milder):
    columns = {"income": np.random.default_rng(0).uniform(0, 2, 200)}
    fitted, X = Preparation(transform="none").fit_matrix(columns)
    made = replace(fitted, features=(replace(fitted.features[0], transform="yeo-johnson", power=power, unit=1.0),))
    assert bool(prepared_customers(made, columns, X).milder) is milder
