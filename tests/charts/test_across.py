from __future__ import annotations

import itertools
import re

import numpy as np
import pytest

from coterie.charts.across import across, near
from coterie.charts.theme import PALETTE, contrast, ink_on
from coterie.evidence.kept import Step
from coterie.evidence.slsa import stability_across

RNG = np.random.default_rng(0)


def step(ks, shared, order):
    return Step(ks, shared, (), order)


def some(most, n=1000):
    return stability_across(
        [np.concatenate([np.arange(k), RNG.integers(0, k, n - k)]).astype(np.int32) for k in range(1, most + 1)]
    )


def bars(drawn, high):
    found = re.findall(rf'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="{high}" rx="2" fill="([^"]+)"', drawn)
    return [(float(x), float(wide), fill) for x, wide, fill in found]


def test_a_bar_is_as_wide_as_its_segment_is_large():
    labels = np.repeat([0, 1, 2], (600, 300, 100)).astype(np.int32)
    drawn = across(stability_across([np.zeros(1000, np.int32), np.minimum(labels, 1), labels]), chosen=3)
    widths = {fill: wide for _, wide, fill in bars(drawn, 20)}
    assert widths[PALETTE[0]] == pytest.approx(6 * widths[PALETTE[2]], abs=0.5)
    assert widths[PALETTE[1]] == pytest.approx(3 * widths[PALETTE[2]], abs=0.5)


def test_bars_stand_side_by_side_inside_the_picture():
    drawn = across(some(12), chosen=12)
    own = sorted(bars(drawn, 20))
    assert len(own) == 12
    for (x, wide, _), (other, _, _) in itertools.pairwise(own):
        assert x + wide <= other
    assert own[0][0] >= 56
    assert own[-1][0] + own[-1][1] <= 520.1


def test_bands_of_few_customers_are_left_out():
    shared = [[991, 9, 0], [0, 500, 500]]
    assert across([step((2, 3), shared, (0, 1, 2))], chosen=3).count('opacity="0.3"') == 3


def test_bands_leave_and_arrive_within_their_bars():
    drawn = across([step((2, 3), [[300, 200, 0], [0, 0, 500]], (0, 1, 2))], chosen=3)
    bands = re.findall(r"<path d=\"M([\d.]+),[\d.]+C[^h]*? ([\d.]+),[\d.]+h([\d.]+)C[^\"]* ([\d.]+),[\d.]+Z\"", drawn)
    own = sorted(bars(drawn, 20))
    for (_, x, wide, _), (bar, full, _) in zip(sorted(bands, key=lambda b: float(b[1])), own, strict=True):
        assert float(x) == pytest.approx(bar, abs=0.11)
        assert float(wide) == pytest.approx(full, abs=0.11)


def test_the_chosen_row_alone_is_coloured_and_numbered():
    drawn = across(some(8), chosen=5)
    assert {fill for _, _, fill in bars(drawn, 20)} == set(PALETTE[:5])
    assert not {fill for _, _, fill in bars(drawn, 10)} & set(PALETTE)
    assert sorted(re.findall(r">(\d+)</text>", drawn)) == list("01234")
    assert "K = 7" in drawn
    assert "K = 8" not in drawn


def test_numbers_can_be_read_on_their_bars():
    assert all(contrast(fill, ink_on(fill)) >= 4.5 for fill in PALETTE)


def test_nothing_to_follow_is_no_picture():
    assert across([], chosen=1) is None


def test_rows_stay_few_however_many_were_tried():
    many = [step((k, k + 1), (), ()) for k in range(1, 60)]
    assert all(len(near(many, k)) <= 11 for k in range(1, 60))
