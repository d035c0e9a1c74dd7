from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from coterie import summarise_transactions

START = date(2023, 1, 2)


def actions(days, **options):
    frame = pl.DataFrame({"who": [f"c{i % 12}" for i in range(len(days))], "day": days, "paid": [1.0] * len(days)})
    done = summarise_transactions(frame, customer="who", date="day", amount="paid", **options)
    return [each.code for each in done.report.remarks]


def steps(days, step=1):
    return [START + timedelta(days=i * step) for i in range(days)]


def test_a_clean_year_needs_no_more_than_to_say_what_a_purchase_is():
    assert actions(steps(400)) == ["day_is_purchase"]


@pytest.mark.parametrize(("options", "said"), [({}, True), ({"as_of": "2024-02-01"}, False)])
def test_a_last_date_that_stands_alone_is_said_unless_the_day_was_given(options, said):
    found = actions([*steps(380), date(2099, 1, 1)], **options)
    assert ("last_date_alone" in found) is said


def test_what_short_tables_do_not_allow_is_said():
    found = actions(steps(20))
    assert found[:2] == ["no_weekends_short", "no_quarters"]
