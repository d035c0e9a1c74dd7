from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

import coterie
from coterie.charts.files import alone, chart_files
from coterie.views import view


@pytest.fixture(scope="module")
def page():
    return view(coterie.segment(coterie.datasets.bank_customers(n=600), k=3, value="income").segmentation)


def test_each_stands_alone(page):
    files = chart_files(page, "svg")
    assert {"segments.svg", "two-features.svg", "worth.svg", "elbow.svg"} <= set(files)
    for name, content in files.items():
        text = content.decode()
        root = ElementTree.fromstring(text)  # noqa: S314 - written a line ago
        assert root.tag == "{http://www.w3.org/2000/svg}svg", name
        assert "var(" not in text, name
        assert float(root.get("width")) > 0
        assert not re.findall(r'(?:href|src)="(?!#)', text)


def test_every_class_of_a_picture_has_a_colour_there(page):
    front = [name for name in chart_files(page, "svg") if name.split(".")[0] in {"segments", "two-features", "worth"}]
    for name in front:
        text = chart_files(page, "svg")[name].decode()
        style, drawn = text.partition("</style>")[::2]
        for kinds in re.findall(r'class="([^"]+)"', drawn):
            assert any(f".{kind}" in style for kind in kinds.split()), (name, kinds)


def test_pngs_are_pictures_that_are_not_blank(page):
    for name, content in chart_files(page, "png").items():
        assert content.startswith(b"\x89PNG"), name
        assert len(content) > 5_000, name


def test_the_paper_is_white_and_as_large_as_the_picture():
    made = alone('<svg viewBox="0 0 640 100" aria-hidden="true"><path d="M0,0h9"/></svg>')
    assert 'width="664" height="124"' in made
    assert 'fill="#ffffff"' in made
