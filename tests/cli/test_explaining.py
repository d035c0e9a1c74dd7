from __future__ import annotations

import coterie
from coterie.cli.explaining import print_explained
from coterie.explanation import explained
from coterie.views.explained import explained_view


def test_markup_in_names_shows_as_text(capsys, bank):
    bank = bank.rename({"income": "[bold]income[/bold]"})
    found = coterie.segment(bank, features=["age", "[bold]income[/bold]"], k=3, evidence="none").segmentation
    found = coterie.rename(found, {0: "[red]Zero[/red]"})
    for row in range(6):
        said = explained(found, bank, id=bank["customer_id"][row])
        print_explained(found, explained_view(found, said, names=("a", "b")))
    out = capsys.readouterr().out
    assert "[bold]income[/bold]" in out
    assert "[red]Zero[/red]" in out


def test_one_segment_has_no_table(capsys, bank):
    found = coterie.segment(bank, k=1, evidence="none").segmentation
    said = explained(found, bank, id=bank["customer_id"][0])
    print_explained(found, explained_view(found, said, names=("a", "b")))
    assert "─" not in capsys.readouterr().out
