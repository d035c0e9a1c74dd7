from __future__ import annotations

import importlib

import numpy as np
import pytest

from coterie.clustering import sweep
from coterie.evidence import Limits, build_case, case, judge, judge_case, keep
from coterie.evidence.cautions import asks_seeds
from coterie.evidence.inputs import take_in
from coterie.evidence.silhouette import labels_by_k, mean_silhouettes

KS = range(1, 7)
CLOUD = np.random.default_rng(1).uniform(size=(150, 3))

audit = importlib.import_module("coterie.evidence.audit")  # the package holds a function of the same name


def built(X, **said):
    customers = take_in(X)
    tried = sweep(customers.X, KS)
    return build_case(customers, tried, silhouettes=mean_silhouettes(customers.X, labels_by_k(tried)), **said)


@pytest.mark.parametrize("effort", ["quick", "none"])
@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("groups", [True, False])
def test_a_k_of_one_case_is_judged_as_that_k_alone(three_groups, groups, complete, effort):
    X = three_groups[0] if groups else CLOUD
    found = built(X, effort=effort)
    if complete:
        found.complete()
    tried = sweep(X, KS)
    for k in (5, 1, 3, 2):
        one = judge_case(found, Limits(k=k))
        alone = judge(X, sweep=tried, k=k, effort=effort)
        assert keep(one) == keep(alone)
        if one.stability is not None:
            assert (one.stability.customers == alone.stability.customers).all()


@pytest.mark.parametrize("limits", [Limits(), Limits(max_segments=2), Limits(min_share=0.3), Limits(criterion="elbow")])
def test_limits_choose_among_the_ks_of_one_case(three_groups, limits):
    X, found = three_groups[0], built(three_groups[0])
    alone = judge(
        X,
        n_clusters=KS,
        max_segments=limits.max_segments,
        min_share=limits.min_share,
        criterion=limits.criterion,
    )
    assert judge_case(found, limits).recommendation == alone.recommendation
    assert found.recommended_k == 3


def counted(monkeypatch, module, name):
    calls, known = [], getattr(module, name)
    monkeypatch.setattr(module, name, lambda *args, **said: calls.append(1) or known(*args, **said))
    return calls


def test_nothing_is_found_out_twice(three_groups, monkeypatch):
    found = built(three_groups[0])
    far, standing = (counted(monkeypatch, *each) for each in [(case, "of_outliers"), (audit, "standing")])
    seeds = counted(monkeypatch, case, "seeds_agreement")
    found.complete()
    looked, asked = len(standing), len(seeds)
    assert asked == sum(map(asks_seeds, found.card.rows)) > 0
    for limits in (Limits(), Limits(k=4), Limits(k=2)):
        judge_case(found, limits)
    assert (len(far), len(standing)) == (1, looked)
    again = counted(monkeypatch, audit, "refit")
    judge_case(found, Limits(k=4, min_share=0.1))
    assert (again, len(seeds)) == ([], asked)


def test_a_case_without_effort_has_no_support():
    found = built(CLOUD, effort="none")
    found.complete()
    assert found.gathered is found.support is None
    assert len(found.rows) == 150


def test_what_is_gathered_is_told(three_groups):
    said: list[str] = []
    found = built(three_groups[0], on_progress=said.append)
    assert said == ["Comparing with placebos", "Halving the customers", "Resampling the customers"]
    judge_case(found, Limits(k=2), on_progress=said.append)
    assert said[3:] == ["Auditing the features"]
