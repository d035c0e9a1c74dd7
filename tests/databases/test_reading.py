from __future__ import annotations

import pytest

import coterie
from coterie.databases.address import address_of
from coterie.databases.reading import read_database
from coterie.errors import InputError
from coterie.sources import read


@pytest.fixture(scope="module")
def from_file(customers):
    return coterie.segment(customers["csv"], k=6, evidence="none")


@pytest.mark.parametrize("kind", ["postgresql", "sqlite", "duckdb"])
def test_the_same_customers_give_the_same_segments_wherever_they_are(customers, from_file, kind):
    found = coterie.segment(customers[kind], table="customers", k=6, evidence="none")
    assert [each.name.name for each in found.segments] == [each.name.name for each in from_file.segments]
    key = "customer_id"
    assert found.assignments.sort(key)["segment"].equals(from_file.assignments.sort(key)["segment"])
    assert found.assignments.height == from_file.assignments.height


@pytest.mark.parametrize("kind", ["postgresql", "sqlite", "duckdb"])
def test_segments_made_from_a_file_are_given_to_customers_in_a_database(customers, from_file, kind):
    scored = coterie.score(from_file.segmentation, customers[kind], table="customers", checks="strict")
    expected = from_file.assignments.select(scored.columns)
    assert scored.unique().sort("customer_id").equals(expected.sort("customer_id"))  # a row for every row that came in


@pytest.mark.parametrize("kind", ["postgresql", "sqlite", "duckdb"])
def test_the_fingerprint_is_of_the_rows_in_any_order(customers, kind):
    column = "customer_id"
    one, other, less = (
        read(customers[kind], query=f"SELECT * FROM customers {end}")
        for end in (f"ORDER BY {column}", f"ORDER BY {column} DESC", f"WHERE {column} <> 'C00001' AND income > 20000")
    )
    assert one.sha256 == other.sha256
    assert one.frame.row(0) == other.frame.row(-1)
    assert less.sha256 != one.sha256


def test_all_databases_give_the_same_columns(customers):
    schemas = [read(customers[kind], table="customers").frame for kind in ("postgresql", "sqlite", "duckdb")]
    first, *others = [frame.sort("customer_id") for frame in schemas]
    for other in others:
        assert other.columns == first.columns
        assert [a == b for a, b in zip(first.rows(), other.rows(), strict=True)].count(False) == 0


def test_query_and_table_together(customers):
    with pytest.raises(InputError, match="`query` and `table` are both given"):
        read_database(address_of(customers["sqlite"]), "SELECT 1", "customers")


def test_a_file_has_neither(customers):
    with pytest.raises(InputError, match="`table` is for databases, and 'customers.csv' is none"):
        read(customers["csv"], table="customers")
    with pytest.raises(InputError, match="`query` is for databases, and 'dict' is none"):
        read({}, query="SELECT 1")


@pytest.mark.parametrize("kind", ["postgresql", "sqlite", "duckdb"])
def test_an_empty_query_is_none(customers, kind):
    with pytest.raises(InputError, match="`query` begins with ''"):
        read(customers[kind], query=" ")


def test_databases_are_not_read_in_batches(customers):
    with pytest.raises(InputError, match="'customers.sqlite' cannot be read in batches: it is a database"):
        coterie.segment(customers["sqlite"], table="customers", engine="streaming")


def test_no_rows(customers):
    with pytest.raises(InputError, match="'customers.sqlite: query' gives no rows"):
        read(customers["sqlite"], query="SELECT * FROM customers WHERE false")


@pytest.mark.parametrize("given", [{"encoding": "utf-8"}, {"sheet": "a"}, {"header_row": 1}])
def test_options_of_files_are_not_for_databases(customers, given):
    option = f"`{next(iter(given))}`"
    with pytest.raises(InputError, match=f"{option} is for files, and 'customers.sqlite' is a database"):
        read(customers["sqlite"], table="customers", **given)
