from __future__ import annotations

from dataclasses import asdict, fields

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.preprocessing import StandardScaler

import coterie
from coterie import InputError, Segmenter
from coterie.remarks import say

FEATURES = ["age", "income", "spending_score", "credit_score"]


@pytest.fixture(scope="module")
def complete(bank):
    """Customers without gaps or copies."""
    return bank.drop_nulls().unique("customer_id", maintain_order=True)


def test_numbers_are_those_of_scikit_learn(complete):
    result = coterie.segment(complete, k=4, transform="none")
    X = StandardScaler().fit_transform(complete.select(FEATURES).to_numpy())
    theirs = KMeans(4, n_init=25, random_state=0).fit(X)
    labels = result.assignments["segment_id"].to_numpy()
    assert result.segmentation.inertia <= theirs.inertia_ * (1 + 1e-4)
    assert result.segmentation.inertia == pytest.approx(
        sum(((X[labels == k] - X[labels == k].mean(axis=0)) ** 2).sum() for k in range(4))
    )
    assert result.segmentation.silhouette == pytest.approx(silhouette_score(X, labels), abs=1e-12)
    trial = result.segmentation.sweep[3]
    assert (trial.k, trial.silhouette) == (4, result.segmentation.silhouette)
    squared = trial.silhouette_squared
    assert squared == pytest.approx(silhouette_score(X, labels, metric="sqeuclidean"))
    assert adjusted_rand_score(labels, theirs.labels_) > 0.99


def test_the_demo_finds_the_personas():
    customers, persona = coterie.datasets.bank_customers(return_persona=True)
    result = coterie.segment(customers)
    found = pl.DataFrame({"customer_id": customers["customer_id"], "persona": persona}).unique("customer_id")
    both = found.join(result.assignments.drop_nulls("segment_id"), on="customer_id")
    assert result.choice.k == 6
    assert adjusted_rand_score(both["persona"], both["segment_id"]) >= 0.80
    agreed = both.filter(pl.col("persona") == pl.col("segment")).height / both.height
    assert agreed >= 0.88


def test_every_customer_has_a_row_in_their_order(bank, result):
    assert result.assignments["customer_id"].to_list() == bank["customer_id"].unique(maintain_order=True).to_list()


def test_segment_0_is_the_largest(result):
    sizes = [segment.size for segment in result.segments]
    assert sizes == sorted(sizes, reverse=True)
    counted = result.assignments["segment_id"].drop_nulls().value_counts().sort("segment_id")["count"]
    assert sizes == counted.to_list()


def test_a_segmentation_holds_no_customer(result, bank):
    assert not any(str(id) in repr(asdict(result.segmentation)) for id in bank["customer_id"].head(50))


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_changes_nothing(bank, result, seed):
    shuffled = coterie.segment(bank.sample(fraction=1, shuffle=True, seed=seed), k=6)
    one, other = result.segmentation, shuffled.segmentation
    changed = {each.name for each in fields(one) if getattr(one, each.name) != getattr(other, each.name)}
    assert changed <= {"source", "salt", "cleaning"}, "the table's fingerprint, and the rows that remarks point at"
    assert shuffled.assignments.sort("customer_id").equals(result.assignments.sort("customer_id"))


@pytest.mark.parametrize("factor", [0.001, 1000.0])
def test_the_unit_of_a_column_changes_no_segment(bank, result, factor):
    scaled = coterie.segment(bank.with_columns(pl.col("income") * factor), k=6)
    assert scaled.assignments["segment_id"].to_list() == result.assignments["segment_id"].to_list()


def test_the_order_of_columns_changes_nothing(bank, result):
    turned = coterie.segment(bank.select(reversed(bank.columns)), k=6)
    assert turned.assignments["segment"].to_list() == result.assignments["segment"].to_list()


