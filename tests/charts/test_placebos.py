from __future__ import annotations

import re

import numpy as np
import pytest

from coterie.charts.placebos import _place, _ticks, placebos
from coterie.evidence.kept import Placebo


def compared(own, draws=39, p=0.025):
    values = np.random.default_rng(0).normal(size=draws).tolist()
    return [placebo(kind, own, values, p) for kind in ("gaussian", "box")]


def placebo(kind, own, draws, p):
    return Placebo(kind, own, tuple(draws), p, (), ())


@pytest.mark.parametrize("draws", [2, 39, 99])
@pytest.mark.parametrize("own", [-5.0, 0.3, 2.0, 40.0])
def test_every_table_is_a_dot_inside_the_picture(own, draws):
    drawn = placebos(compared(own, draws))
    dots = [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+),([\d.]+)h0", drawn)]
    assert len(dots) == 2 * draws
    assert all(0 < x < 420 for x, _ in dots)
    assert all(28 < y < 178 for _, y in dots)  # below the words of the first strip, above the axis


def test_your_customers_stand_where_their_number_is():
    drawn = placebos(compared(3.0))
    diamonds = [float(x) for x in re.findall(r"M([\d.]+),[\d.]+l7,7", drawn)]
    values = compared(3.0)[0].draws
    span = min(values), 3.0
    assert diamonds == [pytest.approx(_place(3.0, span), abs=0.06)] * 2


@pytest.mark.words
@pytest.mark.parametrize(("own", "anchor"), [(40.0, 2), (-40.0, 0)])
def test_its_words_stay_in_the_picture(own, anchor):
    words = re.findall(r"<text[^>]*>your customers", placebos(compared(own)))
    assert sum('text-anchor="end"' in word for word in words) == anchor


def test_tables_all_alike_are_drawn():
    assert "NaN" not in placebos([placebo("box", 1.0, [1.0, 1.0, None], 1.0)])


@pytest.mark.parametrize(("low", "high"), [(-0.5, 37.0), (-3.0, 2.0), (0.0, 0.4), (-1.0, 5000.0), (0.2, 0.9)])
def test_ticks_are_few_and_inside(low, high):
    ticks = _ticks(low, high)
    assert len(ticks) <= 6
    assert all(low <= tick <= high for tick in ticks)
