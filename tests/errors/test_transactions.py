from __future__ import annotations

from coterie import errors

MODULE = errors.transactions
OF_KIND = {
    "ColumnRefused": {"customer_name_taken", "days_without_year", "ids_cut", "not_amounts", "not_dates"},
    "DataRefused": {"no_ids_in_common", "no_purchases", "not_one_row_each"},
    "Drifted": {"open_purchases", "other_purchases", "unknown_row_words"},
    "MissingColumns": {"missing_deciding_columns", "missing_purchase_columns", "needs_customers"},
    "NotCustomers": {"looks_like_transactions"},
    "OptionError": {
        "amount_or_price",
        "bad_as_of",
        "customers_beside_customers",
        "customers_without_purchases",
        "no_customers_named",
        "not_purchases",
        "unknown_currency",
        "unknown_word",
        "word_used_twice",
    },
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND


def test_without_a_command_the_way_is_said_in_words():
    text = errors.transactions.looks_like_transactions("id", 9, 3).in_command
    assert "Make one row per customer first, or add --ignore 'id'" in text


def test_the_command_is_quoted():
    text = str(errors.transactions.looks_like_transactions("id", 9, 3, command="coterie transactions x.csv"))
    assert "first with `coterie transactions x.csv`, or add" in text
