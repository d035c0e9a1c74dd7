from __future__ import annotations

import json

import polars as pl
import pytest

from coterie import summarise_transactions
from coterie.transactions.overview import overview
from coterie.transactions.rfm import SEGMENTS


@pytest.fixture
def shown():
    who = [f"secret{i % 30}" for i in range(200)]
    days = [f"2024-{i * 7 % 12 + 1:02}-{i % 28 + 1:02}" for i in range(200)]
    frame = pl.DataFrame({"who": who, "day": days, "paid": [i % 9 + 0.5 for i in range(200)]})
    return overview(summarise_transactions(frame, customer="who", date="day", amount="paid"))


def test_it_is_json_without_any_one_customer(shown):
    text = json.dumps(shown, allow_nan=False)
    assert "secret" not in text


def test_the_eleven_segments_are_all_there_and_hold_every_customer(shown):
    assert [each["name"] for each in shown["rfm_segments"]] == list(SEGMENTS)
    assert sum(each["customers"] for each in shown["rfm_segments"]) == shown["customers"] == 30
    assert sum(each["share"] for each in shown["rfm_segments"]) == pytest.approx(1)


def test_the_rows_add_up(shown):
    left_out = sum(each["rows"] for each in shown["left_out"])
    assert shown["purchase_rows"] + shown["return_rows"] + left_out == shown["rows_in"] == 200
