from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
import vl_convert

from coterie.charts.customer_map import customer_map
from coterie.charts.elbow_curve import elbow_curve
from coterie.charts.segment_sizes import segment_sizes
from coterie.charts.svg import _light, _own_ids, to_svg
from coterie.charts.theme import INK
from coterie.errors import CoterieError
from coterie.projection import CustomerMap
from coterie.views.summary import Naming, Segment, Tried

SWEEP = [Tried(k, 100.0 / k, None, None, 1, 1) for k in range(1, 9)]


def a_map(k):
    rng = np.random.default_rng(1)
    labels = (np.arange(400) % k).astype(np.int32)
    return customer_map(CustomerMap(rng.normal(size=(400, 2)), labels, (0.5, 0.5), ("a", "b"), 400))


@pytest.mark.words
def test_it_is_one_named_picture():
    root = ET.fromstring(to_svg(elbow_curve(SWEEP, chosen=3), name="elbow"))  # noqa: S314 - our own text
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "elbow-says"
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.get("id") == "elbow-says"
    assert title.text is not None
    assert title.text.startswith("Inertia by number of segments")
    assert root.get("width") is None


def test_only_the_whole_speaks():
    picture = to_svg(a_map(3), name="map")
    assert re.findall(r"\brole=\"[^\"]*\"", picture) == ['role="img"']
    assert "aria-label=" not in picture
    assert "aria-roledescription" not in picture


def test_a_name_that_looks_like_a_role_stays():
    segment = Segment(0, '<g class="x" role="img">', Naming(None, None, "", "", "", ()), 1, 1.0, {})
    texts = ET.fromstring(to_svg(segment_sizes([segment]), name="sizes")).itertext()  # noqa: S314 - our own text
    assert '0 <g class="x" role="img">' in list(texts)


def test_a_description_is_text():
    segment = Segment(0, "</title><script>", Naming(None, None, "", "", "", ()), 1, 1.0, {})
    picture = to_svg(segment_sizes([segment]), name="sizes")
    assert "<script" not in picture
    ET.fromstring(picture)  # noqa: S314 - our own text


def test_two_runs_and_any_order_give_the_same_characters():
    first = to_svg(elbow_curve(SWEEP, chosen=3), name="elbow")
    to_svg(a_map(6), name="map")
    assert to_svg(elbow_curve(SWEEP, chosen=3), name="elbow") == first


def test_no_id_is_in_two_pictures():
    pictures = [to_svg(elbow_curve(SWEEP, chosen=3), name="one"), to_svg(elbow_curve(SWEEP, chosen=3), name="two")]
    one, two = (set(re.findall(r'\bid="([^"]+)"', picture)) for picture in pictures)
    assert one
    assert not one & two


def test_ids_and_what_points_to_them_change_together():
    svg = '<clipPath id="clip7"/><g clip-path="url(#clip7)"/><use href="#clip7"/><clipPath id="clip70"/>'
    assert _own_ids(svg, "map") == (
        '<clipPath id="map-0"/><g clip-path="url(#map-0)"/><use href="#map-0"/><clipPath id="map-1"/>'
    )


def test_nothing_is_loaded_or_run():
    for picture in (to_svg(a_map(3), name="map"), to_svg(elbow_curve(SWEEP, chosen=3), name="elbow")):
        assert not re.search(r"<script|<image|<style|\bon\w+=|javascript:|@import", picture)
        assert set(re.findall(r"https?://[^\"' ]+", picture)) <= {"http://www.w3.org/2000/svg"}


def test_the_text_takes_the_colour_of_the_page():
    picture = to_svg(elbow_curve(SWEEP, chosen=3), name="elbow")
    assert 'fill="currentColor"' in picture
    assert INK not in picture


def outlines(svg):
    """Return the middle of every dot, as drawn before and after merging."""
    single = re.findall(r'transform="translate\(([-\d.]+),([-\d.]+)\)" d="[^"]+" fill="#', svg)
    merged = re.findall(r"M([-\d.]+),([-\d.]+)h0", svg)
    return sorted((round(float(x), 1), round(float(y), 1)) for x, y in single + merged)


def test_merged_dots_stand_where_single_ones_did():
    drawn = vl_convert.vegalite_to_svg(a_map(4).to_dict())
    light = _light(drawn)
    assert outlines(light) == outlines(drawn)
    assert len(light) < len(drawn) / 4


def test_merged_squares_keep_their_outline():
    square = '<path transform="translate({},{})" d="M-2,-2h4v4h-4Z" fill="#0072B2" opacity="0.6"/>'
    assert _light(square.format(10, 20) + square.format(30.25, 40)) == (
        '<path d="M8.0,18.0h4v4h-4ZM28.2,38.0h4v4h-4Z" fill="#0072B2" opacity="0.6"/>'
    )


def test_marks_with_an_outline_colour_stay_as_they_are():
    badge = '<path transform="translate(1,2)" d="M3,0A3,3,0,1,1,-3,0" fill="#000" stroke="white"/>'
    assert _light(badge * 2) == badge * 2


def test_a_chart_that_cannot_be_drawn_is_told_in_words(monkeypatch):
    def refuse(_):
        raise ValueError("Vega-Lite to SVG conversion failed:\nError: Infinite range\n    at somewhere.js:1:2")

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", refuse)
    with pytest.raises(
        CoterieError, match=r"^The chart 'elbow' cannot be drawn: its numbers are too large or too small\."
    ):
        to_svg(elbow_curve(SWEEP, chosen=3), name="elbow")
