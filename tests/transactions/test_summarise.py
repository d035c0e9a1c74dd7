"""Everything is computed again from the raw rows, in plain Python."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from coterie import InputError, summarise_transactions
from coterie.schema.purchases import MADE
from coterie.transactions import lines

START = date(2023, 1, 1)
NAMED = {"customer": "who", "date": "day", "quantity": "n", "price": "each", "invoice": "bill", "product": "what"}

ROW = st.fixed_dictionaries({
    "who": st.sampled_from(["ann", "bob", "cid", "dan", "eve", None]),
    "day": st.integers(0, 800).map(lambda days: START + timedelta(days=days)) | st.none(),
    "n": st.integers(-3, 5),
    "each": st.sampled_from([-2.5, 0.0, 0.1, 0.2, 2.55, 19.99, 1000.0]) | st.none(),
    "bill": st.sampled_from(["501", "502", "503", "C504", None]),
    "what": st.sampled_from(["tea", "cup", "pot", None]),
})  # fmt: skip
SCHEMA = {"who": pl.String, "day": pl.Date, "n": pl.Int64, "each": pl.Float64, "bill": pl.String, "what": pl.String}
AS_OF = START + timedelta(days=700)


def oracle(rows):
    """Say what becomes of each row, and describe each customer, one row after the other."""
    cancels = sum((row["bill"] or "").startswith("C") for row in rows)
    cancelling = 0 < 2 * cancels < sum(row["bill"] is not None for row in rows)
    left, bought, returned = Counter(), defaultdict(list), defaultdict(list)
    for row in rows:
        amount = None if row["each"] is None else row["n"] * Fraction(str(row["each"]))
        if row["who"] is None:
            left["purchase_without_customer"] += 1
        elif row["day"] is None:
            left["purchase_without_date"] += 1
        elif row["day"] > AS_OF:
            left["purchase_after_day"] += 1
        elif amount is None:
            left["purchase_without_amount"] += 1
        elif amount == 0:
            left["purchase_of_nothing"] += 1
        else:
            back = row["n"] < 0 or amount < 0 or (cancelling and (row["bill"] or "").startswith("C"))
            (returned if back else bought)[row["who"]].append((row, abs(amount)))
    lone = sum(len(own) for who, own in returned.items() if who not in bought)
    if lone:
        left["returns_only"] = lone
    customers = {who: describe(own, returned[who]) for who, own in sorted(bought.items())}
    return left, customers


def describe(bought, returned):
    """Describe one customer."""
    days = defaultdict(list)
    for row, _ in bought:
        days[row["bill"] or row["day"]].append(row["day"])
    first_days = sorted(min(own) for own in days.values())
    spent, back, n = sum(amount for _, amount in bought), sum(amount for _, amount in returned), len(days)
    return {
        "recency_days": (AS_OF - first_days[-1]).days,
        "frequency": n,
        "monetary": float(spent - back),
        "tenure_days": (AS_OF - first_days[0]).days,
        "average_basket": float(spent / n),
        "days_between_purchases": (first_days[-1] - first_days[0]).days / (n - 1) if n > 1 else None,
        "returned_share": min(1.0, float(back / spent)),
        "products": len({row["what"] for row, _ in bought} - {None}),
        "weekend_share": sum(day.isoweekday() >= 6 for day in first_days) / n,
        **{f"q{q}_share": sum((day.month + 2) // 3 == q for day in first_days) / n for q in (1, 2, 3, 4)},
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=60))
def test_every_number_and_every_row_is_accounted_for(rows):
    frame = pl.DataFrame(rows, schema=SCHEMA)
    left, customers = oracle(rows)
    if not customers:
        with pytest.raises(InputError, match=f"None of the {len(rows)} rows is a purchase|has no values"):
            summarise_transactions(frame, **NAMED, as_of=AS_OF)
        return
    done = summarise_transactions(frame, **NAMED, as_of=AS_OF)
    assert {each.code: each.rows for each in done.report.left_out} == left
    used = done.report.purchase_rows + done.report.return_rows
    assert used + sum(left.values()) == done.report.rows_in == len(rows)
    assert done.customers["who"].to_list() == list(customers)
    for found in done.customers.to_dicts():
        expected = customers[found["who"]]
        kept = [key for key in found if key in expected]
        assert [found[key] for key in kept if found[key] is None] == [None for key in kept if expected[key] is None]
        known = [key for key in kept if expected[key] is not None]
        assert [found[key] for key in known] == pytest.approx([expected[key] for key in known], rel=1e-12)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROW, min_size=3, max_size=60), st.randoms(use_true_random=False), st.integers(1, 20))
def test_neither_the_order_of_rows_nor_how_many_are_held_at_once_changes_a_bit(rows, chance, at_once):
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    with pytest.MonkeyPatch.context() as patch:
        try:
            whole = summarise_transactions(pl.DataFrame(rows, schema=SCHEMA), **NAMED)
        except InputError:
            return
        patch.setattr(lines, "AT_ONCE", at_once)
        parts = summarise_transactions(pl.DataFrame(shuffled, schema=SCHEMA).lazy(), **NAMED)
    assert_frame_equal(parts.customers.collect(), whole.customers, check_exact=True)
    assert parts.report == whole.report


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_money_is_the_nearest_number_however_many_customers_are_held_at_once(at_once, monkeypatch):
    monkeypatch.setattr(lines, "AT_ONCE", at_once)
    paid = [0.1, 0.3, 0.7, 1.1, 19.99]
    frame = pl.DataFrame({"who": [f"c{i}" for i in range(5)], "day": [START] * 5, "paid": paid})
    found = summarise_transactions(frame.lazy(), customer="who", date="day", amount="paid").customers.collect()
    assert found.sort("who")["monetary"].to_list() == paid


def purchases(n=4000):
    """Rows whose amounts do not add up alike in every order."""
    return pl.DataFrame({
        "who": [f"c{i * 7919 % 97}" for i in range(n)],
        "day": [START + timedelta(days=i * 31 % 600) for i in range(n)],
        "paid": [((i * 7919) % 1_000_003) / 7 - 100 for i in range(n)],
    })  # fmt: skip


def test_one_and_two_threads_write_the_same_bytes(tmp_path):
    purchases(60_000).write_parquet(tmp_path / "purchases.parquet")
    options = "--customer", "who", "--date", "day", "--amount", "paid"
    for threads in ("1", "2"):
        command = [Path(sys.executable).with_name("coterie"), "transactions", "purchases.parquet", *options]
        environment = os.environ | {"POLARS_MAX_THREADS": threads}
        subprocess.run([*command, "--out", f"out{threads}.csv", "--quiet"], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "out1.csv").read_bytes() == (tmp_path / "out2.csv").read_bytes()
    assert (tmp_path / "out1.csv").stat().st_size > 5000


BASIC = {"customer": "who", "date": "day", "amount": "paid"}


def test_any_frame_and_any_file_give_the_same(tmp_path):
    frame = purchases(500)
    frame.write_csv(tmp_path / "p.csv")
    frame.write_parquet(tmp_path / "p.parquet")
    whole = summarise_transactions(frame, **BASIC).customers
    (tmp_path / "parts").mkdir()
    frame.head(200).write_parquet(tmp_path / "parts" / "a.parquet")
    frame.tail(300).write_parquet(tmp_path / "parts" / "b.parquet")
    for source in ("p.csv", "p.parquet", "parts"):
        assert_frame_equal(summarise_transactions(tmp_path / source, **BASIC).customers, whole, check_exact=True)
    pandas = summarise_transactions(frame.to_pandas(), **BASIC).customers
    assert type(pandas).__module__.startswith("pandas")
    assert pandas["monetary"].to_list() == whole["monetary"].to_list()
    assert isinstance(summarise_transactions(frame.lazy(), **BASIC).customers, pl.LazyFrame)


def small(**columns):
    return pl.DataFrame({"who": ["a", "b", "a"], "day": ["2024-01-05", "2024-02-01", "2024-03-01"]} | columns)


def test_text_is_read_as_people_write_it():
    done = summarise_transactions(small(paid=["$1,200.50", "(15)", "12 USD"], who=["a", "a ", " b"]), **BASIC)
    assert done.customers.select("who", "monetary").rows() == [("a", 1185.5), ("b", 12.0)]


def test_what_cannot_be_read_is_counted_with_its_rows():
    days, paid = ["2024-01-05"] * 30 + ["soon", "2024-01-06"], ["5"] * 31 + ["much"]
    frame = pl.DataFrame({"who": ["a", "b"] * 16, "day": days, "paid": paid})
    left = summarise_transactions(frame, **BASIC).report.left_out
    assert [(each.code, each.rows, each.facts) for each in left] == [
        ("purchase_unreadable_date", 1, {"cells": ((31, "soon"),)}),
        ("purchase_unreadable_amount", 1, {"cells": ((32, "much"),)}),
    ]


def remarks(done):
    return {each.code: each for each in done.report.remarks}


def test_the_day_looked_back_from_is_the_last_date_and_is_said():
    done = summarise_transactions(small(paid=[1, 2, 3]), **BASIC)
    assert (done.report.as_of, done.report.as_of_given) == (date(2024, 3, 1), False)
    given_day = summarise_transactions(small(paid=[1, 2, 3]), **BASIC, as_of="2024-02-15")
    assert given_day.report.as_of_given
    assert [(each.code, each.rows) for each in given_day.report.left_out] == [("purchase_after_day", 1)]


def test_doubts_are_remarked():
    frame = small(paid=["1.5", "1.5", "2"], day=["03/04/2023", "05/06/2023", "07/08/2024"], bill=["1", "2", "C3"])
    frame = pl.concat([frame, frame.with_columns(paid=pl.lit("9"), who=pl.lit("z"))])
    found = remarks(summarise_transactions(frame, **BASIC, invoice="bill"))
    assert "day_and_month" in found
    assert found["last_date_alone"].facts["last"] == "2024-08-07"
    assert found["cancellations"].rows == 2
    again = remarks(summarise_transactions(pl.concat([frame, frame]), **BASIC, invoice="bill"))
    assert again["purchase_alike"].rows == 6


def test_one_customer_with_very_many_rows_is_remarked():
    frame = pl.DataFrame({"who": ["till"] * 40 + list("abcdefghij"), "day": [START] * 50, "paid": [1.0] * 50})
    assert remarks(summarise_transactions(frame, **BASIC))["one_large_customer"].rows == 40


def test_invoices_that_mostly_begin_with_c_are_no_cancellations():
    done = summarise_transactions(small(paid=[1, 2, 3], bill=["C1", "C2", "C3"]), **BASIC, invoice="bill")
    assert done.report.return_rows == 0


def test_a_return_takes_money_off_and_its_purchase_still_counts():
    done = summarise_transactions(small(paid=[10.0, 7.0, -10.0]), **BASIC)
    row = done.customers.row(0, named=True)
    assert (row["frequency"], row["monetary"], row["recency_days"], row["returned_share"]) == (1, 0.0, 56, 1.0)


def test_what_was_given_back_in_part_is_a_share_of_what_was_bought():
    done = summarise_transactions(small(paid=[10.0, 7.0, -2.5]), **BASIC)
    assert done.customers["returned_share"].to_list() == [0.25, 0.0]


def test_more_given_back_than_bought_is_remarked():
    done = summarise_transactions(small(paid=[1.0, 7.0, -10.0]), **BASIC)
    assert remarks(done)["more_returned"].facts == {"customers": 1}
    assert done.customers["returned_share"].to_list() == [1.0, 0.0]


def test_shares_are_there_where_the_dates_allow():
    months = [date(2023 + month // 12, month % 12 + 1, 1) for month in range(14)]
    monthly = pl.DataFrame({"who": ["a", "b"] * 7, "day": months, "paid": [1.0] * 14})
    columns = summarise_transactions(monthly, **BASIC).customers.columns
    assert "weekend_share" not in columns
    assert "q4_share" in columns
    assert set(columns) - {"who"} <= MADE
    assert "q4_share" not in summarise_transactions(small(paid=[1, 2, 3]), **BASIC).customers.columns


@pytest.mark.words
@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"customer": "whoo"}, r"^`customer` names 'whoo', which is not a column\. Did you mean 'who'\?$"),
        ({"date": "who"}, r"^'who' is named by both `customer` and `date`\. Name it once\.$"),
        ({"price": "text"}, r"given were `amount` paid, `price` text\.$"),
        ({"amount": "text"}, r"^`amount` names 'text', which holds values such as 'x', no numbers\."),
        ({"date": "text"}, r"^`date` names 'text', which holds values such as 'x', no dates of one form\."),
        ({"as_of": "last week"}, r"^`as_of` is 'last week', but must be a date such as 2024-12-31\.$"),
        (
            {"as_of": "2020-01-01"},
            r"^None of the 3 rows is a purchase that can be used: 3 after the day looked back from\.",
        ),
        ({"customer": "frequency"}, r"^`customer` names 'frequency', which is also the name of a column of the result"),
        ({"invoice": "list"}, r"^`invoice` names 'list', which holds lists"),
    ],
)
def test_what_cannot_be_is_an_error(changes, message):
    frame = small(paid=[1, 2, 3], text=["x"] * 3, frequency=[1, 2, 3], list=[[1]] * 3)
    with pytest.raises(InputError, match=message):
        summarise_transactions(frame, **(BASIC | changes))


def test_progress_is_told():
    told = []
    summarise_transactions(small(paid=[1, 2, 3]), **BASIC, on_progress=lambda *step: told.append(step))
    assert told == [("Reading", 0, 1), ("Summarising", 0, 1)]
