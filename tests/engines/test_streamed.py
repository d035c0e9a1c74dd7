"""A streamed table comes to what a table in memory comes to."""

from __future__ import annotations

from functools import partial

import numpy as np
import polars as pl
import pytest

import coterie
from coterie import InputError
from coterie.cleaning import clean
from coterie.clustering import sweep
from coterie.engines import start
from coterie.preparation.features import features_of
from coterie.segmentation import fitting
from coterie.sources import read

pytestmark = pytest.mark.usefixtures("small_steps")
ASKED = {"k": 4, "k_max": 6, "evidence": "none"}


@pytest.fixture(scope="module")
def parquet(customers, tmp_path_factory):
    path = tmp_path_factory.mktemp("streamed") / "customers.parquet"
    customers.write_parquet(path)
    return path


def collected(result):
    return result.scan_assignments().collect()


def agreement(one, other):
    """Return the share of customers who have a segment of the same number in both."""
    return float(collected(one)["segment_id"].eq_missing(collected(other)["segment_id"]).mean())


def actions(result):
    return {(each.column, each.code): each for each in result.segmentation.cleaning.remarks}


@pytest.fixture(scope="module")
def held(parquet):
    return coterie.segment(parquet, **ASKED)


@pytest.fixture(scope="module")
def streamed(small_steps, parquet):
    return coterie.segment(parquet, **ASKED, engine="streaming")


def test_a_sample_finds_the_segments_that_everyone_has(held, streamed):
    one, other = held.segmentation, streamed.segmentation
    assert isinstance(streamed.assignments, pl.DataFrame)
    assert isinstance(streamed.scan_assignments(), pl.LazyFrame)
    assert agreement(held, streamed) > 0.995
    assert other.inertia == pytest.approx(one.inertia, rel=5e-3), "the sample straightens income a little otherwise"
    assert [each.size for each in other.segments] == pytest.approx([each.size for each in one.segments], abs=40)
    assert [each.name.name for each in other.segments] == [each.name.name for each in one.segments]
    assert (other.source.rows, other.source.sha256) == (one.source.rows, one.source.sha256)
    assert collected(streamed).columns == held.assignments.columns
    assert streamed.customer_map.customers == held.customer_map.customers


def test_the_silhouette_is_that_of_the_customers_held_and_says_so(held, streamed):
    whole, sampled = (found.segmentation.evidence.k_card.rows[3] for found in (held, streamed))
    assert (sampled.silhouette_kind, sampled.silhouette_rows) == ("sampled", 4000)
    low, high = sampled.silhouette_interval
    other_low, other_high = whole.silhouette_interval
    assert other_low < high
    assert low < other_high, "both are of samples: their intervals meet"
    assert sampled.silhouette == streamed.segmentation.silhouette == streamed.segmentation.sweep[3].silhouette
    assert sampled.silhouette_squared > sampled.silhouette


def test_no_k_is_worse_than_with_all_customers_in_memory(customers, streamed):
    columns = features_of(clean(read(customers), streamed.segmentation.schema)[0], streamed.segmentation.schema).columns
    whole = sweep(streamed.segmentation.preparation.matrix(columns), range(1, 7), n_starts=25)
    assert [trial.k for trial in streamed.segmentation.sweep] == list(range(1, 7))
    ratios = [trial.inertia / each for trial, each in zip(streamed.segmentation.sweep, whole.inertia, strict=True)]
    assert ratios == pytest.approx(np.ones(6), rel=1e-3), "centres of 4,000 customers, carried on"


def test_the_saved_segmentation_repeats_every_assignment(customers, streamed):
    found = collected(streamed)
    assert coterie.score(streamed.segmentation, customers).equals(found)
    assert found["client"].to_list() == customers["client"].to_list()


def test_profiles_are_those_of_all_customers(customers, streamed):
    together = customers.with_columns(collected(streamed)["segment_id"])
    for segment in streamed.segments:
        own = together.filter(pl.col("segment_id") == segment.id)
        assert segment.size == own.height
        age, joined, city = (segment.profile.columns[name] for name in ("age", "joined", "city"))
        assert (age.mean, age.std) == pytest.approx((own["age"].mean(), own["age"].std()), rel=1e-12)
        assert (age.min, age.max) == (own["age"].min(), own["age"].max())
        assert age.median == pytest.approx(own["age"].median(), abs=1)
        assert (joined.min, joined.max) == (f"{own['joined'].min():%Y-%m}", f"{own['joined'].max():%Y-%m}")
        assert city.shares["Jena"] == pytest.approx((own["city"].drop_nulls() == "Jena").mean())


