from __future__ import annotations

import polars as pl
import pytest

from coterie.errors import ColumnRefused
from coterie.remarks import words
from coterie.transactions import summarise_transactions
from coterie.transactions.ids import one_spelling


def kept(*ids):
    return one_spelling(pl.LazyFrame({"id": list(ids)}), "who")


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("17022", "17022.0", "17022.00"), {"17022.0": "17022", "17022.00": "17022"}),
        (("a@x.org", "A@x.org", "a@x.org"), {"A@x.org": "a@x.org"}),
        (("Ann Doe", "ANN DOE", "Ann  Doe", "Ann Doe"), {"ANN DOE": "Ann Doe", "Ann  Doe": "Ann Doe"}),
        (("C-1", "c-1", "C-1", "C-2"), {"c-1": "C-1"}),
        (("12", "\uff11\uff12", "12"), {"\uff11\uff12": "12"}),
    ],
)
def test_spellings_that_differ_in_nothing_that_matters_are_one(ids, expected):
    assert kept(*ids)[0] == expected
    (remark,) = kept(*ids)[1]
    assert remark.code == "ids_in_spellings"
    assert all(f"'{one}' is '{other}'" in words().sentence(remark) for one, other in list(expected.items())[:1])


@pytest.mark.parametrize(
    "ids", [("0015g0000012AbC", "0015g0000012aBc"), ("007", "7"), ("1.5", "15"), ("220", "22E1"), ("1.0.1", "1.0")]
)
def test_ids_that_differ_stay_apart(ids):
    assert kept(*ids) == ({}, ())


def test_ids_that_a_spreadsheet_cut_stop_purchases():
    with pytest.raises(ColumnRefused, match="cut the ids in 'who': '4.91512E\\+12' has lost"):
        kept("4.91512E+12", "4.91516E+12", "12")
    assert [remark.code for remark in kept("4.91512E+12", "12", "13")[1]] == ["ids_cut"]


def test_a_customer_of_several_spellings_is_one():
    frame = pl.DataFrame({"who": ["7", "7.0", "8"], "on": ["2024-01-05"] * 3, "paid": [1.0, 2.0, 3.0]})
    done = summarise_transactions(frame, customer="who", date="on", amount="paid")
    assert done.customers.select("who", "monetary").rows() == [("7", 3.0), ("8", 3.0)]
