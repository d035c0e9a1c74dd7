from __future__ import annotations

import pytest

import coterie
from coterie.remarks import say
from coterie.views import summary_of
from coterie.views.exploring.strip import k_strip


@pytest.fixture(scope="module")
def summary(result):
    return summary_of(result.segmentation)


def test_a_bar_is_as_high_as_customers_belong_clearly(summary):
    strip = k_strip(summary, 6)
    clear = {each.k: each.silhouette_squared for each in summary.sweep}
    assert [bar.k for bar in strip.bars] == [k for k in clear if k > 1]
    most = max(value for value in clear.values() if value is not None)
    for bar in strip.bars:
        assert bar.height == pytest.approx(max(clear[bar.k], 0) / most)
    assert [bar.k for bar in strip.bars if bar.best] == [6]


def test_v10_no_groups_is_an_answer_and_nothing_tested_none(summary):
    assert say("studio.strip_none") in k_strip(summary, 1).says
    assert not any(bar.best for bar in k_strip(summary, 1).bars)
    bare = coterie.segment(coterie.datasets.bank_customers(n=300), k=3, evidence="none").segmentation
    assert k_strip(summary_of(bare), None).says == say("studio.strip_untested")