@pytest.mark.parametrize("kind", [pd.DataFrame, pa.Table, pl.LazyFrame])
def test_any_frame_goes_in_and_its_kind_comes_back(bank, result, kind):
    customers = {pd.DataFrame: bank.to_pandas, pa.Table: bank.to_arrow, pl.LazyFrame: bank.lazy}[kind]()
    found = coterie.segment(customers, k=6)
    assert isinstance(found.assignments, kind)
    names = list((found.assignments.collect() if kind is pl.LazyFrame else found.assignments)["segment"])
    names = [name.as_py() for name in names] if kind is pa.Table else names
    expected = result.assignments["segment"].to_list()
    assert [None if pd.isna(name) else name for name in names] == expected


def test_a_customer_without_any_feature_is_reported_and_keeps_a_row(bank):
    gap = pl.col("customer_id") == bank["customer_id"][0]
    customers = bank.with_columns(pl.when(gap).then(None).otherwise(pl.col(name)).alias(name) for name in FEATURES)
    result = coterie.segment(customers, k=3)
    assert result.assignments.row(0)[1:] == (None,) * 7
    last = result.segmentation.cleaning.remarks[-1]
    assert (last.code, last.rows) == ("without_segment", 1)
    assert sum(segment.size for segment in result.segments) == result.assignments.height - 1


def test_categories_build_segments_when_they_are_named(bank):
    result = coterie.segment(bank, features=["income", "card_type"], k=4)
    assert result.segmentation.preparation.columns[0] == "income"
    assert all(column.startswith("card_type=") for column in result.segmentation.preparation.columns[1:])
    modes = {segment.profile.columns["card_type"].mode for segment in result.segments}
    assert len(modes) > 1


def test_without_an_id_rows_are_numbered_and_equal_rows_stay():
    customers = pl.DataFrame({"visits": [1.0, 1, 1, 9, 9, 9, 5, 5]})
    result = coterie.segment(customers, k=3)
    assert result.assignments["row"].to_list() == list(range(1, 9))


def test_one_segment_may_be_asked_for(bank):
    result = coterie.segment(bank, k=1)
    assert result.segmentation.silhouette is None
    assert result.assignments["second_segment_id"].null_count() == result.assignments.height
    assert result.assignments["margin"].null_count() == result.assignments.height


def test_k_is_not_tried_beyond_the_distinct_customers():
    customers = pl.DataFrame({"client_id": range(20), "visits": [1.5, 2.5, 9.5, 7.25] * 5})
    result = coterie.segment(customers)
    assert [trial.k for trial in result.segmentation.sweep] == [1, 2, 3, 4]


def test_a_wrong_catalogue_is_told_before_the_work(bank, tmp_path):
    seen = []
    (tmp_path / "mine.toml").write_text("[roles.x]\nsynonym = ['x']\n")
    with pytest.raises(InputError):
        coterie.segment(bank, catalogue=str(tmp_path / "mine.toml"), on_progress=lambda *step: seen.append(step))
    assert not seen


def test_progress_is_told_stage_by_stage(bank):
    seen: list[str] = []
    coterie.segment(bank, k=3, on_progress=lambda stage, *_: seen.append(stage))
    assert list(dict.fromkeys(seen)) == ["Reading", "Cleaning", "Preparing", "Clustering", "Judging", "Describing"]


def test_the_seed_is_used(bank):
    one, same, other = (coterie.segment(bank, k=9, seed=seed) for seed in (1, 1, 2))
    assert one.segmentation == same.segmentation
    assert np.isclose(one.segmentation.inertia, other.segmentation.inertia, rtol=1e-2)
    assert [t.n_best for t in one.segmentation.sweep] != [t.n_best for t in other.segmentation.sweep]


def test_without_evidence_the_elbow_or_the_silhouette_chooses(bank):
    result = coterie.segment(bank, evidence="none")
    assert (result.choice.k, result.choice.method) == (6, "silhouette")
    assert result.segmentation.evidence.verdict is None
    assert "stability" not in result.assignments.columns


@pytest.mark.parametrize("criterion", ["elbow", "silhouette"])
def test_one_criterion_chooses_alone_where_it_is_asked_for(bank, criterion):
    result = coterie.segment(bank, k=criterion)
    card, verdict = result.judgement.card, result.segmentation.evidence.verdict
    chosen = {"elbow": card.elbows[-1][1], "silhouette": card.choices["silhouette"]}[criterion]
    assert (result.choice.k, result.choice.method) == (chosen, criterion)
    assert len(result.segments) == verdict.k == result.judgement.k == chosen
    assert result.choice.elbows == card.elbows


