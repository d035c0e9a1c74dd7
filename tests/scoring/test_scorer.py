"""A row's answer hangs on the row alone: `one`, `many` and `batches` give it alike, whatever stands beside it."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coterie
from coterie.errors import Drifted, MissingColumns

FEATURES = ["paid", "owed", "age", "card", "vip", "since"]
COLUMNS = (
    *("segment_id", "segment", "distance", "second_segment_id", "second_segment", "margin"),
    *("unlike_anyone", "imputed"),
)


def mixed(rows=400):
    n = np.arange(rows)
    return pl.DataFrame(
        {
            "client": [f"c{i:04}" for i in n],
            "paid": np.exp(n * 37 % 101 / 12.0),
            "owed": np.where(n % 3 == 0, -1.0, 1.0) * np.expm1(n * 53 % 89 / 14.0),
            "age": n * 29 % 61 + 18,
            "card": [("gold", "silver", "Amèx")[i * 7 % 11 % 3] for i in n.tolist()],
            "vip": [i % 5 == 0 for i in n.tolist()],
            "since": [dt.date(2015, 1, 1) + dt.timedelta(days=int(i) * 13 % 3000) for i in n],
        }
    )


@pytest.fixture(scope="module")
def scorer():
    return coterie.Scorer(coterie.segment(mixed(), k=4, features=FEATURES, evidence="none"))


@pytest.fixture(scope="module")
def plain():
    return coterie.Scorer(
        coterie.segment(mixed(), k=4, features=FEATURES, scale="robust", transform="none", evidence="none")
    )


number = st.one_of(
    st.none(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, -0.0, 1e99, -1e99, 1e101, 5e-324, 1e-99, 1e-70, 400.0]),
    st.floats(-1e3, 1e6),
)
WORDS = ["gold", " GOLD ", "silver", "amèx", "n/a", "tin", "", "1"]
FIGURES = ["41", "41.5", "1,200", "1.234,5", "$7", "n/a", "x", "1e400", "-0"]
word = st.one_of(st.none(), st.sampled_from(WORDS), st.text(max_size=4))
figure = st.one_of(st.none(), st.sampled_from(FIGURES), st.text(max_size=5))
row = st.fixed_dictionaries(
    {
        "client": st.one_of(st.none(), st.text(max_size=5)),
        "paid": number,
        "owed": number,
        "age": figure,
        "card": word,
        "vip": st.one_of(st.none(), st.sampled_from(["yes", "No", "1", "maybe"])),
        "since": st.one_of(st.none(), st.dates(dt.date(1700, 1, 1), dt.date(2300, 1, 1))),
    }
)
TEXTS = dict.fromkeys(("client", "age", "card", "vip"), pl.String)
TYPES = {"paid": pl.Float64, "owed": pl.Float64, "since": pl.Date} | TEXTS


def frame(rows):
    return pl.DataFrame(rows, schema={name: TYPES[name] for name in mixed(1).columns}, orient="row")


def same(one, other):
    """Return whether two rows are equal to the last bit."""
    return len(one) == len(other) and all(
        a is b is None or (type(a) is type(b) and (a == b and math.copysign(1, a) == math.copysign(1, b)))
        if isinstance(a, float)
        else a == b
        for a, b in zip(one, other, strict=True)
    )


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(row, min_size=1, max_size=6))
def test_one_equals_its_row_of_many(scorer, plain, rows):
    for each in (scorer, plain):
        table = frame(rows)
        many = each.many(table).frame
        assert many.columns == ["client", *COLUMNS]
        for at, customer in enumerate(table.iter_rows(named=True)):
            one = each.one(customer)
            assert same(one[:-1], many.row(at)), (customer, one, many.row(at))


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(row, min_size=2, max_size=9), data=st.data())
def test_a_row_hangs_on_no_other(scorer, rows, data):
    table = frame(rows)
    whole = scorer.many(table).frame.rows()
    order = data.draw(st.permutations(range(len(rows))))
    again = scorer.many(table[order]).frame.rows()
    assert all(same(a, whole[i]) for a, i in zip(again, order, strict=True))
    cut = data.draw(st.integers(1, len(rows) - 1))
    parts = [row for part in (table[:cut], table[cut:]) for row in scorer.many(part).frame.rows()]
    batches = [row for part in scorer.batches([table[:cut], table[cut:]]) for row in part.rows()]
    twice = scorer.many(pl.concat([table, table])).frame.rows()
    for some in (parts, batches, twice[: len(rows)], twice[len(rows) :]):
        assert all(same(a, b) for a, b in zip(some, whole, strict=True))


CODES = st.one_of(st.none(), st.floats(allow_infinity=True), st.integers(0, 3).map(float))


@pytest.fixture(scope="module")
def coded():
    made = mixed().with_columns(code=pl.Series([float(i % 3) for i in range(400)]))
    features = ["age", "code"]
    return coterie.Scorer(coterie.segment(made, k=3, features=features, type={"code": "categorical"}, evidence="none"))


@settings(max_examples=30, deadline=None)
@given(values=st.lists(CODES, min_size=2, max_size=5))
def test_categories_that_are_numbers_hang_on_no_other_row(coded, values):
    found, made = coded, mixed()
    table = made[: len(values)].with_columns(code=pl.Series(values, dtype=pl.Float64))
    many = found.many(table).frame.rows()
    assert all(same(a, found.many(table[i : i + 1]).frame.row(0)) for i, a in enumerate(many))
    assert all(same(found.one(r)[:-1], a) for r, a in zip(table.iter_rows(named=True), many, strict=True))


def test_a_good_row_is_not_refused_by_company_and_a_bad_one_is_scored_without_its_cell(scorer):
    customers = mixed()[:2].with_columns(age=pl.Series([400, 30]))
    both, alone = scorer.many(customers), scorer.many(customers[:1])
    assert both.frame.row(0) == alone.frame.row(0)
    assert both.frame["imputed"].to_list() == [1, 0]
    assert [doubt.code for doubt in alone.doubts if doubt.column == "age"] == ["value_impossible"]


def test_the_same_id_twice_is_answered_twice(scorer):
    customers = pl.concat([mixed()[:3], mixed()[:1]])
    scored = scorer.many(customers).frame
    assert scored["client"].to_list() == ["c0000", "c0001", "c0002", "c0000"]
    assert scored.row(3) == scored.row(0)


@pytest.mark.parametrize("kind", [str, int, float])
def test_ids_keep_their_type_whatever_a_batch_holds(kind):
    numbers = pl.int_range(1000, 1400, eager=True).cast(pl.String)
    made = mixed().with_columns(client=numbers).rename({"client": "number"})
    scorer = coterie.Scorer(coterie.segment(made, k=3, evidence="none"))
    one = made[:1].with_columns(number=pl.Series([kind(7)]))
    assert scorer.description.id_type == "integer"
    assert scorer.many(one).frame.to_series(0).to_list() == [7]
    assert scorer.one(one.row(0, named=True)).id == 7
    with pytest.raises(Drifted, match="held whole numbers when the segments were made, and now 'x'"):
        scorer.many(made[:2].with_columns(number=pl.Series(["7", "x"])))


def test_text_ids_stay_text(scorer):
    numbers = mixed()[:2].with_columns(client=pl.Series([7, 8]))
    assert scorer.many(numbers).frame["client"].to_list() == ["7", "8"]
    assert scorer.one(numbers.row(0, named=True)).id == "7"
    assert scorer.many(numbers.drop("client")).frame["row"].to_list() == [1, 2]


def test_what_comes_back(scorer):
    customers = mixed()
    scored = scorer.many(customers).frame
    assert scored["segment_id"].to_list() == coterie.score(scorer._segmentation, customers)["segment_id"].to_list()
    far = scorer.description.far
    assert scored["unlike_anyone"].to_list() == [each > far for each in scored["distance"]]
    assert 0 < scored["unlike_anyone"].sum() <= 4
    assert scored["imputed"].sum() == 0
    named = dict(zip(scorer.description.ids, scorer.description.names, strict=True))
    assert [named[i] for i in scored["second_segment_id"]] == scored["second_segment"].to_list()
    empty = scorer.many(customers[:1].with_columns(pl.lit(None).alias(name) for name in customers.columns[1:])).frame
    assert empty.row(0) == ("c0000", *[None] * 7, len(scorer.description.features))
    assert isinstance(scorer.many(customers.to_pandas()).frame, pd.DataFrame)
    assert scorer.many(customers[:0]).frame.height == 0


def test_doubts_of_one_customer(scorer):
    customer = mixed().row(0, named=True)
    assert scorer.one(customer).doubts == ()
    odd = scorer.one(customer | {"age": "old", "card": "tin", "paid": 1e9}).doubts
    assert [(doubt.column, doubt.code) for doubt in odd] == [
        ("paid", "mostly_outside"), ("age", "none_readable"), ("card", "unseen_category")
    ]  # fmt: skip


def test_what_is_refused(scorer):
    customer = mixed().row(0, named=True)
    with pytest.raises(MissingColumns, match="age"):
        scorer.one({name: value for name, value in customer.items() if name != "age"})
    with pytest.raises(MissingColumns, match="age"):
        scorer.many(mixed().drop("age"))
    with pytest.raises(Drifted, match="'age' was numeric"):
        scorer.one(customer | {"age": True})
    assert scorer.one(customer | {"age": [1], "card": {"a": 1}}).imputed == 2


def test_permanent_ids_are_what_comes_back(scorer):
    found = scorer._segmentation
    born = tuple(replace(each, id=each.id + 70) for each in found.identities.segments)
    moved = coterie.Scorer(replace(found, identities=replace(found.identities, segments=born, next_id=99)))
    a, b = scorer.many(mixed()).frame, moved.many(mixed()).frame
    assert (a["segment_id"] + 70).to_list() == b["segment_id"].to_list()
    assert (a["second_segment_id"] + 70).to_list() == b["second_segment_id"].to_list()
    assert moved.one(mixed().row(0, named=True)).segment_id == b["segment_id"][0]
