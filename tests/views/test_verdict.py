from __future__ import annotations

import pytest

from coterie.evidence.support import KINDS as ORDER
from coterie.views.contract import summary_from
from coterie.views.verdict import KINDS, scale, standings, verdict_view


def test_every_verdict_has_words_the_weakest_first():
    assert KINDS == ORDER == tuple(each.kind for each in scale())


@pytest.mark.words
def test_one_segment_is_no_kind(case):
    found = verdict_view(summary_from(case("single")[0]).verdict)
    assert (found.one, found.label) == (True, "One segment")
    assert verdict_view(summary_from(case("bank")[0]).verdict).label == "Natural"
    assert verdict_view(None) is None


def test_each_segment_stands_as_the_verdict_says(case):
    summary = summary_from(case("partly")[0])
    shown = standings(summary.verdict, summary.segments)
    assert [each.name for each in shown] == [segment.name for segment in summary.segments]
    assert [each.sentence for each in shown] == [each.sentence for each in summary.verdict.segments]
    single = summary_from(case("single")[0])
    assert standings(single.verdict, single.segments) is None
