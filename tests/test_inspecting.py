from __future__ import annotations

import pandas as pd
import polars as pl
import pytest

import coterie
from coterie.options import Options
from coterie.readiness import examine
from coterie.sources import read


def test_it_says_what_the_command_says(bank):
    found = coterie.inspect(bank, ignore=["gender"])
    there = examine(read(bank), Options(ignore=("gender",)))
    assert found.readiness == there
    assert found.status == there.status
    assert found.columns["role"].to_list() == [column.role for column in there.schema.columns]
    assert found.checks["code"].to_list() == [check.remark.code for check in there.checks]


def test_a_table_that_cannot_be_used_is_no_exception():
    found = coterie.inspect(pl.DataFrame({"note": ["x", "y", "z"]}))
    assert found.status == "not ready"
    assert isinstance(found.problem, coterie.InputError)
    assert "--" not in str(found.problem)


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame, pl.LazyFrame])
def test_its_frames_are_of_the_kind_that_came_in(bank, kind):
    frame = {pd.DataFrame: bank.to_pandas, pl.DataFrame: bank.clone, pl.LazyFrame: bank.lazy}[kind]()
    found = coterie.inspect(frame)
    held = pl.DataFrame if kind is pl.LazyFrame else kind
    assert isinstance(found.columns, held)
    assert isinstance(found.checks, held)


def test_an_option_that_names_no_column_is_refused(bank):
    with pytest.raises(coterie.errors.ColumnNotFound, match="`ignore`"):
        coterie.inspect(bank, ignore=["nothing"])
