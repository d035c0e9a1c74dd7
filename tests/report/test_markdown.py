from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coterie
from coterie.report.markdown import markdown_table, plain, to_markdown
from coterie.views import view


@given(st.text())
def test_no_text_is_markup(text):
    said = plain(text)
    assert "\n" not in said
    assert "<" not in said
    assert re.search(r"(?<!\\)(?:\\\\)*[*_`|\[\]{}#~]", said) is None


def test_a_table_has_as_many_cells_in_every_row():
    lines = markdown_table([("a", "b"), ("x|y", "1")]).splitlines()
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in lines] == [3, 3, 3]


@pytest.mark.parametrize("k", [1, 2, 6])
def test_what_the_first_page_says_is_in_it(k):
    page = view(coterie.segment(coterie.datasets.bank_customers(n=600), k=k, evidence="none").segmentation)
    text = to_markdown(page)
    assert text.startswith(f"# {plain(page.front.finding)}\n")
    for row in page.front.rows:
        assert f"| {plain(row.name)} | {row.people} |" in text
    for each in page.front.unsaid:
        assert plain(each.why) in text
    assert "\n\n\n" not in text
