from __future__ import annotations

import datetime as dt
import json

import jsonschema
import polars as pl
import pytest

import coterie
from coterie.views import to_json


def check(summary):
    jsonschema.validate(summary, coterie.json_schema(), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("k", [1, 6])
def test_the_summary_keeps_its_contract(bank, k):
    check(coterie.summarise(coterie.segment(bank, k=k).segmentation))


def test_every_kind_of_column_keeps_the_contract():
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=i) for i in range(40)]
    customers = pl.DataFrame(
        {
            "client_id": range(40),
            "visits": [float(i % 7) ** 3 for i in range(39)] + [None],
            "region": ["north", "south", None, "south"] * 10,
            "active": [True, False] * 20,
            "joined": days,
        }
    )
    summary = coterie.summarise(coterie.segment(customers, features=["visits", "region"], k=3).segmentation)
    check(summary)
    joined = summary["overall"]["profile"]["joined"]
    assert (joined["min"], joined["max"]) == (None, None)  # of few customers


def test_the_contract_refuses_what_it_does_not_know(result):
    summary = coterie.summarise(result.segmentation) | {"extra": 1}
    with pytest.raises(jsonschema.ValidationError):
        check(summary)


def test_what_is_written_is_what_was_meant(result):
    summary = coterie.summarise(result.segmentation)
    assert json.loads(to_json(summary)) == summary
