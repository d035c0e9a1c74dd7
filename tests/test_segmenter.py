from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
import pytest
from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

import coterie
from coterie import InputError, Segmenter

WEIGHTS = "preparation counts rows, so that a weight of 2 is not the same as a row that stands there twice"


@parametrize_with_checks(
    [Segmenter(n_clusters=3), Segmenter()],
    expected_failed_checks=lambda _: {"check_sample_weight_equivalence_on_dense_data": WEIGHTS},
)
def test_scikit_learn_contract(estimator, check):
    check(estimator)


@pytest.fixture
def blobs():
    rng = np.random.default_rng(7)
    centres = np.array([[20, 1000.0], [50, 1000.0], [35, 9000.0]])
    return np.concatenate([centre + rng.normal(size=(80, 2)) * [2, 300] for centre in centres])


def test_agrees_with_scikit_learn_on_standardised_data(blobs):
    ours = Segmenter(n_clusters=3, power_transform="none").fit(blobs)
    theirs = make_pipeline(StandardScaler(), KMeans(3, n_init=10, random_state=0)).fit(blobs)
    assert adjusted_rand_score(ours.labels_, theirs[-1].labels_) == 1.0
    assert ours.inertia_ == pytest.approx(theirs[-1].inertia_, rel=1e-9)
    assert np.sort(ours.transform(blobs).ravel()) == pytest.approx(np.sort(theirs.transform(blobs).ravel()), abs=1e-9)


def test_chooses_the_number_of_segments_by_itself(blobs):
    found = Segmenter(power_transform="none").fit(blobs)
    assert found.choice_.k == 3
    assert found.choice_.method == "evidence"
    mean = silhouette_score(StandardScaler().fit_transform(blobs), found.labels_)
    assert found.silhouettes_[3].mean == pytest.approx(mean, abs=1e-12)
    assert not hasattr(Segmenter(n_clusters=3).fit(blobs), "silhouettes_")


def test_centres_come_back_in_original_units(blobs):
    segmenter = Segmenter(n_clusters=3, power_transform="none").fit(blobs)
    means = np.array([blobs[segmenter.labels_ == k].mean(axis=0) for k in range(3)])
    assert segmenter.original_centers_ == pytest.approx(means)


def test_skewed_columns_come_back_in_original_units_too():
    x = np.exp(np.random.default_rng(0).normal(size=(300, 1)))
    segmenter = Segmenter(n_clusters=2).fit(x)
    assert segmenter.preparation_.features[0].transform == "yeo-johnson"
    assert segmenter.predict(segmenter.original_centers_).tolist() == [0, 1]


def test_missing_values_are_filled(blobs):
    blobs[0, 0] = np.nan
    segmenter = Segmenter(n_clusters=3).fit(blobs)
    assert segmenter.preparation_.features[0].fill == np.nanmedian(blobs[:, 0])


def test_a_column_without_values_is_refused(blobs):
    blobs[:, 1] = np.nan
    with pytest.raises(InputError, match="Column '1' has no values at all. Leave it out."):
        Segmenter().fit(blobs)


FEATURES = ["age", "income", "spending_score", "credit_score"]


@pytest.fixture(scope="module")
def complete():
    bank = coterie.datasets.bank_customers(n=1200).to_pandas()
    return bank.drop_duplicates("customer_id").dropna(subset=FEATURES)


@pytest.mark.parametrize("columns", [FEATURES, ["age", "income"]])
@pytest.mark.parametrize("k", ["auto", "elbow", "silhouette", 4])
def test_it_comes_to_the_segments_of_segment(complete, columns, k):
    result = coterie.segment(complete, features=columns, k=k)
    ours = Segmenter(k).fit(complete[columns])
    assert ours.choice_.k == result.choice.k
    assert ours.labels_.tolist() == result.labels.tolist()
    assert ours.inertia_ == result.inertia
    if k != 4:
        assert ours.choice_ == result.choice


def test_without_evidence_too(complete):
    result = coterie.segment(complete, features=FEATURES, evidence="none")
    assert Segmenter(evidence="none").fit(complete[FEATURES]).choice_ == result.choice


def test_score_is_that_of_kmeans(blobs):
    weights = np.random.default_rng(0).uniform(0.5, 2, len(blobs))
    ours = Segmenter(3, power_transform="none", scale="none").fit(blobs, sample_weight=weights)
    theirs = KMeans(3, init=ours.original_centers_, n_init=1).fit(
        blobs, sample_weight=weights
    )  # nothing better from there
    assert ours.inertia_ == pytest.approx(theirs.inertia_, rel=1e-6)
    assert ours.score(blobs) == pytest.approx(theirs.score(blobs), rel=1e-6)
    assert ours.score(blobs, sample_weight=weights) == pytest.approx(-ours.inertia_)


