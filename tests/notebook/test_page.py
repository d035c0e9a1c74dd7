from __future__ import annotations

from coterie.notebook.page import to_html, unique
from coterie.notebook.sheet import Grid, Sheet


def test_cells_titles_and_sentences_are_escaped():
    evil = "<i>&"
    page = to_html(Sheet(evil, Grid((evil, "n"), ((evil, evil),), more=evil), ((evil, evil),), hint=evil))
    assert page.count("&lt;i&gt;&amp;") == 9  # the headline also says what the table is
    assert "<i>&" not in page


def test_the_same_chart_has_the_same_name_and_another_one_another():
    assert unique("map", {"a": 1}) == unique("map", {"a": 1}) != unique("map", {"a": 2})
