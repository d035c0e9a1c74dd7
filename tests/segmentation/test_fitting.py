from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import coterie
from coterie import InputError


def test_it_shows_itself_shortly(bank):
    fitted = coterie.fit(bank)
    assert repr(fitted) == "Fitted(599 customers, 4 features, K = 1 to 12, recommended K = 6)"
    assert (fitted.n_clusters, fitted.recommended_k) == (tuple(range(1, 13)), 6)
    assert fitted.options.k == "auto"
    one = coterie.fit(bank, features=["income"], k_max=1, evidence="none")
    assert repr(one) == f"Fitted({one.population.everyone.placed} customers, 1 feature, K = 1)"
    assert one.recommended_k is None


@pytest.mark.parametrize(
    "given", [{"k": 5}, {"min-share": 0.1}, {"max_segments": 3}, {"catalogue": "bank"}, {"role": {"income": "income"}}]
)
def test_what_only_describing_asks_is_refused_before_the_work(bank, given):
    seen: list[str] = []
    name = next(iter(given)).replace("-", "_")
    with pytest.raises(InputError, match=f"'{name}' is an option of describe, not of fit"):
        coterie.fit(bank, on_progress=lambda stage, *_: seen.append(stage), **given)
    assert not seen


def test_other_options_are_checked(bank):
    with pytest.raises(InputError, match="Did you mean 'features'"):
        coterie.fit(bank, featurs=["income"])


def test_no_more_ks_are_tried_than_there_are_distinct_customers():
    customers = pl.DataFrame({"client_id": range(20), "visits": [1.5, 2.5, 9.5, 7.25] * 5})
    assert coterie.fit(customers).n_clusters == (1, 2, 3, 4)


def test_progress_is_told_stage_by_stage_and_to_nobody_afterwards(bank):
    seen: list[str] = []
    fitted = coterie.fit(bank, on_progress=lambda stage, *_: seen.append(stage))
    assert list(dict.fromkeys(seen)) == ["Reading", "Cleaning", "Preparing", "Clustering", "Judging"]
    told = len(seen)
    later: list[str] = []
    coterie.describe(fitted, k=3, on_progress=lambda stage, *_: later.append(stage))
    assert later == ["Judging", "Describing"]
    coterie.describe(fitted, k=4)
    assert (len(seen), later) == (told, ["Judging", "Describing"])


def test_the_customers_given_are_not_changed(bank):
    before = bank.clone()
    fitted = coterie.fit(bank)
    coterie.describe(fitted, k=3)
    assert bank.equals(before)


def test_an_elbow_that_is_not_there_is_refused_by_segment_before_evidence_is_gathered():
    customers = pl.DataFrame(np.random.default_rng(0).normal(size=(60, 2)), schema=["a", "b"])
    seen: list[str] = []
    with pytest.raises(coterie.CriterionError):
        coterie.segment(customers, k="elbow", k_max=2, on_progress=lambda stage, *_: seen.append(stage))
    assert "Judging" not in seen
    fitted = coterie.fit(customers, k_max=2)
    with pytest.raises(coterie.CriterionError):
        coterie.describe(fitted, k="elbow")
    assert coterie.describe(fitted, k=2).choice.k == 2
