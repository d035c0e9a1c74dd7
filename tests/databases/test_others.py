from __future__ import annotations

import subprocess
import sys
import traceback

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from coterie.databases.address import address_of
from coterie.databases.others import read_other
from coterie.errors import InputError


class ShopDialect(PGDialect_psycopg):
    """Stands for any dialect that coterie knows nothing of; behind it is the tests' PostgreSQL."""

    supports_statement_cache = True


registry.impls["shopdb"] = lambda: ShopDialect


@pytest.fixture(scope="module")
def url(server):
    server.run(
        "CREATE TABLE sold (id integer, paid numeric, on_day date)", "INSERT INTO sold VALUES (1, 2.5, '2024-01-02')"
    )
    return server.url().replace("postgresql:", "shopdb:")


def test_tables_and_queries(url):
    rows = read_other(address_of(url), None, "sold")
    assert (rows.frame.height, rows.frame.columns, rows.name) == (1, ["id", "paid", "on_day"], "postgres: sold")
    assert read_other(address_of(url), "SELECT '50%s :x' AS x, paid FROM sold;", None).frame.rows() == [
        ("50%s :x", 2.5)
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("DELETE FROM sold", "begins with 'DELETE'"),
        ("WITH x AS (DELETE FROM sold RETURNING id) SELECT * FROM x", "must not contain data-modifying statements"),
        ("SELECT nope FROM sold", 'refuses the query: column "nope" does not exist'),
    ],
)
def test_a_query_that_does_more_or_fails(url, query, said):
    with pytest.raises(InputError, match=said):
        read_other(address_of(url), query, None)
    assert read_other(address_of(url), None, "sold").frame.height == 1


def test_what_cannot_be_reached_is_told_without_the_password(server):
    for wrong in (server.url(password="wr/ong@:#%"), server.url(host="no-such-host.invalid", password="wr/ong@:#%")):
        with pytest.raises(InputError, match="cannot be opened") as caught:
            read_other(address_of(wrong.replace("postgresql:", "shopdb:")), None, "sold")
        whole = "".join(traceback.format_exception(caught.value))
        assert "wr/ong" not in whole
        assert "wr%2Fong" not in whole


def test_addresses_that_nothing_reads():
    with pytest.raises(InputError, match="begin with 'postgress://' are not read. Did you mean 'postgresql'"):
        read_other(address_of("postgress://ann:s3cret@db/shop"), None, None)
    with pytest.raises(InputError, match=r"Reading mysql:// needs a library that is not installed.*MySQLdb"):
        read_other(address_of("mysql://ann:s3cret@db/shop"), None, None)


def test_without_sqlalchemy_the_extra_is_named():
    code = "import sys; sys.modules['sqlalchemy'] = None\nfrom coterie.sources import read\nread('mysql://ann:s3cret@db/shop')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "Install it: pip install 'coterie[databases]'." in done.stderr
    assert "coterie.errors.kinds.LibraryMissing" in done.stderr


def test_any_dialect_of_sqlalchemy_itself(tmp_path):
    path = tmp_path / "a.db"
    with sa.create_engine(f"sqlite:///{path}").begin() as connection:
        connection.exec_driver_sql("CREATE TABLE a (id INTEGER, name TEXT)")
        connection.exec_driver_sql("INSERT INTO a VALUES (1, 'x')")
    registry.impls["filedb"] = lambda: sa.create_engine("sqlite://").dialect.__class__
    assert read_other(address_of(f"filedb:///{path}"), None, "A").frame.rows() == [(1, "x")]
