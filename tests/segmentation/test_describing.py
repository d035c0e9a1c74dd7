from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import coterie


def test_descriptors_are_tested_and_features_never(bank, result):
    tested = {test["descriptor"] for test in result.segmentation.evidence["descriptors"]}
    assert tested == {"gender", "card_type"}


@pytest.fixture(scope="module")
def demo():
    customers = coterie.datasets.bank_customers()
    return customers, coterie.segment(customers)


@pytest.mark.parametrize("k", [3, 5, 7, 8, 9, 12])
def test_at_another_k_than_the_recommended_one_names_follow_the_people(demo, k):
    customers, recommended = demo
    here = coterie.segment(customers, k=k)
    assert recommended.choice.k == 6
    both = recommended.assignments.join(here.assignments, on="customer_id", suffix="_here").drop_nulls("segment_id")
    for group in recommended.segments:
        own = both["segment_id"] == group.id
        for segment in here.segments:
            theirs = both["segment_id_here"] == segment.id
            jaccard = (own & theirs).sum() / (own | theirs).sum()
            assert (segment.name.name == group.name.name) is bool(jaccard > 0.5)
    assert len({segment.name.name for segment in here.segments}) == k


def test_a_convenient_cut_bears_no_names_of_a_catalogue():
    random = np.random.default_rng(0)
    cloud = random.normal(size=(400, 4)) * [10, 20_000, 15, 60] + [45, 80_000, 50, 700]
    customers = pl.DataFrame(cloud, schema=["age", "income", "spending_score", "credit_score"])
    result = coterie.segment(customers)
    verdict = result.judgement.verdict
    assert (verdict.kind, verdict.supported_k, result.segmentation.names.catalogue) == ("constructed", 1, "none")
    assert all(segment.name.archetype is None for segment in result.segments)