def test_weights_move_centroids_and_rows_without_weight_do_not_count(blobs):
    few = np.ones(len(blobs))
    few[80:] = 0
    with pytest.raises(InputError):
        Segmenter(90, power_transform="none").fit(blobs, sample_weight=few)  # 80 rows count
    assert Segmenter(2, scale="none", power_transform="none").fit(blobs, sample_weight=few).inertia_ == pytest.approx(
        Segmenter(2, scale="none", power_transform="none").fit(blobs[:80]).inertia_
    )


def test_it_works_in_pipelines_column_transformers_and_searches(complete):
    frame = complete[FEATURES]
    piped = make_pipeline(StandardScaler(), Segmenter(3, scale="none")).set_output(transform="pandas")
    assert list(piped.fit_transform(frame).columns) == ["segmenter0", "segmenter1", "segmenter2"]
    assert piped.predict(frame).tolist() == piped[-1].labels_.tolist()
    beside = ColumnTransformer([("segments", Segmenter(4, evidence="none"), FEATURES[:2])], remainder="passthrough")
    made = beside.set_output(transform="pandas").fit_transform(frame)
    assert list(made.columns)[:4] == [f"segments__segmenter{i}" for i in range(4)]
    assert made.index.equals(frame.index)
    search = GridSearchCV(Segmenter(evidence="none"), {"n_clusters": [2, 3, 6]}, cv=3).fit(frame)
    assert search.best_params_ == {"n_clusters": 6}  # minus the inertia: the most segments win


@pytest.mark.parametrize(
    ("name", "value"),
    [("n_clusters", "many"), ("n_clusters", 0), ("k_max", None), ("scale", 3), ("evidence", "much"), ("n_init", 0.5)],
)
def test_a_wrong_parameter_is_named(blobs, name, value):
    with pytest.raises(InputError, match=f"^`{name}` is "):
        Segmenter(**{name: value}).fit(blobs)


def test_a_search_by_the_silhouette_finds_the_groups(blobs):
    """Minus the inertia takes the most segments; the scorer takes those that are there, also behind other steps."""
    rows = np.random.default_rng(1).permutation(blobs)  # folds are taken in the order of rows
    by_silhouette = {"scoring": coterie.silhouette_scorer, "cv": 3}
    search = GridSearchCV(Segmenter(), {"n_clusters": [2, 3, 6]}, **by_silhouette).fit(rows)
    piped = make_pipeline(StandardScaler(), Segmenter())
    again = GridSearchCV(piped, {"segmenter__n_clusters": [2, 3, 6]}, **by_silhouette).fit(rows)
    assert search.best_params_["n_clusters"] == again.best_params_["segmenter__n_clusters"] == 3


def test_the_scorer_measures_rows_as_they_are_clustered(blobs):
    fitted = Segmenter(n_clusters=3, power_transform="none").fit(blobs)
    expected = silhouette_score(StandardScaler().fit_transform(blobs), fitted.labels_)
    assert coterie.silhouette_scorer(fitted, blobs) == pytest.approx(expected, abs=1e-9)
    assert coterie.silhouette_scorer(fitted, blobs[fitted.labels_ == 1]) == 0.0
    with pytest.raises(InputError, match=r"^`estimator` is .*KMeans"):
        coterie.silhouette_scorer(KMeans(2, n_init=1).fit(blobs), blobs)


def test_seeds_are_what_scikit_learn_users_give(blobs):
    by_none, by_zero = (Segmenter(random_state=seed).fit(blobs) for seed in (None, 0))
    assert by_none.seed_ == by_zero.seed_ == 0
    assert (by_none.labels_ == by_zero.labels_).all()
    drawn = [Segmenter(2, random_state=np.random.RandomState(5)).fit(blobs).seed_ for _ in range(2)]
    assert drawn[0] == drawn[1] > 0


@pytest.mark.parametrize("kind", ["polars", "pandas", "times", "zoned"])
def test_dates_of_a_frame_are_days_before_its_last_date(blobs, kind):
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=int(x)) for x in blobs[:, 0] * 20]
    frame = pl.DataFrame({"joined": days, "spent": blobs[:, 1]})
    plain = frame.with_columns(
        (pl.lit(max(days)) - pl.col("joined")).dt.total_days().cast(pl.Float64).alias("joined")
    ).to_numpy()
    given = {
        "polars": lambda: frame,
        "pandas": frame.to_pandas,
        "times": lambda: frame.with_columns(pl.col("joined").cast(pl.Datetime).dt.offset_by("9h")),
        "zoned": lambda: frame.with_columns(pl.col("joined").cast(pl.Datetime).dt.replace_time_zone("Europe/Berlin")),
    }[kind]()
    found, expected = Segmenter(3).fit(given), Segmenter(3).fit(plain)
    assert found.last_date_ == max(days)
    assert found.original_centers_.tolist() == expected.original_centers_.tolist()
    earlier = given.head(5)
    assert found.predict(earlier).tolist() == expected.labels_[:5].tolist(), "by the date of fit, not by their own last"
