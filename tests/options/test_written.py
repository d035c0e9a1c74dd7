from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie import errors
from coterie.options import Options, written

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "k": st.integers(1, 40),
            "ignore": st.lists(words, max_size=3, unique=True),
            "type": st.dictionaries(words, st.sampled_from(["numeric", "text"]), max_size=3),
            "weight": st.dictionaries(words, st.floats(0.01, 100), max_size=2),
            "seed": st.integers(0, 99),
            "title": st.sampled_from(['A "quoted" title', "C:\\shop #1", "Été"]),
            "id": st.none() | words,
        },
    )
)
def test_what_is_written_is_read_back(asked):
    text = written(asked, "Made here.\nBy hand.")
    assert text.startswith("# Made here.\n# By hand.\n")
    assert Options.read(tomllib.loads(text)) == Options.read(asked)


def test_what_is_no_option_is_refused():
    with pytest.raises(errors.InputError):
        written({"nothing": 1}, "")
