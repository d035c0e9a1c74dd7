from __future__ import annotations

import pytest

from coterie.charts.theme import PALETTE, QUIET, SHAPES, colour, contrast, ink_on, luminance, shape, style

DARK_PAGE = "#14181d"


@pytest.mark.parametrize("paint", PALETTE)
def test_numbers_on_badges_can_be_read(paint):
    assert contrast(ink_on(paint), paint) >= 4.5


@pytest.mark.parametrize("page", ["#ffffff", DARK_PAGE])
def test_quiet_marks_stand_out_from_the_page(page):
    assert contrast(QUIET, page) >= 3


def test_contrast_is_that_of_wcag():
    # The standard's own worked pair: mid grey #767676 on white is the lightest grey that passes 4.5:1.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") < 4.5


def test_luminance_weighs_green_most():
    assert luminance("#00ff00") > luminance("#ff0000") > luminance("#0000ff")


def test_thirty_two_segments_look_different():
    looks = {(colour(i), shape(i)) for i in range(len(PALETTE) * len(SHAPES))}
    assert len(looks) == len(PALETTE) * len(SHAPES) == 32


def test_a_segment_keeps_its_look_however_many_there_are():
    assert [(colour(i), shape(i)) for i in range(3)] == [(PALETTE[i], "circle") for i in range(3)]


def test_style_lends_out_nothing_that_can_be_changed():
    style()["axis"]["gridColor"] = "red"
    assert style()["axis"]["gridColor"] != "red"
