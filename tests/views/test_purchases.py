from __future__ import annotations

import json

import jsonschema
import polars as pl
import pytest

import coterie
from coterie import summarise_transactions
from coterie.transactions.rfm import SEGMENTS
from coterie.views import as_plain, to_json
from coterie.views.purchases import purchases_view


@pytest.fixture
def done():
    who = [f"secret{i % 30}" for i in range(200)]
    days = [f"2024-{i * 7 % 12 + 1:02}-{i % 28 + 1:02}" for i in range(200)]
    frame = pl.DataFrame({"who": who, "day": days, "paid": [i % 9 + 0.5 for i in range(200)]})
    return summarise_transactions(frame, customer="who", date="day", amount="paid")


@pytest.fixture
def shown(done):
    return purchases_view(done, "customers.csv")


def test_it_is_json_without_any_one_customer(shown):
    assert "secret" not in to_json(shown)


def test_the_eleven_segments_are_all_there_and_hold_every_customer(shown):
    assert [each.name for each in shown.rfm_segments] == list(SEGMENTS)
    assert sum(each.customers for each in shown.rfm_segments) == shown.customers == 30
    assert sum(each.share for each in shown.rfm_segments) == pytest.approx(1)


def test_the_rows_add_up(shown):
    left_out = sum(each.rows for each in shown.left_out)
    assert shown.purchase_rows + shown.return_rows + left_out == shown.rows_in == 200


def test_it_is_the_report_with_the_columns_the_segments_and_the_file(done, shown):
    plain = as_plain(shown)
    more = {name: plain.pop(name) for name in ("schema_version", "coterie_version", "columns", "rfm_segments", "out")}
    assert plain == as_plain(done.report.to_dict())
    assert list(plain) == list(done.report.to_dict())
    assert more["columns"] == done.customers.columns
    assert more["out"] == "customers.csv"
    assert list(more["rfm_segments"][0]) == ["name", "share", "customers", "recency_days", "frequency", "monetary"]


def test_medians_are_those_of_a_segment_s_customers_and_missing_where_it_is_empty(done, shown):
    for each in shown.rfm_segments:
        own = done.customers.filter(pl.col("rfm_segment") == each.name)
        assert each.customers == own.height
        assert each.share == own.height / 30
        assert [each.recency_days, each.frequency, each.monetary] == [
            own[name].median() for name in ("recency_days", "frequency", "monetary")
        ]


def test_it_is_what_its_schema_says(shown):
    schema = coterie.json_schema("transactions")
    jsonschema.validate(json.loads(to_json(shown)), schema, format_checker=jsonschema.FormatChecker())
