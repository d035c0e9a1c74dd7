from __future__ import annotations

import shlex

import polars as pl
import pytest

from coterie.errors import InputError
from coterie.schema import infer
from coterie.schema.purchases import (
    are_certain,
    columns_of,
    command,
    in_two_columns,
    is_summarised,
    looks_bought,
    only_describes,
)
from coterie.sources import read

RETAIL = {
    "InvoiceNo": "text", "StockCode": "text", "Description": "text", "Quantity": "numeric", "InvoiceDate": "date",
    "UnitPrice": "numeric",
}  # fmt: skip


def options(types, path="shop.csv"):
    words = shlex.split(command(path, "who", types))
    return dict(zip(words[3::2], words[4::2], strict=True))


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (RETAIL, {"--date": "InvoiceDate", "--quantity": "Quantity", "--price": "UnitPrice", "--invoice": "InvoiceNo",
                  "--product": "StockCode"}),
        (RETAIL | {"Total": "numeric"}, {"--amount": "Total"}),
        ({"Ship Date": "date", "Order Date": "date", "Order ID": "text", "Sales": "numeric", "Quantity": "numeric",
          "Profit": "numeric"}, {"--date": "Order Date", "--amount": "Sales", "--invoice": "Order ID"}),
        ({"when": "date", "qty": "numeric", "worth": "numeric"}, {"--date": "when", "--amount": "worth"}),
        ({"joined": "date", "when": "date", "price": "numeric"}, {"--date": "when", "--amount": "price"}),
        ({"when": "date", "discount_amount": "numeric", "freight_value": "numeric", "price": "numeric"},
         {"--date": "when", "--amount": "price"}),
    ],
)  # fmt: skip
def test_the_columns_are_chosen_as_a_person_would(types, expected):
    found = options(types)
    assert found | expected | {"--customer": "who", "--out": "customers.csv"} == found


def test_without_a_date_there_is_no_command():
    assert command("x.csv", "who", {"amount": "numeric"}) == ""


def test_without_an_amount_recency_and_frequency_are_enough():
    assert options({"day": "date", "store id": "numeric"}) == {
        "--customer": "who",
        "--date": "day",
        "--out": "customers.csv",
    }
    assert are_certain(columns_of("who", {"day": "date"}), {"day": "date"})
    assert not are_certain(columns_of("who", {"joined": "date"}), {"joined": "date"})
    unread = {"day": "date", "Betrag": "text"}
    assert not are_certain(columns_of("who", unread), unread)


@pytest.mark.parametrize(
    ("types", "certain"),
    [
        (RETAIL, True),
        ({"Txn Date": "date", "Amount": "numeric"}, True),
        ({"when": "date", "Total": "numeric"}, True),
        ({"joined": "date", "when": "date", "price": "numeric"}, True),
        ({"start": "date", "order date": "date", "sales": "numeric"}, True),
        ({"start": "date", "end": "date", "sales": "numeric"}, False),
        ({"joined": "date", "sales": "numeric"}, False),
        ({"when": "date", "temperature": "numeric"}, False),
        ({"when": "date", "quantity": "numeric"}, False),
        ({"Total": "numeric"}, False),
        ({"when": "date", "value": "numeric"}, False),
        ({"when": "date", "order value": "numeric"}, True),
        ({"when": "date", "tax_amount": "numeric"}, False),
    ],
)
def test_columns_are_certain_where_they_can_be_nothing_else(types, certain):
    assert are_certain(columns_of("who", types), types) is certain


def test_a_frame_gets_the_call_in_python():
    found = command("", "who", {"day": "date", "paid": "numeric"})
    assert found == "coterie.summarise_transactions(purchases, customer='who', date='day', amount='paid')"


def test_names_with_blanks_are_quoted():
    assert options({"Txn Date": "date", "Amount": "numeric"}, "my shop.csv")["--date"] == "Txn Date"
    assert "'my shop.csv'" in command("my shop.csv", "who", {"day": "date", "paid": "numeric"})


def test_dates_of_a_life_are_no_purchases():
    assert not looks_bought({"joined": "date", "total": "numeric"})
    assert not looks_bought({"day": "date", "height": "numeric"})


