from __future__ import annotations

import pytest

from coterie.charts.by_k import Point
from coterie.charts.line import even_values, line


def drawn(rows, chosen=3):
    return line(rows, chosen=chosen, title="Inertia", description="What it shows.", name="elbow")


def test_it_says_what_it_shows_and_marks_the_chosen_k():
    picture = drawn([Point(2, 9.0), Point(3, 4.0), Point(4, 3.0)])
    assert '<title id="elbow-says">What it shows.</title>' in picture
    assert picture.count("<circle") == 1
    assert ">K = 3<" in picture


def test_a_k_without_a_number_is_not_marked():
    assert "<circle" not in drawn([Point(2, 9.0), Point(4, 3.0)])


def test_of_many_k_some_are_written():
    assert ">51<" not in drawn([Point(k, 1.0 / k) for k in range(2, 60)])


def test_equal_values_are_drawn():
    assert "nan" not in drawn([Point(2, 1.0), Point(3, 1.0)])


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [(0.0, 100.0, [0, 20, 40, 60, 80, 100]), (0.11, 0.19, [0.12, 0.14, 0.16, 0.18]), (1e6, 9e6, [2e6, 4e6, 6e6, 8e6])],
)
def test_even_values(low, high, marks):
    assert even_values(low, high) == pytest.approx(marks)
