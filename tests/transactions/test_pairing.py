from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coterie.errors import InputError, NeedsAnswer
from coterie.sources import read
from coterie.transactions.pairing import id_column, is_of_customers, pair


def rows(bought, listed, **more):
    return pair(pl.Series(bought), pl.DataFrame({"id": listed}), "id", **more).rows.to_list()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("17022", "17022.0"),
        ("17022", " 17022 "),
        (17022, "17022"),
        (17022, 17022.0),
        ("17022.0", 17022),
        ("00017022", "17022"),
        (17022, "00017022"),
        ("A-12", "a-12"),
        ("C-0012", "C12"),
        ("ann@example.org", "Ann@Example.org"),
        ("\uff11\uff12\uff13", "123"),
    ],
)
def test_spellings_of_one_id_meet_on_whichever_side_they_stand(mine, theirs):
    assert rows([mine], [theirs]) == [0]
    assert rows([theirs], [mine]) == [0]


def test_zeros_matter_where_they_tell_two_customers_of_one_table_apart():
    assert rows(["007", "7"], ["7", "8"]) == [None, 0]
    assert rows(["7", "9"], ["007", "7"]) == [1, None]
    assert rows(["007", "9"], ["7", "8"]) == [0, None]


def test_zeros_that_find_nobody_more_are_left_alone():
    found = pair(pl.Series(["001", "002"]), pl.DataFrame({"id": ["001", "002", "3"]}), "id")
    assert (found.zeros, found.matched) == (False, 2)


def test_what_was_found_of_zeros_before_is_kept():
    assert rows(["007"], ["7"], zeros=False) == [None]
    assert rows(["007", "7"], ["7"], zeros=True) == [0, 0]


def test_codes_that_mix_letters_of_both_kinds_are_not_folded():
    assert rows(["aB3", "Ab3", "cD4"], ["Ab3", "cd4"]) == [None, 0, None]


def test_the_first_of_rows_that_repeat_a_customer_is_used_and_the_others_are_counted():
    found = pair(pl.Series(["a", "b"]), pl.DataFrame({"id": ["b", None, "a", "B", "n/a", "c"]}), "id")
    assert found.rows.to_list() == [2, 0]
    assert (found.listed, found.repeated, found.nobodys, found.matched) == (3, 1, 2, 2)


@pytest.mark.parametrize(("repeated", "fits"), [(49, True), (50, False)])
def test_a_table_of_customers_has_fewer_than_three_rows_for_two_customers(repeated, fits):
    listed = [str(i) for i in range(100)] + [str(i) for i in range(repeated)]
    assert is_of_customers(pair(pl.Series(["1"]), pl.DataFrame({"id": listed}), "id")) is fits


ids = st.lists(st.integers(0, 60), unique=True, min_size=1, max_size=30)


@given(ids, ids)
@settings(max_examples=60, deadline=None)
def test_pairs_are_those_of_a_join(mine, theirs):
    place = {value: at for at, value in enumerate(theirs)}
    expected = [place.get(value) for value in mine]
    assert rows(mine, [f"{value:04}" for value in theirs]) == expected
    assert rows([f"{value}.0" for value in mine], theirs) == expected


def customers(**columns):
    return read(pl.DataFrame(columns))


def found(table, bought=("a", "b", "c", "d"), called="client_id", planned=None):
    return id_column(pl.Series(bought), called, table, planned=planned, flag="--customers-id")


def test_the_column_that_is_called_alike_comes_first():
    twice = {"Client ID": ["a", "b", "c", "d"], "key": ["a", "b", "c", "d"]}
    assert found(customers(**twice)) == "Client ID"
    assert found(customers(**twice), called="who", planned="Client ID") == "Client ID"


def test_a_column_that_knows_more_than_twice_as_many_comes_before_one_that_is_called_alike():
    assert found(customers(client_id=["a", "x", "y", "z"], key=["a", "b", "c", "d"])) == "key"
    assert found(customers(client_id=["a", "b", "y", "z"], key=["a", "b", "c", "d"])) == "client_id"


def test_two_columns_that_may_be_meant_are_asked():
    with pytest.raises(NeedsAnswer, match="Which of them is the customer's") as asked:
        found(customers(no=["a", "b", "c", "x"], key=["d", "b", "c", "a"]))
    assert list(asked.value.choices) == ["no", "key"]


def test_columns_that_say_the_same_are_no_question():
    assert found(customers(one=["a", "b", "c", "x"], two=["A", "b", "c", "y"])) == "one"


def test_ids_of_which_none_is_known_are_refused_with_an_example():
    with pytest.raises(InputError, match=r"'client_id', such as 'a'.*'key'"):
        found(customers(key=["p", "q", "r", "s"]))


def test_columns_that_cannot_be_ids_are_not_tried():
    table = customers(born=[1.5, 2.5], lists=[["a"], ["b"]], group=["a", "a"], key=["a", "b"])
    assert found(table) == "key"
