"""What became of purchases, on the terminal."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from coterie.cli.printable import printable
from coterie.cli.table import terminal, text_table
from coterie.number_format import count, percent, readable
from coterie.remarks import needs_a_look, say

if TYPE_CHECKING:
    from coterie.views.purchases import LeftOut, PurchasesView, RfmSegment
    from coterie.views.summary import Change


def print_transactions(shown: PurchasesView) -> None:
    """Print the account of the rows, the RFM segments, what to check, and what to do next.

    Parameters
    ----------
    shown : PurchasesView
    """
    screen = terminal()
    screen.print(text_table([say("purchased.rows"), shown.source], _account(shown), width=screen.width))
    screen.print()
    largest = max((each.monetary or 0 for each in shown.rfm_segments), default=0)
    titles = [
        say(f"purchased.{title}") for title in ("rfm_segment", "customers", "share", "days", "purchases", "money")
    ]
    screen.print(
        text_table(
            titles, [_segment(each, largest) for each in shown.rfm_segments if each.customers], width=screen.width
        )
    )
    for sentence in _sentences(shown):
        screen.print(printable(sentence), highlight=False, markup=False)
    out = shown.out
    screen.print(printable(say("purchased.out", path=out)), highlight=False, markup=False, soft_wrap=True)
    following = say("purchased.next", command=f"coterie segment {shlex.quote(out)} --out segments")
    screen.print(printable(following), highlight=False, markup=False, soft_wrap=True)


def _account(shown: PurchasesView) -> list[list[str]]:
    """Return the rows of the account, which add up."""
    rows = [
        [count(shown.rows_in), say("purchased.in_table")],
        [count(shown.purchase_rows), _purchases(shown)],
        [count(shown.return_rows), say("purchased.returns_used")],
    ]
    return rows + [[count(each.rows), _left_out(each)] for each in shown.left_out]


def _left_out(each: LeftOut) -> str:
    said = say("purchased.left_out", reason=each.reason)
    return f"{said}, {each.detail}" if each.detail else said


def _purchases(shown: PurchasesView) -> str:
    return say("purchased.purchases_used", purchases=shown.purchases, customers=shown.customers)


def _segment(each: RfmSegment, largest: float) -> list[str]:
    return [
        each.name,
        count(each.customers),
        percent(each.share),
        readable(each.recency_days, largest=1000),
        readable(each.frequency, largest=10),
        readable(each.monetary, largest=largest),
    ]


def _sentences(shown: PurchasesView) -> list[str]:
    """Say what the numbers are, where they look back from, and what to check."""
    far = any(remark.code == "dates_far_ahead" for remark in shown.remarks)
    last = "purchased.last_but_far" if far else "purchased.last_date"
    code = "purchased.as_given" if shown.as_of_given else last
    notes = [say("purchased.note", said=_note(remark)) for remark in shown.remarks]
    return [say("purchased.medians"), say(code, day=shown.as_of), *notes]


def doubts_of(shown: PurchasesView) -> list[str]:
    """Return what to look at before the customers are used."""
    return [_note(remark) for remark in shown.remarks if needs_a_look(remark.code)]


def _note(remark: Change) -> str:
    column = f"{remark.column}: " if remark.column else ""
    rows = f" ({say('plan.rows', n=remark.rows)})" if remark.rows else ""
    detail = f": {remark.detail}" if remark.detail else ""
    return f"{column}{remark.action}{rows}{detail}"