def test_inertia_is_that_of_the_assignments(streamed):
    away = collected(streamed)["distance"].drop_nulls().to_numpy()
    assert streamed.segmentation.inertia == pytest.approx(float(away @ away), rel=1e-4)


def test_means_and_deviations_are_those_of_all_customers(customers, streamed):
    prepared = {each.feature: each for each in streamed.segmentation.preparation.features}
    age = customers["age"].fill_null(prepared["age"].fill)
    assert (prepared["age"].center, prepared["age"].scale) == pytest.approx((age.mean(), age.std(ddof=0)), rel=1e-9)


def test_what_is_counted_is_counted_in_all_rows(customers, held, streamed):
    missing = {each.name: each.missing for each in streamed.segmentation.schema.columns}
    assert missing == {each.name: each.missing for each in held.segmentation.schema.columns}
    assert missing["age"] == customers["age"].null_count()
    unified = ("city", "spelling_unified")
    spelled = customers["city"].value_counts().filter(pl.col("city").is_in(["Ulm", "ulm"]))["count"].to_list()
    for found in (held, streamed):  # which of the two is more frequent among those held is chance
        assert actions(found)[unified].rows in spelled
    sampled = actions(streamed)[None, "from_sample"]
    assert sampled.rows == 4000


def test_a_table_no_larger_than_the_sample_is_held(customers, tmp_path):
    path = tmp_path / "few.parquet"
    customers.head(4000).write_parquet(path)
    one, other = (coterie.segment(path, k=4, k_max=5, engine=engine) for engine in ("memory", "streaming"))
    assert one.assignments.equals(other.assignments)
    assert one.segmentation == other.segmentation


def test_text_comes_to_what_parquet_comes_to(customers, streamed, tmp_path):
    path = tmp_path / "customers.csv"
    customers.write_csv(path)
    found = coterie.segment(path, **ASKED, engine="streaming")
    assert agreement(found, streamed) > 0.998, "text has no days and no whole numbers: it draws other customers"
    assert found.segmentation.inertia == pytest.approx(streamed.segmentation.inertia, rel=2e-3)


@pytest.mark.parametrize("threads", [1, 3])
def test_the_answer_is_the_same_for_any_number_of_threads(parquet, streamed, threads, monkeypatch):
    monkeypatch.setattr(fitting, "start", partial(start, n_threads=threads))
    again = coterie.segment(parquet, **ASKED, engine="streaming")
    assert again.segmentation == streamed.segmentation
    assert collected(again).equals(collected(streamed))


def test_stability_is_told_of_every_customer(parquet):
    result = coterie.segment(parquet, k=4, k_max=5, engine="streaming")
    found = collected(result)
    assert found["stability"].null_count() == found["segment_id"].null_count() == 0
    assert found["borderline"].to_list() == (found["stability"] < 0.75).to_list()
    for segment, told in zip(result.segments, result.judgement.stability.segments, strict=True):
        own = found.filter(pl.col("segment_id") == segment.id)
        assert (told.stayed, told.borderline) == (pytest.approx(own["stability"].mean()), own["borderline"].sum())


def test_rows_that_repeat_another_are_left_out_as_in_memory(customers, tmp_path):
    path = tmp_path / "twice.parquet"
    again = customers.gather([7, 300, 19_000]).with_columns(pl.col("city").str.to_uppercase())
    pl.concat([customers, again]).write_parquet(path)
    one, other = (coterie.segment(path, **ASKED, engine=engine) for engine in ("memory", "streaming"))
    dropped = None, "duplicate_row"
    assert actions(one)[dropped] == actions(other)[dropped]
    assert actions(other)[dropped].rows == 3
    assert collected(other)["client"].to_list() == one.assignments["client"].to_list() == customers["client"].to_list()
    assert other.segmentation.cleaning.rows_out == 20_000


