from __future__ import annotations

import polars as pl
import pytest

import coterie
from coterie.remarks import say
from coterie.views import summary_of
from coterie.views.exploring.moving import Side, beside


@pytest.fixture(scope="module")
def summaries(bank):
    fitted = coterie.fit(bank, k_max=4)
    return {k: summary_of(coterie.describe(fitted, k=k).segmentation) for k in (2, 3)}


def sides(summaries, one, other, names=(("A", "B"), ("A", "B", "C"))):
    return [
        Side(pl.Series(labels), named, range(len(named)), summaries[len(named)])
        for labels, named in zip((one, other), names, strict=True)
    ]


def test_k1_a_segment_of_which_a_fifth_goes_to_a_new_one_split_and_numbers_add_up(summaries):
    one, other = sides(summaries, [0] * 10 + [1] * 6, [0] * 6 + [2] * 4 + [1] * 5 + [2])
    shown = beside(one, other)
    assert shown.heading == say("studio.compare_split", a=2, b=3, names=["A"])
    stays, goes = say("studio.compare_stays", n=6, name="A"), say("studio.compare_goes", n=4, name="C")
    assert say("studio.compare_became", of=10, name="A", parts=[stays, goes]) in shown.lead
    assert say("studio.compare_else", n=5, of=6, share=5 / 6) in shown.lead
    assert shown.table == (("A", "6", "0", "4", "10"), ("B", "0", "5", "1", "6"))
    assert shown.sums[1:] == ("6", "5", "5", "16")


@pytest.mark.parametrize(("gone", "code"), [(2, "split"), (1, "new")])
def test_a_fifth_is_the_border(summaries, gone, code):
    one, other = sides(summaries, [0] * 10 + [1] * 10, [0] * (10 - gone) + [2] * gone + [1] * 9 + [2])
    names = ["A"] if code == "split" else ["C"]
    assert beside(one, other).heading == say(f"studio.compare_{code}", a=2, b=3, names=names)


def test_segments_that_are_no_more_are_told_and_the_same_ones_too(summaries):
    two = ("A", "B")
    one, other = sides(summaries, [0] * 8 + [1] * 4 + [2] * 3, [0] * 8 + [1] * 4 + [0] * 3, (("A", "B", "C"), two))
    assert beside(one, other).heading == say("studio.compare_gone", a=3, b=2, names=["C"])
    one, other = sides(summaries, [0] * 8 + [1] * 7, [1] * 8 + [0] * 7, (two, ("B", "A")))
    shown = beside(one, other)
    assert shown.heading == say("studio.compare_same", a=2, b=2)
    assert shown.lead == say("studio.compare_stay", n=15, of=15, share=1.0)
    assert shown.verdict == ""


def test_two_that_become_one_merged(summaries):
    labels = [0] * 5 + [1] * 5 + [2] * 9
    one, other = sides(summaries, labels, [0] * 10 + [1] * 9, (("A", "B", "C"), ("AB", "C")))
    assert beside(one, other).heading == say("studio.compare_merged", a=3, b=2, names=["A", "B"])


def test_flows_and_bars_add_up_to_the_customers(summaries):
    one, other = sides(summaries, [0] * 1000 + [1] * 500, [0] * 600 + [2] * 398 + [1] * 2 + [1] * 500)
    shown = beside(one, other)
    for bars in shown.bars:
        assert sum(bar.tall for bar in bars) == pytest.approx(440 - 14 * (len(bars) - 1))
        assert max(bar.top + bar.tall for bar in bars) == pytest.approx(440)
    assert sum(flow.n for flow in shown.flows) == 1498  # two customers of 1,500 are too few to be drawn
    for flow in shown.flows:
        left = next(bar for bar in shown.bars[0] if bar.segment == flow.one)
        right = next(bar for bar in shown.bars[1] if bar.segment == flow.other)
        for bar, at, tall in zip((left, right), flow.at, flow.tall, strict=True):
            assert bar.top - 1e-9 <= at
            assert at + tall <= bar.top + bar.tall + 1e-9


def test_evidence_is_that_of_the_card_and_the_verdict_counts_it(summaries):
    one, other = sides(summaries, [0, 1], [0, 1])
    other = other._replace(names=("A", "B", "C"), summary=summaries[3])
    shown = beside(one._replace(labels=pl.Series([0, 1, 1])), other._replace(labels=pl.Series([0, 1, 2])))
    rows = {k: summaries[k].k_card.row(k) for k in (2, 3)}
    smallest = shown.evidence[-1]
    assert smallest.texts == (str(rows[2].smallest), str(rows[3].smallest))
    assert smallest.best == int(rows[3].smallest > rows[2].smallest)
    for_two, for_three = (sum(each.best == which for each in shown.evidence) for which in (0, 1))
    n = max(for_two, for_three)
    if for_two == for_three:
        assert shown.verdict == say("studio.compare_even", of=len(shown.evidence))
    else:
        best = 2 if for_two > for_three else 3
        assert shown.verdict.casefold() == say("studio.compare_better", k=best, n=n, of=len(shown.evidence)).casefold()
