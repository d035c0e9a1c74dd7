"""Words and their first letters."""

from __future__ import annotations

import pytest

from coterie.parsing.abbreviated import spelled_out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["weiblich", "w", "männlich", "m"], {"w": "weiblich", "m": "männlich"}),
        (["hombre", "mujer", "h", "m"], {"h": "hombre", "m": "mujer"}),
        (["f", "m"], {}),
        (["female", "feminine", "f"], {}),
        ([], {}),
    ],
)
def test_a_letter_is_the_only_word_that_begins_with_it(words, found):
    assert spelled_out(words) == found