def test_an_elbow_is_found_in_a_streamed_table_too(bank, tmp_path):
    bank.write_parquet(tmp_path / "bank.parquet")
    given = {"k": "elbow", "evidence": "none"}
    held = coterie.segment(tmp_path / "bank.parquet", **given)
    streamed = coterie.segment(tmp_path / "bank.parquet", engine="streaming", **given)
    assert (streamed.choice.k, streamed.choice.method) == (held.choice.k, "elbow")


def test_one_customer_far_away_is_a_segment_of_the_silhouette_s_that_is_kept_and_warned_of():
    random = np.random.default_rng(0)
    groups = np.repeat([[0.0, 0], [9, 0], [0, 9]], 40, axis=0) + random.normal(scale=0.2, size=(120, 2))
    customers = pl.DataFrame(np.vstack([groups, [[25.0, 25.0]]]), schema=["visits", "spend"])
    result = coterie.segment(customers, k="silhouette", transform="none")
    assert min(segment.size for segment in result.segments) == 1
    assert say("reason.kept_by_silhouette", n=1, k=result.choice.k) in result.choice.reason
    assert "small_segment" in {each.code for each in result.segmentation.evidence.warnings}
    assert min(segment.size for segment in coterie.segment(customers, transform="none").segments) > 4


def test_a_criterion_that_chooses_none_is_an_error_of_its_own(bank):
    with pytest.raises(coterie.CriterionError, match="but `max_segments` allows at most 2"):
        coterie.segment(bank, k="elbow", max_segments=2)


def test_the_silhouette_that_chooses_is_the_euclidean_one():
    X = np.random.default_rng(8).uniform(size=(120, 2))
    frame = pl.DataFrame({"income": X[:, 0], "age": X[:, 1]})
    result = coterie.segment(frame, evidence="none", transform="none", k_max=10)
    trials = result.segmentation.sweep[1:]
    assert max(trials, key=lambda trial: trial.silhouette_squared).k != 3
    assert (result.choice.k, result.choice.method) == (3, "silhouette")
    assert max(trials, key=lambda trial: trial.silhouette).k == 3
    assert Segmenter("silhouette", power_transform="none", k_max=10).fit(X).choice_.k == 3


def test_the_evidence_judges_what_is_returned(bank, result):
    judged = coterie.segment(bank)
    verdict = judged.segmentation.evidence.verdict
    assert (judged.choice.k, judged.choice.method) == (6, "evidence")
    assert verdict.kind in {"natural", "partly natural"}
    assert {border.feature for border in verdict.borders} <= {"age", "income", "spending_score", "credit_score"}
    assert len(verdict.segments) == 6
    assert judged.judgement.k == len(judged.segments)
    assert result.segmentation.evidence.verdict.k == 6
    stable = judged.assignments["stability"]
    assert judged.assignments["borderline"].to_list() == (stable < 0.75).to_list()


def test_business_limits_take_part(bank):
    assert len(coterie.segment(bank, max_segments=4).segments) <= 4
    shares = [segment.share for segment in coterie.segment(bank, min_share=0.2).segments]
    assert min(shares) >= 0.2


def test_noise_is_told(tmp_path):
    noise = pl.DataFrame(np.random.default_rng(4).normal(size=(400, 3)), schema=["a", "b", "c"])
    evidence = coterie.segment(noise).segmentation.evidence
    assert evidence.recommendation.supported_k == evidence.verdict.supported_k == 1
    assert evidence.verdict.kind == "constructed"
    assert "no_structure" in {warning.code for warning in evidence.warnings}


