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
    found = actions([*steps(380), START + timedelta(days=379 + 91)], **options)
    assert ("last_date_alone" in found) is said


@pytest.mark.parametrize(
    ("ahead", "rows", "decides"),
    [(366, 1, True), (367, 1, False), (99_999 // 7, 1, False), (367, 2, True), (367, 3, True)],
)
def test_dates_far_ahead_of_all_others_do_not_decide_and_are_said(ahead, rows, decides):
    days = [*steps(380), *[START + timedelta(days=379 + ahead)] * rows]
    found = actions(days)
    assert ("dates_far_ahead" in found) is not decides
    frame = pl.DataFrame({"who": [f"c{i % 12}" for i in range(len(days))], "day": days, "paid": [1.0] * len(days)})
    done = summarise_transactions(frame, customer="who", date="day", amount="paid")
    assert done.report.as_of == (days[-1] if decides else days[379])
    gone = {each.code: each.rows for each in done.report.left_out}
    assert gone == ({} if decides else {"purchase_after_day": rows})
    chosen = summarise_transactions(frame, customer="who", date="day", amount="paid", as_of=str(days[-1]))
    assert chosen.report.left_out == ()


def test_two_mistyped_dates_of_many_rows_do_not_decide_and_of_few_rows_the_last_does():
    many = [*steps(400) * 6, date(2106, 5, 4), date(2206, 1, 1) - timedelta(days=9000)]
    assert "dates_far_ahead" in actions(many)
    assert "dates_far_ahead" not in actions([*steps(18), date(2106, 5, 4)])
    assert "dates_far_ahead" in actions([*steps(19), date(2106, 5, 4)])


def test_what_short_tables_do_not_allow_is_said():
    found = actions(steps(20))
    assert found[:2] == ["no_weekends_short", "no_quarters"]


@pytest.mark.parametrize(("own", "said"), [(10, False), (11, True)])
def test_a_customer_of_more_than_a_fifth_of_the_rows_is_said(own, said):
    who = ["much"] * own + [f"c{at % 10}" for at in range(40)]
    frame = pl.DataFrame({"who": who, "day": [START + timedelta(days=at) for at in range(len(who))], "paid": 1.0})
    done = summarise_transactions(frame, customer="who", date="day", amount="paid")
    found = [each for each in done.report.remarks if each.code == "one_large_customer"]
    assert [(each.rows, each.facts["share"]) for each in found] == ([(own, own / len(who))] if said else [])


@pytest.mark.parametrize(("others", "said"), [(8, False), (9, True)])
def test_among_fewer_than_ten_customers_one_is_always_large(others, said):
    who = ["much"] * 40 + [f"c{at % others}" for at in range(others * 3)]
    frame = pl.DataFrame({"who": who, "day": [START + timedelta(days=at) for at in range(len(who))], "paid": 1.0})
    done = summarise_transactions(frame, customer="who", date="day", amount="paid")
    assert ("one_large_customer" in [each.code for each in done.report.remarks]) is said
