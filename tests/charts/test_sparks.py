from __future__ import annotations

import re

import pytest

from coterie.charts.sparks import HEIGHT, WIDTH, spark


def test_the_dot_stands_on_the_curve_where_the_criterion_chooses():
    drawn = spark([None, 1.0, 5.0, 2.0], choice=2, chosen=1)
    x, y = re.search(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawn).groups()
    assert f"L{x},{y}" in drawn
    assert float(y) == 6.0  # the highest value at the top


def test_the_band_stands_at_the_chosen_k():
    drawn = spark([1.0, 2.0, 3.0], choice=0, chosen=1)
    x, wide = re.search(r'class="here" x="([\d.]+)" y="0" width="([\d.]+)"', drawn).groups()
    assert float(x) + float(wide) / 2 == pytest.approx(WIDTH / 2)


@pytest.mark.parametrize("values", [[None, None], [1.0], [2.0, 2.0, 2.0], [-1e9, 1e9]])
def test_any_values_stay_in_the_cell(values):
    drawn = spark(values, choice=None, chosen=None)
    assert "nan" not in drawn
    assert all(0 <= float(y) <= HEIGHT for _, y in re.findall(r"[ML]([\d.]+),([\d.]+)", drawn))
    assert "<circle" not in drawn
