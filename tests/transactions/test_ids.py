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
        (("Ж-1", "ж-1", "Ж-1", "Ж-2"), {"ж-1": "Ж-1"}),
    ],
)
def test_spellings_that_differ_in_nothing_that_matters_are_one(ids, expected):
    assert kept(*ids)[0] == expected
    (remark,) = kept(*ids)[1]
    assert remark.code == "ids_in_spellings"
    assert all(f"'{one}' is '{other}'" in words().detail(remark) for one, other in list(expected.items())[:1])


@pytest.mark.parametrize(
    "ids", [("0015g0000012AbC", "0015g0000012aBc"), ("1.5", "15"), ("220", "22E1"), ("1.0.1", "1.0")]
)
def test_ids_that_differ_stay_apart(ids):
    assert kept(*ids) == ({}, ())


WAYS = {
    "zeros": lambda n: f"00{n}",
    "a dash": lambda n: f"{n // 100}-{n % 100:02}",
    "a blank": lambda n: f"{n // 1000} {n % 1000:03}",
    "a slash": lambda n: f"{n // 100}/{n % 100:02}",
    "zeros behind letters": lambda n: f"K0{n}",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("codes", [False, True])
def test_numbers_that_are_written_in_two_ways_are_one_and_said(way, codes):
    numbers = range(1200, 1260)
    plain = "K{}" if codes or "letters" in way else "{}"
    other = WAYS[way] if "letters" in way or not codes else lambda n: f"K-{n}"
    ids = [plain.format(n) for n in numbers] * 2 + [other(n) for n in list(numbers)[:20]]
    spelled, (remark,) = kept(*ids)
    assert spelled == {other(n): plain.format(n) for n in list(numbers)[:20]}
    assert (remark.code, remark.rows) == ("ids_taken_as_one", 20)


@pytest.mark.parametrize(
    "ids",
    [
        [*map(str, range(1, 60)), "007", "008"],
        [f"{n:05}" for n in range(60)],
        [*(f"{n:05}" for n in range(60, 90)), *map(str, range(95)), *(f"{n:05}" for n in range(900, 999))],
        ["1-23", "12-3", "123", "4-56", "456", "7-89", "789"],
        ["2024/1", "2024/11", "2024/2", "2024/22"],
        [f"{n}-1" for n in range(30)] + [f"{n}" for n in range(30)],
    ],
)
def test_numbers_that_few_show_to_be_one_stay_apart(ids):
    assert kept(*ids)[0] == {}


def test_two_numbers_that_may_be_one_are_told():
    spelled, (remark,) = kept("007", "7", "8", "12")
    assert spelled == {}
    assert (remark.code, remark.facts) == ("ids_maybe_one", {"one": "7", "other": "007"})


def test_ids_that_a_spreadsheet_cut_stop_purchases():
    with pytest.raises(ColumnRefused, match="cut the ids in 'who': '4.91512E\\+12' has lost"):
        kept("4.91512E+12", "4.91516E+12", "12")
    assert [remark.code for remark in kept("4.91512E+12", "12", "13")[1]] == ["ids_cut"]


def test_a_customer_of_several_spellings_is_one():
    frame = pl.DataFrame({"who": ["7", "7.0", "8"], "on": ["2024-01-05"] * 3, "paid": [1.0, 2.0, 3.0]})
    done = summarise_transactions(frame, customer="who", date="on", amount="paid")
    assert done.customers.select("who", "monetary").rows() == [("7", 3.0), ("8", 3.0)]


@pytest.mark.parametrize("letter", ["k", "к", "ä", "ع", "ग्रा", "客"])
def test_zeros_and_signs_do_not_matter_whatever_the_script(letter):
    ids = [form.format(letter, n) for n in range(1, 6) for form in ("{}{}", "{}-{:04}")]
    found, (remark,) = kept(*[each for each in ids for _ in range(1 + (len(each) < 6))])
    assert (len(found), remark.code) == (5, "ids_taken_as_one")


def test_codes_of_mixed_letters_in_other_scripts_keep_them_apart():
    ids = ["Жж1", "жЖ1", "Фф2", "фФ2", "Дд3"]
    assert kept(*ids) == ({}, ())
