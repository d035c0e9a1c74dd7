from __future__ import annotations

import sqlite3

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlglot import exp

from coterie.scoring.sql.dialects import DIALECTS
from coterie.scoring.sql.printing import added, name, number, text

LITE, DUCK = sqlite3.connect(":memory:"), duckdb.connect()


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300))
@example(0.1 + 0.2)
@example(5e-324)
@example(1e-100)
def test_numbers_arrive_to_the_last_bit(value):
    for dialect, run in (("sqlite", LITE.execute), ("duckdb", DUCK.execute)):
        asked = f"SELECT {number(value, DIALECTS[dialect]).sql(dialect)}"
        if abs(value) > 1e-290 or value == 0:
            assert run(asked).fetchone()[0] == value, asked


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=80))
@example('it\'s \\ "x"\n😀')
def test_text_and_names_arrive_as_they_are(said):
    for dialect, run in (("sqlite", LITE.execute), ("duckdb", DUCK.execute)):
        asked = exp.select(exp.alias_(text(said, DIALECTS[dialect]), name(said))).sql(dialect)
        found = run(asked)
        assert (found.fetchone()[0], found.description[0][0]) == (said, said)


def test_sums_are_added_from_the_left():
    assert added([exp.column("a"), exp.column("b"), exp.column("c")]).sql() == "a + b + c"


@pytest.mark.parametrize(
    ("how", "said"), [("as-is", '"Age"'), ("upper", '"AGE"'), ("lower", '"age"'), ("unquoted", "Age")]
)
def test_names(how, said):
    assert name("Age", how).sql("snowflake") == said
