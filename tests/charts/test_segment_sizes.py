from __future__ import annotations

from coterie.charts.segment_sizes import segment_sizes
from coterie.charts.svg import to_svg
from coterie.charts.theme import colour
from coterie.views.summary import Naming, Segment


def segments(*counts):
    return [segment(i, f"Name {i}", n, n / sum(counts)) for i, n in enumerate(counts)]


def segment(number, name, size, share):
    return Segment(number, name, Naming(None, None, "", "", "", ()), size, share, {})


def test_each_bar_is_as_long_as_its_segment_is_large():
    spec = segment_sizes(segments(60, 30, 10)).to_dict()
    rows = next(iter(spec["datasets"].values()))
    assert [row["size"] for row in rows] == [60, 30, 10]
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0, 60]


def test_bars_have_their_segments_colour_and_number():
    picture = to_svg(segment_sizes(segments(*range(20, 8, -1))), name="sizes")
    for i in range(12):
        assert f">{i} Name {i}<" in picture
        assert f'fill="{colour(i)}"' in picture


def test_names_that_look_like_markup_are_text():
    picture = to_svg(segment_sizes([segment(0, '"><b>&', 3, 1.0)]), name="sizes")
    assert "<b>" not in picture


def test_order_is_kept_beyond_nine_segments():
    picture = to_svg(segment_sizes(segments(*range(30, 18, -1))), name="sizes")
    assert picture.index(">2 Name 2<") < picture.index(">10 Name 10<")
