from __future__ import annotations

import duckdb
import polars as pl
import pytest

import coterie
from coterie.errors import InputError, OptionError
from coterie.sources import read
from coterie.transactions import Beside, beside_of, summarise_transactions
from coterie.transactions.joining import join

COLUMNS = {"customer": "customer_id", "date": "order_date", "amount": "amount", "invoice": "order_no"}


@pytest.fixture
def crm(bought):
    """Most of those who bought, some who did not, and columns of every kind."""
    ids = sorted(bought["customer_id"].unique())[7:]
    ids += [f"N{number}" for number in range(9)]
    n = range(len(ids))
    return pl.DataFrame({
        "Kunde": ids,
        "age": [20 + i * 7 % 50 for i in n],
        "income": [1000.125 + i * 37 % 900 for i in n],
        "town": [("Bonn", "Rome", "Oslo")[i % 3] for i in n],
        "frequency": [i % 5 for i in n],
    })  # fmt: skip


def test_customers_are_those_of_a_join_by_other_code(bought, crm):
    done = summarise_transactions(bought, **COLUMNS, customers=crm)
    alone = summarise_transactions(bought, **COLUMNS).customers
    oracle = duckdb.sql(
        "select a.*, c.age, c.income, c.town, c.frequency as crm_frequency "
        "from alone a left join crm c on a.customer_id = c.Kunde order by a.customer_id"
    ).pl()
    assert done.customers.rename({"frequency (frame)": "crm_frequency"}).equals(oracle)
    known, listed = set(bought["customer_id"]), set(crm["Kunde"])
    buyers = set(alone["customer_id"])
    joined = done.report.joined
    assert (joined.matched, joined.without_row) == (len(buyers & listed), len(buyers - listed))
    assert joined.without_purchases == len(listed - buyers)
    assert joined.listed == len(listed)
    assert buyers <= known


def test_dropping_leaves_out_those_without_a_row_and_accounts_for_their_purchases(bought, crm):
    done = summarise_transactions(bought, **COLUMNS, customers=crm, unmatched="drop")
    report, listed = done.report, set(crm["Kunde"])
    assert set(done.customers["customer_id"]) <= listed
    assert done.customers["age"].null_count() == 0
    assert report.rows_in == report.purchase_rows + report.return_rows + sum(each.rows for each in report.left_out)
    [gone] = [each for each in report.left_out if each.code == "not_in_customer_table"]
    lone = [each.facts["customers"] for each in report.left_out if each.code == "returns_only"]
    assert gone.facts["customers"] + done.customers.height + sum(lone) == bought["customer_id"].n_unique()
    alone = summarise_transactions(bought.filter(pl.col("customer_id").is_in(listed)), **COLUMNS).customers
    assert (
        done.customers.select(alone.columns)
        .drop("recency_days", "tenure_days")
        .equals(alone.drop("recency_days", "tenure_days"))
    )


def codes(report):
    return {each.code: each for each in report.remarks}


def test_both_sides_are_counted_in_remarks(bought, crm):
    found = codes(summarise_transactions(bought, **COLUMNS, customers=crm).report)
    assert found["bought_without_row"].rows == 7
    assert found["customers_without_purchases"].facts["customers"] == 9
    assert "few_joined" not in found
    few = codes(summarise_transactions(bought, **COLUMNS, customers=crm.tail(12)).report)
    assert few["few_joined"].facts["matched"] == 3


@pytest.mark.parametrize(("known", "few"), [(5, False), (4, True)])
def test_fewer_than_half_are_few(known, few):
    ids = pl.Series([f"c{i}" for i in range(10)])
    joint = join(ids, "id", Beside(read(pl.DataFrame({"id": ids[:known], "age": range(known)}))))
    assert ("few_joined" in {each.code for each in joint.remarks()}) is few


def test_rows_that_repeat_or_name_nobody_are_told(bought, crm):
    double = pl.concat(
        [crm, crm.head(3).with_columns(age=99), crm.head(2).with_columns(Kunde=None)], how="vertical_relaxed"
    )
    done = summarise_transactions(bought, **COLUMNS, customers=double)
    found = codes(done.report)
    assert found["customer_rows_repeated"].facts["n"] == 3
    assert found["customer_rows_without_id"].facts["n"] == 2
    assert done.customers.equals(summarise_transactions(bought, **COLUMNS, customers=crm).customers)


