from __future__ import annotations

import coterie
from coterie.report.overline import overline, title_of
from coterie.views import summary_of


def test_a_title_stands_before_the_table_and_its_customers():
    found = coterie.segment(coterie.datasets.bank_customers(n=300), k=2, evidence="none", title="Spring")
    summary = summary_of(found.segmentation)
    assert title_of(summary) == "Spring"
    assert overline(summary, "Spring") != overline(summary, None)
    assert f"{summary.customers:,}" in overline(summary, None)
