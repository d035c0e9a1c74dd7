"""How moves are shown."""

from __future__ import annotations

import pytest

from coterie.monitoring.compared import Flow, Migration, Reasons, SegmentMoves
from coterie.remarks import say
from coterie.views.moved import moves_shown

MIGRATION = Migration(
    split="shapley",
    ids=(3, None),
    matrix=((970, 30), (0, 5)),
    flows=(Flow(3, None, 30, 15.0, 15.0),),
    segments=(
        SegmentMoves(3, 1100, 4, 100, -30.0, -14.5, -15.5, 974),
        SegmentMoves(None, 5, 0, 0, 30.0, 14.5, 15.5, 35),
    ),
    reasons=Reasons(stayed=975, customer=20, both=10),
)


def test_cells_are_darker_by_their_part_of_the_row():
    for n, step in ((0, 0), (19, 0), (20, 1), (99, 1), (100, 2), (299, 2), (300, 3)):
        moves = Migration("shapley", (0, 1), ((1000 - n, n), (0, 0)), (), (), Reasons(stayed=1000 - n, customer=n))
        row = moves_shown(moves, {0: "A", 1: "B"}).matrix[0]
        assert (row.cells[1].step, row.cells[0].step, row.cells[0].stays) == (step, 0, True)
        assert row.cells[1].text == (str(n) if n else "")


def test_growth_is_told_in_the_order_of_its_titles():
    shown = moves_shown(MIGRATION, {3: "Savers"})
    assert shown.titles == tuple(
        say(f"compared.{code}") for code in ("then", "joined", "left", "by_customers", "by_model", "now")
    )
    assert shown.growth[0].cells == ("1,100", "+4", "−100", "−14.5", "−15.5", "974")
    assert shown.growth[1].cells == ("5", "0", "0", "+14.5", "+15.5", "35")
    assert (shown.growth[0].name, shown.growth[1].name) == ("Savers", say("compared.without"))


@pytest.mark.parametrize(
    ("split", "parts"),
    [
        ("customers_only", ("by_time", "by_customers")),
        ("customers_first", ("by_time", "by_customers", "by_model")),
        ("shapley", ("by_time", "by_customers", "by_model")),
    ],
)
def test_time_has_a_column_of_its_own_where_it_is_told_apart(split, parts):
    segments = (
        SegmentMoves(3, 10, 0, 0, -4.0, -0.5, -0.5, 6, -3.0),
        SegmentMoves(None, 0, 0, 0, 0.0, 0.5, 0.5, 0, -1.0),
    )
    moves = Migration(split, (3,), ((6,),), (), segments, Reasons(stayed=6, time=3, mixed=1), days=60)
    shown = moves_shown(moves, {3: "Savers"})
    assert shown.titles == tuple(say(f"compared.{code}") for code in ("then", "joined", "left", *parts, "now"))
    assert shown.growth[0].cells[3:5] == ("−3", "−0.5")
    assert (shown.growth[1].name, shown.growth[1].cells[3]) == (say("compared.without"), "−1")
    assert shown.grows == say(f"compared.growth_timed_{split}")
    assert [each.label for each in shown.reasons] == [say("compared.reason_time"), say("compared.reason_mixed_timed")]


def test_bars_of_reasons_are_parts_of_those_in_both():
    one, other = moves_shown(MIGRATION, {3: "Savers"}).reasons
    assert (one.label, one.part) == (say("compared.reason_customer"), 20 / 1005)
    assert (other.label, other.part) == (say("compared.reason_both"), 10 / 1005)
    assert one.says == say("compared.reason_of", n=20, share=20 / 1005)
