from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from coterie import InputError
from coterie.sources.file_formats import FORMATS, typed
from coterie.sources.formats import recognise

FILES = Path(__file__).parents[3] / "docs" / "files.md"


def test_no_two_formats_claim_the_same_files():
    endings = [ending for each in FORMATS.values() for ending in each.endings]
    starts = [start for each in FORMATS.values() for start in each.starts]
    assert len(set(endings)) == len(endings)
    assert not [one for one in starts for other in starts if one is not other and one.startswith(other)]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_format_is_known_by_its_endings_and_by_how_its_files_begin(kind):
    for ending in FORMATS[kind].endings:
        assert recognise(b"{", f"a{ending.upper()}")[0] == kind or not FORMATS[kind].lines
        for start in FORMATS[kind].starts:
            assert recognise(start, f"a{ending}") == (kind, ())
    for start in FORMATS[kind].starts:
        assert recognise(start, "a.csv")[0] == kind
    assert set(FORMATS[kind].media_types.values()) <= set(FORMATS[kind].endings)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_page_of_files_names_every_ending_that_messages_name(kind):
    page = FILES.read_text()
    assert [ending for ending in FORMATS[kind].usual if not re.search(rf"{re.escape(ending)}\b", page)] == []


def test_whatever_a_library_raises_is_told_in_one_line():
    def broken(data: bytes, name: str):
        raise pl.exceptions.ComputeError

    with pytest.raises(InputError, match="'a.x' cannot be read: it is no Sketch file that can be understood"):
        typed(broken, "Sketch")(b"", "a.x", encoding=None)
