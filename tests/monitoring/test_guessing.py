"""Guesses by centroids: only where too few customers are in common, and never against them."""

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.clustering import sweep
from coterie.monitoring.guessing import CLOSE, CLOSER, VERY_CLOSE, _near, guessed, near_enough
from coterie.monitoring.matching import matched

OLD = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]])
NOBODY = np.zeros((3, 3), np.int64)
MANY = np.full((3, 3), 100)


def test_nobody_in_common_is_matched_by_where_segments_lie():
    found = guessed(matched(NOBODY, MANY), NOBODY, old=OLD, new=OLD[[2, 0, 1]] + 1.0)
    assert found.old == (2, 0, 1)
    assert found.guessed == (True, True, True)
    assert found.jaccard == (None, None, None)


def test_a_centre_that_lies_too_far_is_nobody():
    off = np.zeros((3, 2))
    off[:, 0] = 10 * CLOSE - 0.01
    assert guessed(matched(NOBODY, MANY), NOBODY, old=OLD, new=OLD + off).old == (0, 1, 2)
    off[:, 0] = 10 * CLOSE
    assert guessed(matched(NOBODY, MANY), NOBODY, old=OLD, new=OLD + off).old == (None, None, None)


def test_segments_with_enough_in_common_are_never_guessed():
    counts = np.array([[50, 50, 0], [0, 0, 100], [0, 0, 100]])
    match = matched(counts)
    assert match.old == (None, None, None)
    assert guessed(match, counts, old=OLD, new=OLD) == match


def test_customers_in_common_are_not_overruled():
    counts = np.diag([0, 100, 100])
    counts[0, 1] = 10  # a few of the first, who are in the second now
    match = matched(counts, counts + 50)
    found = guessed(match, counts, old=OLD, new=OLD)
    assert found.old == (None, 1, 2)
    few = np.diag([10, 100, 100])
    found = guessed(matched(few, few + 50), few, old=OLD, new=OLD)
    assert found.old == (0, 1, 2)
    assert found.guessed == (True, False, False)


def test_what_is_taken_is_not_given_twice():
    counts = np.array([[100, 0], [0, 0]])
    found = guessed(matched(counts, counts + 60), counts, old=OLD[:2], new=np.array([[0.0, 0.0], [0.5, 0.0]]))
    assert found.old == (0, None)


def test_one_segment_alone_is_itself():
    nobody = np.zeros((1, 1), np.int64)
    assert guessed(matched(nobody, nobody + 50), nobody, old=OLD[:1], new=OLD[:1] + 300).old == (0,)


def test_half_of_those_in_common_is_not_more_than_half():
    for others, old in ((9, (0, 1)), (10, (None, 1))):
        counts = np.array([[10, 0], [others, 100]])
        match = matched(counts, counts + 90)
        assert guessed(match, counts, old=OLD[:2], new=OLD[:2]).old == old


def test_how_near_is_near_hangs_on_whichever_segments_lie_closer():
    nobody = NOBODY[:2, :2]
    match = matched(nobody, nobody + 50)
    for wide, narrow in ((OLD[:2], OLD[:2] * 0.4 + [2.0, 0.0]), (OLD[:2] * 0.4 + [2.0, 0.0], OLD[:2])):
        assert guessed(match, nobody, old=wide, new=narrow).old == (None, None)


def test_a_quarter_of_the_way_to_the_next_is_near():
    nobody = NOBODY[:2, :2]
    match = matched(nobody, nobody + 50)
    for off, old in ((2.49, (0, 1)), (2.5, (None, None))):
        assert guessed(match, nobody, old=OLD[:2], new=OLD[:2] + np.array([0.0, off])).old == old


def test_segments_that_do_not_stand_apart_must_lie_very_near():
    nobody = NOBODY[:2, :2]
    match = matched(nobody, nobody + 50)
    for off, old in ((0.79, (0, 1)), (0.8, (0, None)), (2.49, (0, None)), (2.5, (None, None))):  # of ten
        new = OLD[:2] + np.array([0.0, off])
        assert guessed(match, nobody, old=OLD[:2], new=new, near=(CLOSE, VERY_CLOSE)).old == old


def test_how_near_is_near_hangs_on_the_borders():
    rng = np.random.default_rng(5)
    cloud = rng.normal(size=(600, 2)) * (3.0, 1.0)
    alone = rng.normal(size=(200, 2)) + np.array([0.0, 20.0])
    X = np.vstack([cloud, alone])
    found = sweep(X, [3])[3]
    assert near_enough(X, found, found.centers)[int(found.labels[-1])] == CLOSE
    one = sweep(cloud, [3])[3]
    assert near_enough(cloud, one, one.centers) == (VERY_CLOSE,) * 3
    everybody = sweep(cloud, [1])[1]
    assert near_enough(cloud, everybody, everybody.centers) == (VERY_CLOSE,)


def test_where_few_customers_leave_gaps_unproven_it_is_nearer():
    rng = np.random.default_rng(2)
    few = np.vstack([rng.normal(size=(9, 2)), rng.normal(size=(9, 2)) + np.array([6.0, 0.0])])
    found = sweep(few, [2])[2]
    assert near_enough(few, found, found.centers) == (CLOSER, CLOSER)


@pytest.mark.parametrize(("columns", "k"), [(2, 3), (2, 6), (3, 4)])
def test_halves_of_one_cloud_are_rarely_taken_for_the_same(columns, k):
    kept = []
    for draw in range(6):
        cloud = np.random.default_rng([draw, columns, k]).normal(size=(1200, columns))
        frame = pl.DataFrame({"id": [f"s{n}" for n in range(1200)]} | {f"v{n}": cloud[:, n] for n in range(columns)})
        first = coterie.segment(frame.head(600), k=k, evidence="none")
        again = coterie.refit(first, frame.tail(600), before=first.assignments, checks="lenient")
        kept += [each.fate == "kept" for each in again.refit.old]
    assert np.mean(kept) <= 0.2


@pytest.mark.parametrize(("near", "away", "found"), [(CLOSER, 1.59, True), (CLOSER, 1.61, False)])
@pytest.mark.parametrize("part", [1.0, 0.5])
def test_each_limit_is_a_part_of_the_way_to_the_next(near, away, found, part):
    limit, far = (near, away) if part == 1.0 else (VERY_CLOSE, away * part)
    new = np.add(OLD, [far, 0.0])
    match = guessed(matched(NOBODY, MANY), NOBODY, old=OLD, new=new, near=(limit,) * 3)
    assert (match.old[0] == 0) is found


@pytest.mark.parametrize(
    ("answers", "limit"),
    [
        (["gap", "crowd"], CLOSE),
        (["gap", "unproven", "unproven"], CLOSER),
        (["crowd", "unproven"], CLOSER),
        (["crowd", "crowd", "unproven"], VERY_CLOSE),
        ([], VERY_CLOSE),
    ],
)
def test_half_of_the_borders_decide(answers, limit):
    assert _near(answers) == limit
