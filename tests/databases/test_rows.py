from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coterie.databases.rows import chosen_table, different, numbers, one_query
from coterie.errors import InputError

KNOWN = [("public.customers", True), ("public.Orders", True), ("old.customers", False)]


@pytest.mark.parametrize(
    "query",
    [
        "select 1",
        " SELECT 1;",
        "-- who\nselect 1",
        "/* a\nb */ with x as (select 1) select * from x",
        "(select 1)",
        "values (1)",
    ],
)
def test_what_reads_may_pass(query):
    assert one_query(query) == query.rstrip(";").rstrip()


@pytest.mark.parametrize(
    "query", ["delete from customers", "drop table a", "", ";", "-- select", "selects 1", "copy a to 'b'"]
)
def test_what_does_not_read_is_refused(query):
    with pytest.raises(InputError, match="Databases are only read: give one SELECT"):
        one_query(query)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("customers", "public.customers"),
        ("CUSTOMERS", "public.customers"),
        ("old.customers", "old.customers"),
        ("orders", "public.Orders"),
        ('public."Orders"', "public.Orders"),
    ],
)
def test_a_table_is_found_as_people_write_it(wanted, found):
    assert chosen_table("shop", wanted, KNOWN) == found


def test_a_table_that_is_not_there():
    with pytest.raises(
        InputError, match="shop has no table 'custmers'. Did you mean 'customers'\\? It holds Orders, customers"
    ):
        chosen_table("shop", "custmers", KNOWN)
    with pytest.raises(InputError, match="It holds none that this user may see"):
        chosen_table("shop", "custmers", [])


def test_the_only_table_needs_no_name():
    assert chosen_table("shop", None, [("old.customers", False)]) == "old.customers"
    with pytest.raises(
        InputError, match=r"shop holds 3 tables \(Orders, customers, old.customers\). Choose with table="
    ):
        chosen_table("shop", None, KNOWN)


@settings(deadline=None)  # a busy machine
@given(st.lists(st.sampled_from(["a", "a (2)", "a (3)", "b", ""])))
def test_names_become_different_and_the_first_of_each_stays(titles):
    names, notes = different(titles)
    assert len(set(names)) == len(titles)
    assert all(name == title or title in titles[:i] for i, (name, title) in enumerate(zip(names, titles, strict=True)))
    assert len(notes) == sum(name != title for name, title in zip(names, titles, strict=True))


def test_exact_decimals_become_what_holds_them():
    assert numbers(pl.Series(["1", "-2", None])).dtype == pl.Int64
    assert numbers(pl.Series(["9" * 18])).to_list() == [10**18 - 1]
    assert numbers(pl.Series(["9" * 19, "1.00"])).to_list() == ["9" * 19, "1"]
    assert numbers(pl.Series(["1.5", "NaN", "-Infinity"])).to_list()[::2] == [1.5, float("-inf")]
    assert numbers(pl.Series([None], dtype=pl.String)).to_list() == [None]
