from __future__ import annotations

import sys

import duckdb
import pytest

import coterie
from coterie.errors import LibraryMissing, OptionError
from coterie.scoring.sql.printed import parts_of


@pytest.fixture(scope="module")
def found(bank):
    return coterie.segment(bank, features=["age", "income", "card_type"], k=3, evidence="none")


def test_a_view_and_a_table_answer_as_python_does(found, bank):
    lake = duckdb.connect()
    lake.register("given", bank.to_arrow())
    lake.execute("CREATE TABLE customers AS SELECT * FROM given")
    for form in ("view", "table"):
        lake.execute(coterie.sql(found, dialect="duckdb", table="customers", form=form, name=f"made_{form}"))
        rows = lake.execute(f"SELECT * FROM made_{form}").fetchall()
        wanted = coterie.Scorer(found).many(bank).frame.rows()
        assert sorted(row[:2] for row in rows) == sorted(row[:2] for row in wanted)
        assert {row[-1] for row in rows} == {found.segmentation.short_hash}


@pytest.mark.parametrize(
    ("how", "words"),
    [({"dialect": "postgre"}, "postgres"), ({"form": "views"}, "view"), ({"identifiers": "caps"}, "as-is"),
     ({"table": "a.b.c.d"}, "such as customers"), ({"table": "a."}, "such as customers")],
)  # fmt: skip
def test_what_is_refused(found, how, words):
    with pytest.raises(OptionError, match=words):
        coterie.sql(found, **{"dialect": "duckdb", "table": "c"} | how)


def test_without_its_library(found, monkeypatch):
    monkeypatch.setitem(sys.modules, "coterie.scoring.sql.printed", None)
    with pytest.raises(LibraryMissing, match=r"pip install 'coterie\[sql\]'"):
        coterie.sql(found, dialect="duckdb", table="c")


@pytest.mark.parametrize(("said", "parts"), [("a", ["a"]), ('a."b.c"', ["a", "b.c"]), ('"x""y"', ['x"y'])])
def test_names_of_tables(said, parts):
    assert parts_of(said) == parts
