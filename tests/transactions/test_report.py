from __future__ import annotations

from datetime import date

from coterie.sources import Remark
from coterie.transactions.report import LeftOut, TransactionsReport


def test_plain_data_has_dates_as_text():
    report = TransactionsReport(
        source="p.csv",
        rows_in=3,
        purchase_rows=1,
        return_rows=1,
        left_out=(LeftOut("no date", 1),),
        customers=1,
        purchases=1,
        as_of=date(2024, 1, 3),
        as_of_given=True,
        first_day=date(2024, 1, 1),
        last_day=date(2024, 1, 2),
        remarks=(Remark(None, "read as Windows-1252", 0),),
    )
    plain = report.to_dict()
    assert (plain["as_of"], plain["first_day"]) == ("2024-01-03", "2024-01-01")
    assert plain["left_out"] == ({"reason": "no date", "rows": 1, "detail": ""},)
    assert plain["remarks"][0]["action"] == "read as Windows-1252"
