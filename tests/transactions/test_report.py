from __future__ import annotations

from datetime import date

import pytest

from coterie.remarks import Remark
from coterie.transactions.report import TransactionsReport


@pytest.mark.words
def test_plain_data_has_dates_as_text():
    report = TransactionsReport(
        source="p.csv",
        rows_in=3,
        purchase_rows=1,
        return_rows=1,
        left_out=(Remark("purchase_without_date", rows=1),),
        customers=1,
        purchases=1,
        as_of=date(2024, 1, 3),
        as_of_given=True,
        first_day=date(2024, 1, 1),
        last_day=date(2024, 1, 2),
        remarks=(Remark("null_bytes", facts={"times": 2}),),
    )
    plain = report.to_dict()
    assert (plain["as_of"], plain["first_day"]) == ("2024-01-03", "2024-01-01")
    assert plain["left_out"] == [{"code": "purchase_without_date", "reason": "no date", "rows": 1, "detail": ""}]
    assert plain["remarks"][0]["action"] == "NUL bytes removed"
