from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coterie.notebook.sheet import Grid, Sheet
from coterie.notebook.text import MOST_LINES, to_text

WORDS = st.text(max_size=60)


@given(
    WORDS,
    st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=30),
    st.lists(st.tuples(WORDS, WORDS), max_size=40),
    WORDS,
)
def test_it_is_never_longer(headline, rows, lines, hint):
    text = to_text(Sheet(headline, Grid(("a", "b", "c"), tuple(rows)), tuple(lines), hint=hint))
    assert text.count("\n") < MOST_LINES
    assert "\x1b" not in text


def test_what_is_left_out_is_counted():
    grid = Grid(("a", *("b" * 30,) * 6), (("x", *("1",) * 6),) * 11, more="2 columns in the report")
    assert to_text(Sheet("Head", grid)).splitlines()[-1] == "  … 2 columns in the report, 3 more rows, 3 more columns"
