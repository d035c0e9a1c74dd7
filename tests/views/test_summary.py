from __future__ import annotations

from coterie.views.contract import summary_from


def test_a_summary_counts_its_segments_and_their_customers(case):
    summary, _ = case("bank")
    found = summary_from(summary)
    assert found.k == len(summary["segments"])
    assert found.customers == sum(segment["size"] for segment in summary["segments"])
