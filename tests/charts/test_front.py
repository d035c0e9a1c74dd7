from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from coterie.charts.front import pictures_of, plane, scale
from coterie.views.contract import summary_from
from coterie.views.front import front
from coterie.views.front.plane import Axis
from coterie.views.front.strips import Column


def _svgs(pictures):
    for each in pictures.values():
        yield from each.values() if isinstance(each, dict) else [each or ""]


def drawn(case, name):
    return pictures_of(front(summary_from(case(name)[0])))


@pytest.mark.parametrize("name", ["bank", "mall", "wide", "single", "tiny", "hostile", "unasked", "partly"])
def test_nothing_is_drawn_at_no_place(case, name):
    marks = re.sub(r"<(text|title).*?</\1>|class=\"[^\"]*\"", "", " ".join(_svgs(drawn(case, name))))
    assert "nan" not in marks
    assert "inf" not in marks


def test_names_are_escaped(case):
    assert not [svg for svg in _svgs(drawn(case, "hostile")) if "<script" in svg or "<b>" in svg]


def test_bars_are_of_one_scale(case):
    pictures = drawn(case, "bank")["bars"]
    found = front(summary_from(case("bank")[0]))
    widths = {
        row.id: [float(w) for w in re.findall(r'width="([\d.]+)" height="13"', pictures[row.id])] for row in found.rows
    }
    most = max(part for row in found.rows for part in (row.part, row.value_part))
    for row in found.rows:
        assert widths[row.id] == pytest.approx([84 * row.part / most, 84 * row.value_part / most], abs=0.06)


def test_names_of_outlines_cover_no_other(case):
    texts = re.findall(r'<text class="halo" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)<', drawn(case, "bank")["plane"])
    places = [(float(x), float(y), len(words) * 3.3) for x, y, words in texts]
    for at, (x, y, half) in enumerate(places):
        assert all(abs(y - other) >= 13 or abs(x - there) >= half + wide for there, other, wide in places[:at])


def test_round_values_that_would_cover_each_other_are_left_out():
    ticks = tuple((place / 20, "100k") for place in range(21))
    picture = scale(Column("x", "x", ticks, None, None, "", ()))
    at = [float(x) for x in re.findall(r'<text x="([\d.]+)"', picture)]
    assert all(after - before > 20 for before, after in pairwise(at))


def test_round_values_beside_a_map_stand_apart(case):
    view = front(summary_from(case("bank")[0])).plane
    crowded = replace(view, axes=(view.axes[0], Axis("y", tuple((place / 100, "k") for place in range(90, 99)))))
    at = [
        float(y) for y in re.findall(r'y="([\d.]+)"[^>]*text-anchor="end"[^>]*>k<', plane(crowded, name="p", says=""))
    ]
    assert len(at) > 1
    assert all(before - after >= 13.9 for before, after in pairwise(at))


def test_round_values_below_the_outlines_cover_no_other(case):
    found = front(summary_from(case("bank")[0])).plane
    close = tuple((place / 30, f"{place}00") for place in range(31))
    shown = plane(replace(found, axes=(Axis("x", close), replace(found.axes[1], ticks=()))), name="plane", says="")
    at = [(float(x), len(words) * 3.3) for x, words in re.findall(r'<text x="([\d.]+)" [^>]*>(\d+)<', shown)]
    assert len(at) > 8
    assert all(x - half - before - wide >= 6 for (before, wide), (x, half) in pairwise(at))


def test_the_words_beside_a_map_say_the_medians(case):
    summary, _ = case("bank")
    found = front(summary_from(summary)).plane
    says = re.search(r"<title[^>]*>(.*?)</title>", drawn(case, "bank")["plane"])[1]
    assert len(found.outlines) == len(summary["segments"])
    for each in found.outlines:
        assert f"{each.name}: medians {each.medians[0]} and {each.medians[1]}." in says
    for side, axis in enumerate(found.axes):
        column = axis.label.replace(" ", "_")
        plain = {each["id"]: each["profile"][column]["median"] for each in summary["segments"]}
        told = {each.id: float(each.medians[side].replace(",", "")) for each in found.outlines}
        assert told == pytest.approx(plain, rel=0.006)
