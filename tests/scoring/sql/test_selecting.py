from __future__ import annotations

import re
from pathlib import Path

import pytest
from plans import plan
from sqlglot import exp

from coterie.scoring.sql.dialects import DIALECTS
from coterie.scoring.sql.selecting import Selecting

GOLDEN = Path(__file__).parent / "golden"
FORBIDDEN = {
    "mariadb": ("MATERIALIZED", "::", "DOUBLE PRECISION"),
    "mysql": ("MATERIALIZED", "::"),
    "tsql": ("MATERIALIZED", "TRUE", "LN("),
    "oracle": ("MATERIALIZED", "TRUE"),
    "bigquery": ("MATERIALIZED", "DOUBLE"),
    "sqlite": ("DOUBLE PRECISION", "::", "LEAST"),
    "postgres": ("IFNULL", "NVL"),
}


def printed(dialect):
    table = exp.Table(this=exp.to_identifier("customers", quoted=True))
    return (
        Selecting(plan(), DIALECTS[dialect], "as-is").select(table).sql(DIALECTS[dialect].printer, pretty=True) + "\n"
    )


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_query_of_each_database_is_the_one_that_was_looked_at(dialect):
    """`python tests/scoring/sql/test_selecting.py` writes them anew, to be read before they are kept."""
    assert printed(dialect) == (GOLDEN / f"{dialect}.sql").read_text()


@pytest.mark.parametrize(("dialect", "words"), FORBIDDEN.items())
def test_words_that_a_database_does_not_know(dialect, words):
    bare = re.sub(r"'(?:[^']|'')*'", "''", printed(dialect)).upper()
    assert [word for word in words if word in bare] == []


def test_one_segment_has_no_second():
    one = plan(centers=plan().centers[:1], ids=(0,), names=("All",))
    query = Selecting(one, DIALECTS["duckdb"], "as-is").select(exp.Table(this=exp.to_identifier("c")))
    assert "NULL END AS second_segment_id" in query.sql("duckdb")


if __name__ == "__main__":
    for each in DIALECTS:
        (GOLDEN / f"{each}.sql").write_text(printed(each))
