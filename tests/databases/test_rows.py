from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coterie.databases.rows import Known, chosen_table, different, numbers, one_query
from coterie.databases.table_names import TableName
from coterie.errors import InputError, NeedsAnswer

KNOWN = [
    Known(TableName("public", "customers")),
    Known(TableName("public", "Orders")),
    Known(TableName("old", "customers"), bare=False),
]
POINTS = [
    Known(TableName("public", "sales.customers")),
    Known(TableName("sales", "customers"), bare=False),
    Known(TableName("sales.eu", "orders"), bare=False),
    Known(TableName("public", "Visits")),
    Known(TableName("public", "VISITS")),
]


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
    assert chosen_table("shop", wanted, KNOWN).plain == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("sales.customers", ("sales", "customers")),
        ('"sales.customers"', ("public", "sales.customers")),
        ('public."sales.customers"', ("public", "sales.customers")),
        ("public.sales.customers", ("public", "sales.customers")),
        ('"sales.eu".orders', ("sales.eu", "orders")),
        ('"SALES.EU"."Orders"', ("sales.eu", "orders")),
        ("sales.eu.orders", ("sales.eu", "orders")),
        ("VISITS", ("public", "VISITS")),
    ],
)
def test_names_with_points(wanted, found):
    assert chosen_table("shop", wanted, POINTS) == found


def test_a_name_of_several_tables_is_asked_and_each_answer_finds_its_own():
    alike = [Known(TableName("a.b", "c"), bare=False), Known(TableName("a", "b.c"), bare=False)]
    for wanted, known in (("a.b.c", alike), ("visits", POINTS[3:])):
        with pytest.raises(NeedsAnswer) as asked:
            chosen_table("shop", wanted, known)
        assert asked.value.parameter == "table"
        assert {chosen_table("shop", each, known) for each in asked.value.choices} == {each.table for each in known}


def test_every_table_is_found_by_the_name_that_is_shown():
    for each in (*KNOWN, *POINTS):
        assert chosen_table("shop", each.table.spelled, [*KNOWN, *POINTS]) == each.table


def test_a_table_that_is_not_there():
    with pytest.raises(
        InputError, match="shop has no table 'custmers'. Did you mean 'customers'\\? It holds Orders, customers"
    ):
        chosen_table("shop", "custmers", KNOWN)
    with pytest.raises(InputError, match="It holds none that this user may see"):
        chosen_table("shop", "custmers", [])


def test_the_only_table_needs_no_name():
    assert chosen_table("shop", None, KNOWN[2:]) == ("old", "customers")
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