SUMMARISED = ["who", "recency_days", "frequency", "monetary", "r_score", "f_score", "m_score", "rfm_segment"]


@pytest.mark.words
def test_a_table_made_of_purchases_is_known_by_its_columns():
    assert is_summarised(SUMMARISED)
    assert not is_summarised(SUMMARISED[:-1])
    assert only_describes("tenure_days", SUMMARISED).startswith("It describes: segments of purchases are built on")
    assert only_describes("recency_days", SUMMARISED) == only_describes("tenure_days", ["tenure_days"]) == ""


def test_its_scores_describe_and_recency_frequency_and_monetary_build():
    numbers = {name: [float(i * 7 % 13 + i) for i in range(40)] for name in (*SUMMARISED[1:-1], "average_basket")}
    frame = pl.DataFrame({"buyer": [100 + 3 * i for i in range(40)], **numbers, "rfm_segment": ["Loyal", "Lost"] * 20})
    schema = infer(read(frame))
    assert schema.id == "buyer"
    assert [column.name for column in schema.features] == SUMMARISED[1:4]
    assert {column.name for column in schema.descriptors} == {"average_basket", *SUMMARISED[4:]}
    named = infer(read(frame), features=["average_basket", "m_score"])
    assert [column.name for column in named.features] == ["m_score", "average_basket"]


def purchases(who, **columns):
    n = 60
    days = [f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}" for i in range(n)]
    return pl.DataFrame({"id": [f"T{i * 37 % 97 + 100}" for i in range(n)], **who, "date": days,
                         "amount": [i * 7 % 31 + 0.5 for i in range(n)], **columns})  # fmt: skip


@pytest.mark.parametrize(
    "who",
    [
        {"customer": [f"Person {i % 15}" for i in range(60)]},
        {"Client Name": [f"Person {i % 15}" for i in range(60)]},
        {"email": [f"p{i % 15}@example.org" for i in range(60)]},
        {"customer_id": [i % 15 for i in range(60)]},
        {"kunde": [7000 + i % 15 for i in range(60)]},
    ],
    ids=lambda who: next(iter(who)),
)
@pytest.mark.parametrize("first", ["id", "order_no", None])
def test_rows_are_never_taken_for_customers_where_a_column_says_who_bought(who, first):
    frame = purchases(who)
    frame = frame.drop("id") if first is None else frame.rename({"id": first})
    with pytest.raises(InputError, match="60 rows, but 15 different values of '.*': these look like transactions"):
        infer(read(frame))


def test_a_kind_of_customer_is_no_customer():
    frame = purchases({"member": ["Gold", "Silver", "Basic"] * 20})
    assert [column.name for column in infer(read(frame)).features] == ["amount"]


@pytest.mark.words
def test_the_plan_names_no_folder(tmp_path):
    frame = purchases({"customer_id": [i % 15 for i in range(60)]}, age=[20 + i % 15 for i in range(60)])
    frame.write_csv(tmp_path / "bought.csv")
    reason = infer(read(tmp_path / "bought.csv"))["customer_id"].reason
    assert "To build on what they bought: coterie transactions bought.csv --customer customer_id --date date" in reason
    assert str(tmp_path) not in reason


@pytest.mark.parametrize(
    "pair",
    [
        ("Debit", "Credit"), ("Gross Soll", "Gross Haben"), ("Withdrawals", "Deposits"), ("Debiet", "Credit"),
        ("DB", "CR"), ("Duguje", "Potražuje"), ("Χρέωση", "Πίστωση"), ("借方", "貸方"),
    ],
)  # fmt: skip
def test_debits_and_credits_may_stand_in_two_columns(pair):
    assert in_two_columns([*pair, "fee"]) == pair
    assert in_two_columns([pair[1], "fee", pair[0]]) == pair
    assert in_two_columns([*pair, "amount"]) is None


@pytest.mark.parametrize("pair", [("score s", "score h"), ("plan B", "plan A"), ("d", "c"), ("T", "K")])
def test_letters_at_the_end_of_names_are_no_sides(pair):
    assert in_two_columns(pair) is None
