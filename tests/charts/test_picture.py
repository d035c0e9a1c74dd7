from __future__ import annotations

import xml.etree.ElementTree as ET

from coterie.charts.picture import number, picture, text


def test_words_are_escaped():
    drawn = picture([text("</text><script>", (0, 0))], name="a", size=(10, 10), says="</title><b>")
    root = ET.fromstring(drawn)  # noqa: S314 - our own text
    assert "<script" not in drawn
    assert list(root.itertext()) == ["</title><b>", "</text><script>"]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "a-says"


def test_it_says_nothing_of_its_size_so_that_the_page_decides():
    root = ET.fromstring(picture([], name="a", size=(10, 20.5), says=""))  # noqa: S314 - our own text
    assert root.get("width") is None
    assert root.get("viewBox") == "0 0 10 20.5"


def test_places_are_written_to_a_tenth():
    assert [number(each) for each in (3.14159, -0.04, 100.0)] == ["3.1", "0", "100"]
