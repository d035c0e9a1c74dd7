from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

import coterie
from coterie.evidence.limits import of_limits
from coterie.evidence.recommendation import Limits

ROW = SimpleNamespace(k=7, smallest_share=0.00512)


@pytest.mark.words
def test_each_limit_that_the_k_asked_for_breaks_is_said():
    assert [each.message for each in of_limits(ROW, Limits(min_share=0.02, max_segments=5, k=7))] == [
        "K = 7 was asked for, more than the limit of 5.",
        "K = 7 was asked for, though its smallest segment holds 0.51% of the customers, less than the limit of 2%.",
    ]


@pytest.mark.parametrize(
    "limits",
    [Limits(k=7), Limits(k=7, max_segments=7), Limits(k=7, min_share=0.00512), Limits(max_segments=5, min_share=0.1)],
)
def test_what_breaks_none_or_was_not_asked_for_is_not(limits):
    assert of_limits(ROW, limits) == []


@pytest.mark.parametrize("evidence", ["none", "quick"])
def test_a_segmentation_says_so_with_evidence_and_without(evidence):
    customers = coterie.datasets.bank_customers(n=600)
    for asked in ({"min_share": "30%"}, {"max_segments": 4}):
        found = coterie.segment(customers, k=5, evidence=evidence, **asked)
        assert found.choice.k == 5
        assert "beyond_limits" in {each.code for each in found.segmentation.evidence.warnings}


def test_so_does_judge():
    X = np.random.default_rng(0).normal(size=(200, 2))
    found = coterie.judge(X, k=5, max_segments=3, n_clusters=range(1, 6), effort="none")
    assert [each.code for each in found.warnings if each.code == "beyond_limits"] == ["beyond_limits"]
