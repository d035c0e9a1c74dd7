from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from coterie.scoring.onnx.patterns import pattern_of

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


def in_python(pattern):
    """Return a pattern of RE2 as Python writes it."""
    return re.sub(r"\\x\{([0-9a-f]+)\}", lambda found: f"\\U{int(found[1], 16):08x}", pattern)


@given(word=words, cell=words, same=st.booleans())
def test_a_cell_matches_the_word_that_it_is_in_small_letters(word, cell, same):
    said = word.swapcase() if same else cell
    if any(len(letter.lower()) > 1 or "Σ" in letter for letter in said + word):
        return
    small = word.lower()
    spaced = " ".join(said.split()).lower() == " ".join(small.split())
    assert bool(re.fullmatch(in_python(pattern_of([small], spaced=True)), said)) == spaced
    if small == small.strip():
        assert bool(re.fullmatch(in_python(pattern_of([small])), said)) == (said.strip().lower() == small)
