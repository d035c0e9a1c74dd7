"""What is said of months."""

from __future__ import annotations

from dataclasses import replace

import coterie
from coterie.monitoring.months import Month
from coterie.remarks import say
from coterie.views.monthly import month_lines, month_rows, month_said, month_view


def months(n):
    return [Month(f"2026-{at + 1:02}", None, stops=False, segments={0: 30, 1: 10}) for at in range(n)]


def test_the_terminal_shows_the_last_four_and_counts_the_others():
    assert len(list(month_lines(months(4)))) == 4
    *_, last, more = month_lines(months(5))
    assert last == say("monthly.line", month="2026-05", n=40, says=say("monthly.none"))
    assert more == say("monthly.more", n=1)


def test_a_month_says_whether_it_drifted_and_what_did(result, bank):
    seen = coterie.compare(result, bank).drift
    steady = Month("2026-01", seen, stops=False, segments={0: 1})
    assert month_said(steady) == say("monthly.steady")
    assert (month_view(steady).answer, month_view(steady).advice) == ("steady", "keep")
    gone = replace(steady, drift=replace(seen, answer="drifted", reason="shares", advice="rescore"))
    assert month_said(gone) == say("monthly.drifted", what=say("compare.what_shares", after=seen.unlike.after))
    assert month_said(replace(steady, stops=True)) == say("monthly.drifted", what=say("compare.what_spoiled"))
    assert [row.drifted for row in month_rows([steady, gone], {0: "A"})] == [False, True]


def test_shares_stand_in_the_order_of_the_segments():
    (row,) = month_rows(months(1), {1: "B", 0: "A", 2: "New"})
    assert row.shares == ("25%", "75%", "0%")
    assert row.customers == "40"


def test_a_month_of_too_few_days_is_not_judged():
    early = Month("2026-01", None, stops=False, segments={0: 1}, days=31, wanted=181)
    assert month_said(early) == say("monthly.short", days=31, wanted=181)
    assert month_view(early).answer is None
