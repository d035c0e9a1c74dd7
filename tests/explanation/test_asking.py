from __future__ import annotations

import polars as pl
import pytest
from customers_to_explain import customers
from hypothesis import given, settings
from hypothesis import strategies as st

import coterie
from coterie.errors import CustomerNotFound, DataRefused, Drifted
from coterie.explanation import explained
from coterie.views.explained import explained_view


def test_the_segment_and_margin_are_those_of_the_assignments(found, table):
    scored = coterie.score(found, table)
    for row in scored.head(40).iter_rows(named=True):
        said = coterie.explain(found, table, id=row["client"])
        assert (said.segment, said.other) == (row["segment_id"], row["second_segment_id"])
        assert said.margin == pytest.approx(row["margin"], abs=1e-12)


def test_one_customer_alone_is_explained_as_among_others(found, table):
    alone = coterie.explain(found, table[7:8], id="c0007", checks="lenient")
    assert alone == coterie.explain(found, table, id="c0007")


def test_numbers_are_ids_and_without_an_id_rows_are_counted(found, table):
    numbered = table.with_columns(client=pl.int_range(table.height) + 100)
    assert coterie.explain(found, numbered, id=107) == coterie.explain(found, numbered, id="107")
    for row in (1, 8, table.height):
        own = table["client"][row - 1]
        assert coterie.explain(found, table.drop("client"), id=row).moves == coterie.explain(found, table, id=own).moves


def test_an_unknown_customer_is_refused_with_the_nearest(found, table):
    with pytest.raises(CustomerNotFound, match=r"Did you mean 'c0\d+'\?"):
        coterie.explain(found, table, id="c00071")
    with pytest.raises(CustomerNotFound, match="which no customer has in 'row'"):
        coterie.explain(found, table.drop("client"), id=0)
    with pytest.raises(CustomerNotFound):
        coterie.explain(found, table.drop("client"), id=table.height + 1)


def test_a_customer_without_a_value_is_refused(found, table):
    features = [column.name for column in found.schema.features]
    gone = table.with_columns(pl.when(pl.col("client") != "c0003").then(pl.col(name)).alias(name) for name in features)
    with pytest.raises(DataRefused, match="Customer 'c0003' has no value"):
        coterie.explain(found, gone, id="c0003")


def test_customers_who_are_unlike_stop_as_in_scoring(found, table):
    dearer = table.with_columns(spent=pl.col("spent") * 1000)
    with pytest.raises(Drifted):
        coterie.explain(found, dearer, id="c0003")
    assert [doubt.column for doubt in explained(found, dearer, id="c0003", checks="lenient").doubts] == ["spent"]


def test_one_segment_has_no_next(table):
    found = coterie.segment(table, k=1, evidence="none").segmentation
    said = coterie.explain(found, table, id="c0003")
    assert (said.segment, said.other, said.moves, said.together) == (0, 0, (), None)


@settings(max_examples=8)
@given(seed=st.integers(0, 999))
def test_the_order_of_rows_and_columns_changes_no_sentence(seed):
    """From the table to the words, everything made anew."""
    table = customers(160)
    mixed = table.sample(fraction=1, shuffle=True, seed=seed)
    columns = pl.Series(["age", "spent", "visits", "plan", "newsletter"]).shuffle(seed)

    def told(these: pl.DataFrame, names: list[str]) -> list[str]:
        found = coterie.segment(these, k=3, evidence="none", catalogue="none", features=names).segmentation
        customer = explained_view(found, explained(found, these, id="c0011"), names=("a", "b")).customer
        moves = [each.says for each in customer.moves]
        return [customer.segment.name, *moves, customer.together.says if customer.together else ""]

    plain = told(table, [*columns.sort()])
    assert told(mixed.select("client", *columns), [*columns]) == plain
    assert len(plain) > 2


def test_the_mark_before_decimals_is_the_one_that_is_said():
    rows = [{"id": f"c{n}", "spend": f"{n % 3}.{n % 7}25", "age": 20 + 20 * (n % 3)} for n in range(60)]
    found = coterie.segment(pl.DataFrame(rows), k=3, features=["spend", "age"], evidence="none")
    odd = pl.DataFrame([{"id": "x", "spend": "2,125", "age": 60}])
    said = coterie.explain(found, odd, id="x", decimal=",")
    assert said == coterie.explain(found, odd.with_columns(spend=pl.lit("2.125")), id="x")
    assert coterie.explain(found, odd, id="x") != said
