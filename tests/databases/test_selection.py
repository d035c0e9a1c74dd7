from __future__ import annotations

import polars as pl

from coterie.databases.selection import select


def test_each_column_is_asked_for_as_it_can_be_held():
    sql = select(["id", "paid", "since", "photo", "mood"], ["bigint", "money", "date", "bytea", "mood"]).sql
    assert "c0::bigint AS c0, c1::numeric::text AS c1, CASE WHEN (c2::date >= date '0001-01-02'" in sql
    assert sql.endswith("c4::text AS c4")
    assert "c3" not in sql


def test_the_answer_comes_back_under_its_titles_with_what_was_lost():
    chosen = select(["paid", "since", "photo"], ["numeric", "date", "bytea"])
    answer = pl.DataFrame({"c0": ["1.50", "2"], "c1": [None, None], "c1_beyond": [True, None]})
    frame, notes = chosen.frame(answer)
    assert frame.to_dict(as_series=False) == {"paid": [1.5, 2.0], "since": [None, None]}
    assert [(note.column, note.rows) for note in notes] == [("since", 1), ("photo", 0)]
