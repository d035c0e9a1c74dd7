from __future__ import annotations

import numpy as np
import pytest

from coterie.evidence.gap import Gap, gap_from, gap_statistic


def test_r_reads_the_curve_by_the_same_rules(r):
    for curve in r["curves"]:
        gap = Gap(tuple(range(1, 9)), tuple(curve["gap"]), tuple(curve["se"]))
        theirs = (curve["tibshirani"], curve["first_max"], curve["global_max"])
        assert (gap.tibshirani, gap.first_max, gap.global_max) == theirs


def test_r_finds_the_same_gap(table):
    theirs = table.said["gap"]
    ours = gap_statistic(table.X, range(1, 6), n_references=60)
    # clusGap halves the inertia (D / 2n of all ordered pairs), in both terms alike.
    for k, (gap, se) in enumerate(zip(ours.gap, ours.se, strict=True)):
        error = theirs["se"][k] * np.sqrt(1 / 60 + 1 / 500)
        assert gap == pytest.approx(theirs["gap"][k], abs=4 * error + 1e-9)
        assert se == pytest.approx(theirs["se"][k], rel=0.4)
    rules = table.said["rules"]
    assert ours.tibshirani == rules["tibshirani"]


def test_the_gap_is_the_mean_log_less_the_log():
    references = np.array([[8.0, 4.0], [2.0, 1.0]])
    found = gap_from((1, 2), np.array([4.0, 1.0]), references)
    assert found.gap == pytest.approx((0.0, np.log(2)))
    assert found.se == pytest.approx((np.log(2) * np.sqrt(1.5),) * 2)
