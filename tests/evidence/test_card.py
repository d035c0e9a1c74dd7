from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.metrics import silhouette_samples, silhouette_score

from coterie.clustering import sweep
from coterie.evidence import card as card_module
from coterie.evidence.card import DISSOLVES, FEW, KCard, KRow, k_card, with_support, with_verdict
from coterie.evidence.criteria import CRITERIA
from coterie.evidence.elbow import elbows_by_range
from coterie.evidence.halving import halve
from coterie.evidence.refits import resample
from coterie.evidence.silhouette import labels_by_k, mean_silhouettes
from coterie.evidence.structure import structure_test as structure_of
from coterie.evidence.treatment import treat

KS = range(1, 9)


@pytest.fixture(scope="module")
def card(three_groups):
    X, _ = three_groups
    return k_card(
        X,
        sweep(X, KS),
        structure=structure_of(treat(X), KS),
        halvings=halve(X, KS, n_splits=6),
        resamples=resample(X, KS, n_resamples=10, random_state=0),
    )


def test_on_clear_groups_every_criterion_of_separation_says_the_same(card):
    wavering = {"gap", "gap_first", "gap_global", "agreement", "excess"}  # few draws, or a rule of another kind
    said = {name: k for name, k in card.choices.items() if name not in wavering}
    assert set(said.values()) == {3}


def test_the_row_of_a_k_holds_what_its_labels_say(card, three_groups):
    X, labels = three_groups
    row = card[3]
    assert row.silhouette == pytest.approx(silhouette_score(X, labels), abs=1e-12)
    assert (row.silhouette_kind, row.silhouette_rows, row.silhouette_interval) == ("exact", 90, None)
    assert row.silhouette_squared == pytest.approx(silhouette_score(X, labels, metric="sqeuclidean"))
    assert (row.smallest, row.smallest_share) == (30, pytest.approx(1 / 3))
    assert row.elbow
    assert row.agreement == pytest.approx(1.0)
    assert row.worst_segment == pytest.approx(1.0)


def test_one_segment_has_no_separation(card):
    row = card[1]
    assert row.silhouette is row.silhouette_kind is row.silhouette_rows is row.silhouette_interval is None
    assert row.silhouette_squared is row.excess is row.calinski_harabasz is row.davies_bouldin is None
    assert (row.prediction_strength, row.smallest_share) == (1.0, 1.0)
    assert row.bic is not None


def test_without_refits_the_card_says_nothing_of_them(three_groups):
    X, _ = three_groups
    card = k_card(X, sweep(X, KS))
    assert card[3].gap is card[3].agreement is card[3].prediction_strength is None
    assert card.choices["gap"] is card.choices["prediction_strength"] is card.choices["excess"] is None


def test_a_wandering_elbow_is_not_reported():
    X = np.random.default_rng(5).uniform(size=(300, 4))
    found = sweep(X, range(1, 13))
    assert len(elbows_by_range(found.n_clusters, found.inertia)) == 5
    assert k_card(X, found).choices["elbow"] is None


def test_the_silhouette_of_a_sample_says_of_how_many_and_how_sure(three_groups):
    X, labels = three_groups
    tried = sweep(X, KS)
    measured = mean_silhouettes(X, labels_by_k(tried), population=900)
    row = k_card(X, tried, silhouettes=measured)[3]
    assert (row.silhouette_kind, row.silhouette_rows) == ("sampled", 90)
    low, high = row.silhouette_interval
    spread = silhouette_samples(X, labels).std(ddof=1)
    assert (high + low) / 2 == pytest.approx(row.silhouette)
    assert (high - low) / 2 == pytest.approx(1.96 * spread / 90**0.5, rel=1e-4)


def test_a_k_that_the_customers_held_show_as_one_segment_has_no_silhouette(three_groups):
    X, _ = three_groups
    row = k_card(X, sweep(X, [1, 2]), silhouettes=mean_silhouettes(X, {2: np.zeros(90, np.int32)}))[2]
    assert row.silhouette is row.silhouette_kind is None


@pytest.mark.parametrize(("customers", "few"), [(FEW - 1, True), (FEW, False)])
def test_of_few_customers_bootstrap_samples_speak_and_halves_of_others(customers, few):
    X = np.random.default_rng(0).normal(size=(customers, 1))
    found = k_card(X, sweep(X, [1, 2], n_starts=3))
    assert (found.customers, {row.few for row in found.rows}) == (customers, {few})
    row = replace(found[2], agreement=0.3, halves=0.7)
    assert row.replication == (0.3 if few else 0.7)


def test_borders_and_halves_are_those_of_their_k(card, three_groups):
    X, _ = three_groups
    assert card[3].borders == card[1].borders == ()
    assert card[3].halves == pytest.approx(1.0)
    borders = {2: ("one border",), 3: ("another",)}
    assert [row.borders for row in k_card(X, sweep(X, [1, 2, 3]), borders=borders).rows] == [(), *borders.values()]


def test_choices_stand_in_files_in_the_order_they_always_had_and_new_ones_follow(monkeypatch):
    X = np.random.default_rng(0).normal(size=(40, 2))
    new = replace(CRITERIA[1], column="new", key="new", value=lambda seen: float(seen.k))
    monkeypatch.setattr(card_module, "CRITERIA", (new, *CRITERIA))
    card = k_card(X, sweep(X, range(1, 4)))
    assert list(card.choices) == [
        *("elbow", "gap", "gap_first", "gap_global", "prediction_strength", "silhouette", "silhouette_squared"),
        *("excess", "calinski_harabasz", "bic", "davies_bouldin", "agreement", "new"),
    ]
    assert [(row.value("new"), row.more) for row in card.rows] == [(k, {"new": k}) for k in (1.0, 2.0, 3.0)]
    assert [row.value("inertia") for row in card.rows] == [row.inertia for row in card.rows]


@pytest.mark.parametrize(
    ("worst", "kind"), [(DISSOLVES, "natural"), (DISSOLVES - 1e-9, "partly natural"), (None, "natural")]
)
def test_no_natural_k_of_the_card_has_a_segment_that_dissolves(worst, kind):
    row = KRow(**dict.fromkeys(KRow.__dataclass_fields__) | {"k": 3, "worst_segment": worst})
    support = SimpleNamespace(kinds={3: "natural"}, groups={3: 3}, coarse=())
    assert with_support(KCard((row,), {}, (), 0), support)[3].kind == kind


def test_the_kind_of_the_k_judged_is_the_verdict_s():
    rows = tuple(KRow(**dict.fromkeys(KRow.__dataclass_fields__) | {"k": k, "kind": "natural"}) for k in (2, 3))
    found = with_verdict(KCard(rows, {}, (), 0), SimpleNamespace(k=3, kind="partly natural"))
    assert [row.kind for row in found.rows] == ["natural", "partly natural"]