def test_of_rows_of_an_id_that_say_different_things_one_is_kept_and_told(customers, tmp_path):
    path = tmp_path / "twice.parquet"
    pl.concat([customers, customers[:50].with_columns(visits=pl.col("visits") + 1)]).write_parquet(path)
    one, other = (coterie.segment(path, **ASKED, engine=engine) for engine in ("memory", "streaming"))
    assert actions(one)["client", "last_row_kept"] == actions(other)["client", "last_row_kept"]
    assert collected(other).height == one.assignments.height == 20_000


def test_transactions_are_refused(customers, tmp_path):
    path = tmp_path / "purchases.parquet"
    many = customers.with_columns(client=pl.Series(np.arange(20_000) % 12_000).cast(pl.String))
    many.write_parquet(path)
    with pytest.raises(InputError, match="20000 rows, but 12000 different values of 'client'"):
        coterie.segment(path, id="client", engine="streaming")


def test_without_an_id_rows_are_numbered_and_likes_counted(customers, tmp_path):
    path = tmp_path / "nameless.parquet"
    table = customers.drop("client")
    pl.concat([table, table[:5]]).write_parquet(path)
    one, other = (coterie.segment(path, **ASKED, engine=engine) for engine in ("memory", "streaming"))
    assert collected(other)["row"].to_list() == list(range(1, 20_006))
    assert actions(one)[None, "row_alike"] == actions(other)[None, "row_alike"]


def test_ids_of_text_that_are_numbers_become_numbers(customers, tmp_path):
    path = tmp_path / "customers.parquet"
    customers.with_columns(client=pl.Series(np.arange(20_000) * 3 + 1000).cast(pl.String)).write_parquet(path)
    result = coterie.segment(path, **ASKED, id="client", engine="streaming")
    assert collected(result)["client"].to_list() == (np.arange(20_000) * 3 + 1000).tolist()


def test_a_column_that_counts_the_rows_is_no_feature(customers, tmp_path):
    path = tmp_path / "customers.parquet"
    customers.with_columns(n=pl.Series(np.arange(20_000))).write_parquet(path)
    one, other = (coterie.segment(path, **ASKED, engine=engine) for engine in ("memory", "streaming"))
    role = {each.name: each.role for each in other.segmentation.schema.columns}
    assert role == {each.name: each.role for each in one.segmentation.schema.columns}
    assert role["n"] == "ignored"


def test_customers_without_a_feature_have_no_segment(customers, tmp_path):
    path = tmp_path / "gaps.parquet"
    empty = [pl.lit(None).cast(customers.schema[name]).alias(name) for name in ("age", "income", "visits")]
    pl.concat([customers[:9000], customers[9000:12_000].with_columns(empty), customers[12_000:]]).write_parquet(path)
    one, other = (coterie.segment(path, **ASKED, engine=engine) for engine in ("memory", "streaming"))
    missing = collected(other)["segment_id"].is_null()
    assert missing.arg_true().to_list() == list(range(9000, 12_000))
    assert agreement(one, other) > 0.99
    assert actions(other)[None, "without_segment"] == actions(one)[None, "without_segment"]


def test_a_category_that_the_sample_has_not_seen_is_none_of_those_known(customers, tmp_path):
    path = tmp_path / "customers.parquet"
    rare = customers["city"].clone()
    rare[13] = "Mars"
    customers.with_columns(city=rare).write_parquet(path)
    result = coterie.segment(path, **ASKED, features=["age", "city"], engine="streaming")
    (city,) = (each for each in result.segmentation.preparation.features if each.feature == "city")
    assert "Mars" not in city.categories
    counts = customers["city"].fill_null(city.fill).str.to_titlecase().value_counts()
    shares = counts["count"] / 20_000
    assert city.scale == pytest.approx(np.sqrt(1 - (shares**2).sum()), rel=1e-3)
    assert collected(result)["segment_id"][13] is not None
    shares = [segment.profile.columns["city"].shares for segment in result.segments]
    assert sum(each.get("(other)", 0) > 0 for each in shares) == 1  # of fewer than five customers no category is named
    assert not any("Mars" in each for each in shares)


def test_a_value_that_the_sample_has_not_seen_is_pointed_at(customers, tmp_path):
    path = tmp_path / "customers.parquet"
    visits = customers["visits"].clone()
    visits[13] = 7_413
    customers.with_columns(visits=visits).write_parquet(path)
    one, other = (coterie.segment(path, **ASKED, engine=engine) for engine in ("memory", "streaming"))
    assert actions(other)["visits", "unusual_value"] == actions(one)["visits", "unusual_value"]
