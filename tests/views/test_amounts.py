from __future__ import annotations

import re

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.report.markdown import to_markdown
from coterie.report.page import render
from coterie.report.segment_pages import segment_files
from coterie.views import summary_of, view
from coterie.views.amounts import amount
from coterie.views.front.value import value_of
from coterie.views.segment_page import segment_pages


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [("Year_Birth", 1969.4, "1969"), ("Year_Birth", 1250.0, "1,250"), ("visits", 1969.4, "1,969"), ("yob", None, "–")],
)
def test_years_alone_stand_without_a_comma(column, value, text):
    assert amount(column, value, largest=2000.0) == text


def test_no_year_has_a_comma_anywhere():
    rng = np.random.default_rng(3)
    born = np.r_[rng.integers(1940, 1960, 150), rng.integers(1985, 2004, 150)]
    table = pl.DataFrame({"Year_Birth": born, "spent": rng.gamma(3, 20, 300) + (born > 1970) * 300.5})
    found = coterie.segment(table, k=2, evidence="none")
    shown = view(found.segmentation)
    summary = summary_of(found.segmentation)
    pages = segment_files(segment_pages(found.segmentation), summary, value_of(summary), back="report.html")
    for text in (render(shown, {}), to_markdown(shown), *pages.values(), repr(found), str(found)):
        assert not re.findall(r"\b(?:1,9|2,0)\d\d\b", text)
    assert re.search(r"\b19[45]\d\b", render(shown, {}))
