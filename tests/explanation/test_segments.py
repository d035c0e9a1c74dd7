from __future__ import annotations

import polars as pl
import pytest
from customers_to_explain import customers
from hypothesis import given, settings
from hypothesis import strategies as st

import coterie
from coterie.errors import OptionError
from coterie.explanation import separations
from coterie.views.explained import explained_view


def test_without_customers_the_artefact_says_what_separates(found):
    said = coterie.explain_segments(found)
    assert (said.separations, said.rules, said.ties) == (separations(found), None, ())


def test_with_customers_there_are_rules_and_ties(found, table):
    said = coterie.explain_segments(found, table)
    assert said.rules.customers == table.height
    assert [tie.column for tie in said.ties] == ["age"]
    assert said.ties[0].used


def test_customers_without_a_value_are_no_part_of_it(found, table):
    features = [column.name for column in found.schema.features]
    gone = table.with_columns(pl.when(pl.col("client") > "c0009").then(pl.col(name)).alias(name) for name in features)
    assert coterie.explain_segments(found, gone).rules.customers == table.height - 10


def test_descriptors_are_looked_at_where_they_are(found, table):
    with_gender = coterie.segment(
        table.with_columns(gender=pl.Series(["f", "m"] * (table.height // 2))), k=3, evidence="none"
    ).segmentation
    assert {tie.column for tie in coterie.explain_segments(with_gender, table).ties} == {"age"}


@settings(max_examples=5)
@given(seed=st.integers(0, 99))
def test_the_order_of_rows_columns_and_categories_changes_no_sentence(seed):
    table = customers(200).with_columns(gender=pl.Series(["f", "m", "f", "x"] * 50))

    def told(these: pl.DataFrame, names: list[str]) -> object:
        found = coterie.segment(these, k=3, evidence="none", catalogue="none", features=names).segmentation
        found = coterie.rename(found, {0: "A", 1: "B", 2: "C"})
        return explained_view(found, coterie.explain_segments(found, these), names=("a", None)).segments

    mixed = table.sample(fraction=1, shuffle=True, seed=seed)
    columns = pl.Series(["age", "spent", "visits", "plan", "newsletter"]).shuffle(seed).to_list()
    plain, other = told(table, sorted(columns)), told(mixed.select("client", "gender", *columns), columns)
    assert [[mark.says for mark in each.telling] for each in plain.apart] == [
        [mark.says for mark in each.telling] for each in other.apart
    ]
    assert [rule.says for rule in plain.rules.rules] == [rule.says for rule in other.rules.rules]
    assert plain.rules.remarks == other.rules.remarks
    assert [tie.says for tie in plain.sensitive] == [tie.says for tie in other.sensitive]
    assert plain.sensitive[0].groups == other.sensitive[0].groups


@pytest.mark.parametrize("k", [1, 2])
def test_one_segment_and_two_are_told_as_well(table, k):
    found = coterie.segment(table, k=k, evidence="none").segmentation
    said = coterie.explain_segments(found, table)
    assert said.rules.agreement == pytest.approx(1.0 if k == 1 else said.rules.agreement)
    assert len(said.separations) == k


def test_a_value_and_an_outcome_are_asked_of_customers(found, table):
    said = coterie.explain_segments(found, table, value="spent", outcome="newsletter", lift=0.2)
    scored = coterie.score(found, table)["segment_id"]
    for place, (worth, test) in enumerate(zip(said.worth.segments, said.tests, strict=True)):
        own = table.filter(scored == place)
        assert worth.customers == test.customers == own.height
        assert worth.share is None or worth.share == pytest.approx(own["spent"].sum() / table["spent"].sum())
        assert test.rate is None or test.rate == pytest.approx(own["newsletter"].mean())
    assert {worth.share for worth in said.worth.segments} != {None}
    with pytest.raises(OptionError, match="`value` is about customers"):
        coterie.explain_segments(found, value="spent")
