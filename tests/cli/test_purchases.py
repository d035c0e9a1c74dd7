from __future__ import annotations

import re
from dataclasses import replace

from coterie.cli.purchases import print_transactions
from coterie.remarks import say
from coterie.views.purchases import LeftOut, PurchasesView, RfmSegment
from coterie.views.summary import Change

SHOWN = PurchasesView(
    schema_version=1,
    coterie_version="0.1.0",
    source="p\x1b.csv",
    rows_in=10,
    purchase_rows=6,
    return_rows=1,
    left_out=(LeftOut("no_date", "no date", 3, ""),),
    customers=4,
    purchases=5,
    as_of="2024-01-31",
    as_of_given=True,
    first_day="2023-01-01",
    last_day="2024-01-31",
    remarks=(Change("mixed_currencies", "[b]day", "currencies are mixed", 2, "$, €", {}),),
    joined=None,
    columns=("who",),
    rfm_segments=(RfmSegment("Loyal", 1.0, 4, 3.0, 1.5, 12.0), RfmSegment("Lost", 0.0, 0)),
    out="my customers.csv",
)


def test_words_from_a_table_are_shown_as_they_are_and_cannot_steer_the_terminal(capsys):
    print_transactions(SHOWN)
    printed = capsys.readouterr().out
    assert "p�.csv" in printed
    flat = " ".join(printed.split())
    rows = say("plan.rows", n=2)
    assert say("purchased.note", said=f"[b]day: currencies are mixed ({rows}): $, €") in flat
    assert say("purchased.as_given", day="2024-01-31") in flat
    assert re.search(rf"^ *3 +{say('purchased.left_out', reason='no date')}", printed, re.MULTILINE)
    assert "Lost" not in printed
    following = "coterie segment 'my customers.csv' --out segments"
    assert printed.endswith(say("purchased.next", command=following) + "\n")


def test_the_day_looked_back_from_is_said_as_what_it_is(capsys):
    far = Change("dates_far_ahead", "day", "far ahead", 1, "", {})
    for given, remarks, code in ((False, (), "last_date"), (False, (far,), "last_but_far"), (True, (far,), "as_given")):
        print_transactions(replace(SHOWN, as_of_given=given, remarks=remarks))
        flat = " ".join(capsys.readouterr().out.split())
        assert say(f"purchased.{code}", day="2024-01-31") in flat
