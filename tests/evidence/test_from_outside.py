"""Tables that people brought which the evidence once took for something else."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import coterie


def three_groups(n=600, seed=0):
    random = np.random.default_rng(seed)
    labels = np.repeat([0, 1, 2], n // 3)
    means, spreads = np.array([[30.0, 20, 5], [60, 80, 12], [35, 90, 40]]), np.array([4.0, 5, 2])
    return means[labels] + spreads * random.normal(size=(n, 3)), labels, random


@pytest.mark.parametrize("share", [0.03, 0.08, 0.3])
def test_customers_whose_values_were_filled_in_make_no_segment_of_their_own(share):
    X, _, random = three_groups()
    X[random.random(X.shape) < share] = np.nan
    table = pl.DataFrame(X, schema=["age", "spend", "visits"]).with_columns(pl.all().fill_nan(None))
    found = coterie.segment(table)
    assert (found.judgement.verdict.kind, found.choice.k) == ("natural", 3)


def test_a_filled_value_is_no_value_that_anybody_holds():
    X, _, random = three_groups()
    X[random.random(X.shape) < 0.12] = np.nan
    table = pl.DataFrame(X, schema=["age", "spend", "visits"]).with_columns(pl.all().fill_nan(None))
    found = coterie.segment(table)
    assert not [cause for cause in found.judgement.verdict.causes if cause.code == "value"]


def test_a_common_count_inside_a_group_is_no_gap_of_one_value():
    random = np.random.default_rng(1)
    rates = np.array([[2, 30], [20, 3], [40, 60]])[np.repeat([0, 1, 2], 50)]
    found = coterie.judge(random.poisson(rates).astype(float) / 20)
    assert (found.verdict.kind, found.k) == ("natural", 3)


def test_labels_that_refits_do_not_give_are_not_called_the_same_every_time():
    X, truth, random = three_groups()
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    shuffled, right = coterie.judge(X, labels=random.permutation(truth)), coterie.judge(X, labels=truth)
    assert shuffled.verdict.kind == "constructed"
    assert shuffled.card[3].halves < 0.1
    assert right.verdict.kind == "natural"
    assert right.card[3].halves > 0.95


def test_one_large_segment_and_a_few_customers_are_not_found_again_by_prediction_strength_alone():
    random = np.random.default_rng(3)
    tails = random.standard_t(1.5, size=(600, 3))
    found = coterie.judge(tails / np.median(np.abs(tails)))
    assert found.verdict.kind == "constructed"


def test_without_any_k_there_is_an_error_in_words():
    with pytest.raises(coterie.InputError, match="n_clusters"):
        coterie.judge(np.eye(9), n_clusters=[])
