from __future__ import annotations

import math

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from coterie.evidence import choose_k, given_k

NAN = math.nan


@pytest.mark.words
def test_an_elbow_that_stays_put_is_chosen():
    X, _ = make_blobs(400, centers=[[0, 0], [9, 0], [0, 9], [9, 9]], random_state=0)
    inertia = [KMeans(k, n_init=3, random_state=0).fit(X).inertia_ for k in range(1, 13)]
    silhouette = [NAN, 0.3, 0.5, 0.8, *([0.4] * 8)]
    choice = choose_k(range(1, 13), inertia, silhouette)
    assert (choice.k, choice.method) == (4, "elbow")
    assert choice.reason == (
        "The inertia curve bends at K = 4 in every range of K tried (1–8 to 1–12), "
        "and the silhouette is largest there too."
    )
    assert choice.elbows == ((8, 4), (9, 4), (10, 4), (11, 4), (12, 4))


@pytest.mark.words
def test_a_disagreeing_silhouette_is_said():
    inertia = [100, 60, 20, 17, 15, 13, 12, 11]
    choice = choose_k(range(1, 9), inertia, [NAN, 0.9, 0.7, 0.5, 0.4, 0.4, 0.3, 0.3])
    assert choice.k == 3
    assert "The silhouette is largest at K = 2: look at both." in choice.reason


@pytest.mark.words
def test_a_wandering_elbow_gives_way_to_the_silhouette():
    X = np.random.default_rng(5).uniform(size=(500, 4))
    inertia = [KMeans(k, n_init=3, random_state=0).fit(X).inertia_ for k in range(1, 13)]
    choice = choose_k(range(1, 13), inertia, [NAN, 0.2, *([0.1] * 10)])
    assert (choice.k, choice.method) == (2, "silhouette")
    assert choice.reason.startswith("The silhouette decided, because the elbow wanders: it is at K = ")
    assert choice.reason.endswith("The silhouette is largest at K = 2.")


@pytest.mark.words
def test_one_range_with_another_elbow_is_enough_to_wander():
    inertia = [round(1000 * k**-0.8) for k in range(1, 13)]
    silhouette = [NAN, 0.5, *([0.3] * 10)]
    steady = choose_k(range(1, 12), inertia[:11], silhouette[:11])
    wider = choose_k(range(1, 13), inertia, silhouette)
    assert (steady.k, steady.method, wider.k, wider.method) == (3, "elbow", 2, "silhouette")
    assert "at K = 3 in 4 of 5 ranges of K (1–8 to 1–12), at K = 4 in 1." in wider.reason


@pytest.mark.words
def test_no_elbow_at_all_is_said():
    choice = choose_k([1, 2, 3, 4], [40, 30, 20, 10], [NAN, 0.3, 0.4, 0.2])
    assert choice.k == 3
    assert choice.reason.startswith(
        "The silhouette decided, because the inertia curve has no elbow. The silhouette is largest"
    )


def test_of_equal_silhouettes_the_smaller_k_is_chosen():
    assert choose_k([1, 2, 3, 4], [40, 30, 20, 10], [NAN, 0.3, 0.3, 0.2]).k == 2


@pytest.mark.words
def test_a_k_with_one_customer_is_passed_over_for_the_next_best():
    inertia = [100, 60, 20, 17, 15, 13, 12, 11]
    silhouette = [NAN, 0.5, 0.7, 0.5, 0.6, 0.9, 0.3, 0.3]
    choice = choose_k(range(1, 9), inertia, silhouette, smallest=[200, 50, 1, 30, 30, 4, 1, 1])
    assert (choice.k, choice.method) == (5, "silhouette")
    assert choice.reason == (
        "The inertia curve bends at K = 3 in every range of K tried (1–8). K = 3 was passed over: its smallest "
        "segment holds 1 customer. Correct or transform the outliers. Of the other K's, K = 5 was chosen, which has "
        "the largest silhouette."
    )


@pytest.mark.words
def test_so_is_one_that_the_silhouette_chose():
    choice = choose_k([1, 2, 3, 4], [40, 30, 20, 10], [NAN, 0.3, 0.2, 0.4], smallest=[90, 20, 20, 2])
    assert choice.k == 2
    assert choice.reason.startswith(
        "The silhouette decided, because the inertia curve has no elbow. K = 4 was passed over"
    )


def test_where_every_k_has_one_nothing_changes():
    given = ([1, 2, 3, 4], [40, 30, 20, 10], [NAN, 0.3, 0.4, 0.2])
    assert choose_k(*given, smallest=[9, 1, 1, 1]) == choose_k(*given)


@pytest.mark.words
def test_a_single_k_is_what_remains():
    choice = choose_k([1], [5.0], [NAN])
    assert (choice.k, choice.reason) == (1, "Only K = 1 could be tried.")


def test_a_given_k_is_recorded():
    assert given_k(7).method == "given"