def test_a_table_with_many_rows_per_customer_is_refused(bought, crm):
    with pytest.raises(InputError, match="one row per customer"):
        summarise_transactions(bought, **COLUMNS, customers=pl.concat([crm] * 2))


def test_columns_called_alike_get_other_names_and_none_is_lost():
    crm = pl.DataFrame({"who": ["a"], "monetary": [1], "monetary (frame)": [2], "client": ["x"], "customer": ["y"]})
    joint = join(pl.Series(["a"]), "client", Beside(read(crm), id="who"))
    frame = joint.attach(pl.DataFrame({"client": ["a"], "monetary": [9.5]}))
    assert frame.rows(named=True) == [
        {"client": "a", "monetary": 9.5, "monetary (frame)": 1, "monetary (frame) (frame)": 2,
         "client (frame)": "x", "customer": "y"}
    ]  # fmt: skip


def test_two_spellings_of_one_customer_are_no_reason_to_miss_one():
    joint = join(
        pl.Series(["7", "007"]), "id", Beside(read(pl.DataFrame({"id": ["7", "8"], "age": [1, 2]})), zeros=True)
    )
    assert (joint.joined.matched, joint.joined.without_purchases) == (2, 1)


def test_options_about_customers_want_customers():
    with pytest.raises(OptionError, match="customers_id"):
        beside_of(None, customers_id="id")
    with pytest.raises(OptionError, match="customers_table"):
        beside_of(None, customers_table="CRM")
    with pytest.raises(OptionError, match="unmatched"):
        beside_of(None, unmatched="perhaps")
    with pytest.raises(InputError, match="customers_id"):
        join(pl.Series(["a"]), "id", Beside(read(pl.DataFrame({"id": ["a"]})), id="ident"))


def test_a_database_holds_the_customers(bought, crm, tmp_path):
    file = str(tmp_path / "crm.db")
    with duckdb.connect(file) as connection:
        connection.sql("create table people as select * from crm")
        connection.sql("create table others as select 1 as x")
    done = summarise_transactions(bought, **COLUMNS, customers=file, customers_table="people")
    assert done.report.joined.without_row == 7


def test_attributes_build_and_describe_by_the_usual_rules(bought, crm):
    found = coterie.segment(bought, customers=crm, k=2, evidence="none")
    roles = {column.name: column.role for column in found.segmentation.schema.columns}
    assert roles["age"] == roles["income"] == roles["monetary"] == "feature"
    assert roles["town"] == roles["tenure_days"] == roles["m_score"] == "descriptor"
    assert found.labels.null_count() == len(bought) - len(bought.join(found.assignments, on="customer_id"))
    chosen = coterie.segment(bought, customers=crm, k=2, evidence="none", features=["age"], ignore=["town"])
    assert [column.name for column in chosen.segmentation.schema.features] == ["age"]


def test_labels_go_back_to_rows_also_where_customers_are_dropped(bought, crm):
    found = coterie.segment(bought, customers=crm, unmatched="drop", k=2, evidence="none")
    labelled = bought.with_columns(found.labels)
    lost = labelled.filter(pl.col("segment_id").is_null())["customer_id"].unique()
    made = found.assignments.select("customer_id", pl.col("segment_id").alias("own"))
    assert not set(lost) & set(made["customer_id"])
    both = labelled.join(made, on="customer_id")
    assert both["segment_id"].equals(both["own"], check_names=False)


def test_by_hand_and_straight_through_lead_to_the_same_segments(bought, crm, tmp_path):
    through = coterie.segment(bought, customers=crm, k=3, evidence="none")
    made = summarise_transactions(bought, **COLUMNS, customers=crm).customers
    assert coterie.segment(made, k=3, evidence="none").assignments.equals(through.assignments)


def test_customers_alone_mean_the_table_itself(bought, crm):
    bank = coterie.datasets.bank_customers(n=300)
    assert coterie.segment(customers=bank, k=2, evidence="none").segmentation.purchases is None
    assert coterie.inspect(customers=bank).status == coterie.inspect(bank).status
    with pytest.raises(OptionError, match="exchange the two tables"):
        coterie.segment(crm, customers=bought)
    with pytest.raises(OptionError, match="customers"):
        coterie.segment(crm, customers=bank)
