from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

import coterie
from coterie.remarks import say
from coterie.views import summary_of
from coterie.views.cleaned import cleaned


@pytest.fixture(scope="module")
def dirty(bank) -> pl.DataFrame:
    """A bank's customers with one of everything that can become of rows, cells and columns."""
    rows = bank.head(400).with_columns(pl.all().cast(pl.String)).with_row_index("at")
    at = pl.col("at")
    rows = rows.with_columns(
        age=pl.when(at == 7).then(pl.lit("-5")).otherwise(pl.col("age")),
        income=pl.when(at.is_in([8, 9])).then(pl.lit("n/a")).otherwise(pl.col("income")),
        spending_score=pl.when(at == 10).then(pl.lit("abc")).otherwise(pl.col("spending_score")),
        constant=pl.lit("x"),
    )
    lost = pl.when(at < 3).then(None)
    rows = rows.with_columns(
        lost.otherwise(pl.col(name)).alias(name) for name in ("age", "income", "spending_score", "credit_score")
    ).drop("at")
    return pl.concat([rows, rows.slice(20, 5)])


@pytest.fixture(scope="module")
def summary(dirty, tmp_path_factory):
    path = tmp_path_factory.mktemp("cleaned") / "dirty.csv"
    dirty.write_csv(path)
    return summary_of(coterie.segment(path, k=3, evidence="none").segmentation)


@pytest.mark.words
def test_each_thing_that_happened_has_a_line(summary):
    found = {line.partition(":")[0]: line for line in cleaned(summary, page=True)}
    assert found["Dropped"] == "Dropped: 5 rows: duplicate row (5)."
    assert found["Taken as missing"].startswith("Taken as missing: ")
    assert "1 unreadable, 1 impossible" in found["Taken as missing"]
    assert found["Left out"] == "Left out: 1 of 8 columns: constant."
    assert found["Without a segment"].startswith("Without a segment: 3 customers:")
    assert list(found)[-1] == "In full"
    assert len(found) == 6


@pytest.mark.words
def test_the_counts_are_those_of_the_account(summary):
    cells = summary.account.columns
    missing = sum(each.tokens + each.unreadable + each.impossible for each in cells)
    rewritten = sum(each.rewritten for each in cells)
    found = {line.partition(":")[0]: line for line in cleaned(summary, page=True)}
    assert found["Taken as missing"].startswith(f"Taken as missing: {missing} (")
    assert found["Repaired"].startswith(f"Repaired: {rewritten} cells")


@pytest.mark.words
def test_no_line_is_longer_than_a_narrow_terminal(summary):
    wide = [replace(each, name="n" * 60, role="ignored") for each in summary.columns]
    changes = tuple(replace(each, column=f"a column with a long name {i}") for i, each in enumerate(summary.cleaning))
    lines = cleaned(replace(summary, columns=tuple(wide), cleaning=changes), page=False)
    assert max(map(len, lines)) <= 78
    assert len(lines) <= 6


def test_nothing_is_said_once_where_nothing_happened(summary):
    kept = tuple(each for each in summary.columns if each.role != "ignored")
    lines = cleaned(replace(summary, cleaning=(), columns=kept), page=True)
    assert len(lines) == 2
    assert lines[0] == say("cleaned.nothing")


@pytest.mark.parametrize(("code", "says_so"), [("row_too_long", False), ("empty_cells_beyond", True)])
def test_nothing_is_not_said_of_a_table_that_may_be_misread(summary, code, says_so):
    kept = tuple(each for each in summary.columns if each.role != "ignored")
    change = replace(summary.cleaning[0], code=code, column=None)
    lines = cleaned(replace(summary, cleaning=(change,), columns=kept), page=True)
    assert (say("cleaned.nothing") in lines) is says_so
    assert len(lines) == 1 + says_so


def test_where_the_rest_is_told_depends_on_the_page(summary):
    assert cleaned(summary, page=True)[-1] == say("cleaned.page", title=say("cleaning.title"))
    assert cleaned(summary, page=False)[-1] == say("cleaned.json")
