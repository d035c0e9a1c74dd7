from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coterie.excerpts import LONGEST_VALUE, excerpt, excerpts


def test_what_is_short_stays_and_what_is_long_ends_in_an_ellipsis():
    assert excerpt("x" * LONGEST_VALUE) == "x" * LONGEST_VALUE
    assert excerpt("x" * (LONGEST_VALUE + 1)) == "x" * (LONGEST_VALUE - 1) + "…"


@given(st.lists(st.text("ab…", max_size=8), unique=True, max_size=30))
def test_different_texts_are_shown_differently(texts):
    shown = excerpts(texts, 4)
    assert list(shown) == texts
    assert len(set(shown.values())) == len(texts)
    assert all(shown[text] == text for text in texts if len(text) <= 4)
    assert all(len(new) <= 4 + len(" (30)") for new in shown.values())


def test_very_many_that_begin_alike_are_numbered_in_no_time():
    texts = [f"{'x' * 200}{number}" for number in range(20_000)]
    assert len(set(excerpts(texts).values())) == 20_000