def test_a_weight_draws_segments_apart_along_its_feature_and_is_kept_for_scoring(bank, tmp_path):
    how = {"k": 4, "features": ["age", "income"], "evidence": "none"}
    plain, weighed = (coterie.segment(bank, weight=weight, **how) for weight in ({}, {"income": 20}))

    def between(result) -> float:
        incomes = bank.with_columns(result.labels).drop_nulls(["income", "segment_id"])
        means = incomes.group_by("segment_id").agg(pl.col("income").mean(), pl.len())
        return float((means["len"] * (means["income"] - incomes["income"].mean()) ** 2).sum())

    assert between(weighed) > 1.1 * between(plain)
    assert weighed.segmentation.preparation.features[1].weight == 20
    assert weighed.segmentation.short_hash != plain.segmentation.short_hash
    coterie.save(weighed, tmp_path / "x.coterie")
    loaded = coterie.load(tmp_path / "x.coterie")
    assert loaded == weighed.segmentation
    assert coterie.score(loaded, bank)["segment_id"].to_list() == weighed.labels.to_list()


def test_a_weight_of_one_changes_nothing(bank):
    plain, one = (coterie.segment(bank, k=3, evidence="none", weight=weight) for weight in ({}, {"age": 1}))
    assert plain.segmentation.short_hash == one.segmentation.short_hash
    assert plain.assignments.equals(one.assignments)


@pytest.mark.parametrize("weight", [{"age": 0}, {"age": -1}, {"age": "x"}, {"age": float("nan")}, {"age": 1e9}])
def test_a_weight_that_cannot_be_is_refused(bank, weight):
    with pytest.raises(coterie.InputError, match="`weight` age"):
        coterie.segment(bank, k=3, evidence="none", weight=weight)


def test_dates_among_the_descriptors_are_tested(bank):
    early = bank.with_columns(
        since=pl.when(pl.col("age") > 45).then(pl.date(2001, 1, 1)).otherwise(pl.date(2020, 5, 5))
    )
    found = coterie.segment(early, k=3, evidence="none", features=["age", "income"]).segmentation
    [test] = [each for each in found.evidence.descriptors if each.descriptor == "since"]
    assert (test.test, test.p_holm < 1e-6) == ("kruskal-wallis", True)


def test_columns_are_carried_along_as_they_are_and_never_into_what_is_saved(bank, tmp_path):
    secret = bank.with_columns(note=pl.format("secret {}", pl.int_range(bank.height)))
    secret = pl.concat([secret, secret.head(3)])
    result = coterie.segment(secret, k=3, evidence="none", keep=["note"])
    kept = dict(result.assignments.select("customer_id", "note").iter_rows())
    assert kept == dict(secret.select("customer_id", "note").iter_rows())
    page = coterie.write_report(result, tmp_path / "page.html").read_text()
    assert "secret 1" not in page + coterie.views.to_json(coterie.views.summary_of(result.segmentation))
    scored = coterie.score(result.segmentation, secret, keep=["note"])
    assert scored["note"].to_list() == secret["note"].to_list()  # a row for every row that came in


@pytest.mark.parametrize(
    ("keep", "message"),
    [
        (["nte"], "`keep` names 'nte', which is not a column. Did you mean 'note'"),
        (["segment"], "as a column of the assignments is called"),
        (["customer_id"], "as a column of the assignments is called"),
    ],
)
def test_what_cannot_be_carried_along_is_refused(bank, keep, message):
    frame = bank.with_columns(note=pl.lit("x"), segment=pl.lit("y"))
    with pytest.raises(coterie.InputError, match=message):
        coterie.segment(frame, k=3, evidence="none", keep=keep)


def noise(seed):
    r = np.random.default_rng(seed)
    return pl.DataFrame({f"x{j}": np.exp(r.normal(size=150)) for j in range(5)})


@pytest.mark.parametrize("seed", range(3))
def test_units_and_the_order_of_columns_change_neither_verdict_nor_segments(seed):
    customers = noise(seed)  # without groups many cuts are nearly as good
    first = coterie.segment(customers)
    for other in (customers.select(reversed(customers.columns)), customers * 100, customers * 7.3):
        again = coterie.segment(other)
        assert (again.verdict.kind, again.verdict.k) == (first.verdict.kind, first.verdict.k)
        assert adjusted_rand_score(again.labels, first.labels) == pytest.approx(1)
