from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import jsonschema
import numpy as np
import polars as pl
import pytest

import coterie
from coterie import InputError
from coterie.artefact import to_bytes
from coterie.evidence import keep
from coterie.options import Options
from coterie.segmentation.fitting import How, fit_with
from coterie.views import to_json


def test_descriptors_are_tested_and_features_never(bank, result):
    tested = {test.descriptor for test in result.segmentation.evidence.descriptors}
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


CUSTOMERS = 250


def mixed():
    """Numbers with gaps, a category and a flag that build segments, and a descriptor."""
    random = np.random.default_rng(5)
    kind = random.integers(0, 3, CUSTOMERS)
    income = np.array([20_000.0, 60_000, 90_000])[kind] + random.normal(scale=6_000, size=CUSTOMERS)
    return pl.DataFrame(
        {
            "client": [f"c{number}" for number in range(CUSTOMERS)],
            "income": [None if number % 17 == 0 else value for number, value in enumerate(income.round().tolist())],
            "visits": random.poisson(np.array([2, 9, 4])[kind]),
            "card": np.array(["Gold", "Classic", "Blue"])[(kind + (random.random(CUSTOMERS) < 0.1)) % 3],
            "online": random.random(CUSTOMERS) < np.array([0.9, 0.1, 0.5])[kind],
            "region": random.choice(["north", "south"], CUSTOMERS),
        }
    )


def purchases():
    """A row per purchase."""
    random = np.random.default_rng(6)
    often = np.array([3, 12])[np.arange(160) % 2]
    who = np.repeat(np.arange(160), random.poisson(often) + 1)
    days = pl.Series(random.integers(0, 400, len(who))).cast(pl.Int32)
    return pl.DataFrame(
        {
            "customer_id": who,
            "date": pl.select(pl.lit("2024-01-01").str.to_date() + pl.duration(days=days)).to_series(),
            "amount": np.exp(random.normal(3 + often[who] / 12, 0.5)).round(2),
        }
    )


def cloud():
    """No groups."""
    return pl.DataFrame(np.random.default_rng(7).normal(size=(200, 4)), schema=["a", "b", "c", "d"])


TABLES = {
    "bank": (lambda: coterie.datasets.bank_customers(n=600), {}),
    "mixed": (mixed, {"features": ["income", "visits", "card", "online"]}),
    "purchases": (purchases, {}),
    "cloud": (cloud, {}),
}


@pytest.fixture(scope="module", params=TABLES)
def table(request):
    make, fitting = TABLES[request.param]
    customers = make()
    return customers, fitting, coterie.fit(customers, **fitting)


def assert_same(one, other):
    assert one.segmentation == other.segmentation
    assert to_bytes(one) == to_bytes(other)
    assert to_json(coterie.summarise(one.segmentation)) == to_json(coterie.summarise(other.segmentation))
    assert one.assignments.equals(other.assignments)
    assert one.assignments.schema == other.assignments.schema
    for mine, theirs in zip(one.sweep.clusterings, other.sweep.clusterings, strict=True):
        assert (mine.centers == theirs.centers).all()
        assert (mine.labels == theirs.labels).all()
    assert (one.customer_map.points == other.customer_map.points).all()
    assert (one.customer_map.labels == other.customer_map.labels).all()
    assert keep(one.judgement) == keep(other.judgement)


@pytest.mark.parametrize("k", range(1, 13))
def test_a_k_described_is_that_k_segmented_to_the_byte(table, k):
    customers, fitting, fitted = table
    assert_same(coterie.describe(fitted, k=k), coterie.segment(customers, k=k, **fitting))


@pytest.mark.parametrize(
    "describing",
    [
        {},
        {"k": "silhouette"},
        {"k": "elbow"},
        {"min_share": 0.1},
        {"max_segments": 4},
        {"k": 4, "catalogue": "none"},
        {"k": 3, "names": {0: "Everyday", 2: "Rare"}},
    ],
    ids=str,
)
def test_whatever_is_asked_is_described_as_segmenting_would(table, describing):
    customers, fitting, fitted = table
    refused, alone = attempt(lambda: coterie.segment(customers, **fitting, **describing))
    again, found = attempt(lambda: coterie.describe(fitted, **describing))
    assert again == refused
    if refused is None:
        assert_same(found, alone)


def attempt(work):
    """Return what a criterion that chooses no K says, and what comes of the work otherwise."""
    try:
        return None, work()
    except coterie.CriterionError as error:
        return str(error), None


@pytest.mark.parametrize("describing", [{}, {"k": 4}, {"k": "elbow"}, {"max_segments": 3}], ids=str)
@pytest.mark.parametrize("fitting", [{"evidence": "none"}, {"seed": 7, "k_max": 7, "scale": "robust"}], ids=str)
def test_other_fits_are_described_as_segmenting_would(bank, fitting, describing):
    assert_same(
        coterie.describe(coterie.fit(bank, **fitting), **describing), coterie.segment(bank, **fitting, **describing)
    )


def test_a_role_of_the_catalogue_is_asked_of_describing(bank):
    customers = bank.rename({"income": "z1"})
    fitted = coterie.fit(customers)
    role = {"income": "z1"}
    found = coterie.describe(fitted, catalogue="bank", role=role)
    assert found.segmentation.names.columns["income"] == "z1"
    assert_same(found, coterie.segment(customers, catalogue="bank", role=role))


