from __future__ import annotations

from coterie.cli.purchases import print_transactions

SHOWN = {
    "source": "p\x1b.csv",
    "rows_in": 10,
    "purchase_rows": 6,
    "return_rows": 1,
    "left_out": [{"reason": "no date", "rows": 3, "detail": ""}],
    "customers": 4,
    "purchases": 5,
    "as_of": "2024-01-31",
    "as_of_given": True,
    "remarks": [{"column": "[b]day", "action": "currencies are mixed", "rows": 2, "detail": "$, €"}],
    "rfm_segments": [
        {"name": "Loyal", "customers": 4, "share": 1.0, "recency_days": 3.0, "frequency": 1.5, "monetary": 12.0},
        {"name": "Lost", "customers": 0, "share": 0.0, "recency_days": None, "frequency": None, "monetary": None},
    ],
    "out": "my customers.csv",
}


def test_words_from_a_table_are_shown_as_they_are_and_cannot_steer_the_terminal(capsys):
    print_transactions(SHOWN)
    printed = capsys.readouterr().out
    assert "p�.csv" in printed
    assert "Note: [b]day: currencies are mixed (2 rows): $, €." in printed
    assert "Looking back from 2024-01-31 (as given)." in printed
    assert "   3   left out: no date" in printed
    assert "Lost" not in printed
    assert printed.endswith("Next: coterie segment 'my customers.csv' --out segments\n")