@pytest.mark.parametrize("kind", ["pandas", "arrow"])
def test_the_kind_of_frame_that_came_in_comes_back_each_time(bank, kind):
    customers = bank.to_pandas() if kind == "pandas" else bank.to_arrow()
    fitted = coterie.fit(customers)
    for k in (3, 4):
        assert type(coterie.describe(fitted, k=k).assignments) is type(customers)


def test_a_streamed_table_is_described_again_too(tmp_path):
    path = tmp_path / "bank.parquet"
    coterie.datasets.bank_customers(n=2000).write_parquet(path)
    with pytest.MonkeyPatch.context() as fewer:
        fewer.setattr("coterie.engines.starting.rows_held", lambda *_, **__: 700)
        fitted = coterie.fit(path, engine="streaming", folder=tmp_path)
        first = coterie.describe(fitted, k=5)
        for k in (3, 5):
            alone = coterie.segment(path, engine="streaming", folder=tmp_path, k=k)
            again = coterie.describe(fitted, k=k)
            assert alone.customer_map.customers > 700
            assert to_bytes(again) == to_bytes(alone)
            assert again.assignments.equals(alone.assignments)
    assert first.assignments.equals(again.assignments)  # later questions leave earlier answers


def test_a_k_that_was_not_fitted_is_refused_with_what_to_do(bank):
    fitted = coterie.fit(bank, k_max=4, evidence="none")
    with pytest.raises(InputError, match="`k` is 5, but only K = 1 to 4 can be described. Fit again with k_max=5"):
        coterie.describe(fitted, k=5)
    few = coterie.fit(pl.DataFrame({"visits": [1.5, 2.5, 9.5, 7.25] * 5}))
    with pytest.raises(InputError, match="5 segments were asked for, but only 4 distinct customers exist"):
        coterie.describe(few, k=5)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seed": 1}, "'seed' is an option of fit, not of describe"),
        ({"catalogue": "bnk"}, "Did you mean 'bank'"),
        ({"names": {0: ""}}, "The name of segment 0"),
        ({"k": 2, "names": {2: "Regulars"}}, "`names` gives segment 2 a name, but the segments are 0 to 1."),
    ],
)
def test_what_cannot_be_used_is_refused_and_leaves_the_fit_as_it_was(bank, given, said):
    fitted = coterie.fit(bank, evidence="none")
    with pytest.raises(InputError) as caught:
        coterie.describe(fitted, **given)
    assert said in str(caught.value)
    assert len(coterie.describe(fitted, k=3).segments) == 3


def test_a_name_given_by_hand_is_recorded_wherever_names_are(bank, tmp_path):
    result = coterie.describe(coterie.fit(bank), k=3, names={1: "Regulars"})
    assert "Regulars" in set(result.assignments["segment"])
    said = coterie.summarise(result.segmentation)["segments"]
    assert [segment["evidence"].get("given") for segment in said] == [None, True, None]
    jsonschema.validate(coterie.summarise(result.segmentation), coterie.json_schema())
    coterie.save(result, tmp_path / "named.coterie")
    loaded = coterie.load(tmp_path / "named.coterie")
    assert (loaded.names.names[1].name, loaded.names.names[1].given) == ("Regulars", True)
    assert loaded == result.segmentation


def test_two_threads_that_describe_at_once_get_each_its_own(bank):
    fitted = coterie.fit(bank)
    alone = {k: to_bytes(coterie.describe(fitted, k=k)) for k in range(2, 8)}
    here = {k: copy_context() for k in alone}  # a thread of one's own has the words in use only so
    with ThreadPoolExecutor(6) as pool:
        described = pool.map(lambda k: here[k].run(coterie.describe, fitted, k=k), alone)
        found = dict(zip(alone, described, strict=True))
    for k, result in found.items():
        assert to_bytes(result) == alone[k]
        assert result.assignments["segment_id"].max() == k - 1


def test_a_larger_k_max_is_advised_where_it_would_help():
    few = pl.DataFrame({"x": [1.0, 2.0, 3.0, 4.0] * 10, "y": [2.0, 1.0, 5.0, 3.0] * 10})
    with pytest.raises(InputError, match="4 distinct|distinct customers"):
        coterie.describe(coterie.fit(few, features=["x", "y"], evidence="none"), k=5)
    wider = fit_with(coterie.datasets.bank_customers(n=300), Options(k=5, k_max=3, evidence="none"), How())
    with pytest.raises(InputError, match="k_max"):
        coterie.describe(wider, k=9)


@pytest.mark.words
def test_words_are_asked_of_describing_and_else_those_of_fitting(bank, tmp_path):
    for letter in "ab":
        (tmp_path / f"{letter}.toml").write_text(
            f'[says.name]\nhigher = "{letter} {{column}}"\nlower = "{letter} {{column}}"\n'
        )
    options = {"k": 3, "catalogue": "none", "evidence": "none"}
    a, b = tmp_path / "a.toml", tmp_path / "b.toml"
    english, first = coterie.fit(bank, evidence="none"), coterie.fit(bank, evidence="none", words=a)
    asked = {key: value for key, value in options.items() if key != "evidence"}
    for fitted, words, letter in ((english, None, "higher"), (english, b, "b"), (first, None, "a"), (first, b, "b")):
        found = coterie.describe(fitted, **asked, words=words)
        used = words or (a if fitted is first else None)
        assert_same(found, coterie.segment(bank, **options, words=used))
        assert any(letter in each.name.name.split() for each in found.segments)
