from __future__ import annotations

import pytest
from pydantic import ValidationError

from coterie.artefact.format_3.table import Source
from coterie.artefact.refusals import Refused, parsed, path_in, place, said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"a": {"k": 1, "k": 1}}', "'k' stands in it twice"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": [-Infinity]}', "-Infinity is no number"),
        (b'{"a": 1e999}', "1e999 is too large a number"),
    ],
)
def test_json_that_readers_take_in_different_ways_is_refused(content, words):
    with pytest.raises(Refused) as caught:
        parsed(content)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        ({"name": "a", "sha256": "", "rows": 1}, "columns is missing"),
        ({"name": 1, "sha256": "", "rows": 1, "columns": 1}, "name should be a valid string"),
        ({"name": "a", "sha256": "", "rows": -1, "columns": 1}, "rows should be greater than or equal to 0"),
        (
            {"name": "a", "sha256": "", "rows": 1, "columns": 1, "a\nb" * 99: 1},
            "a " + "ba " * 39 + "b... is a field that this version does not know",
        ),
    ],
)
def test_one_line_names_the_field(plain, words):
    with pytest.raises(ValidationError) as caught:
        Source.model_validate(plain)
    assert " ".join(said(caught.value, plain).split()) == words


def test_a_place_is_written_as_in_python():
    assert place(("a", 0, "b", 12)) == "a[0].b[12]"
    assert place(()) == ""


@pytest.mark.parametrize(
    ("location", "path"),
    [
        (("a", 0, "numeric", "mean"), ("a", 0, "mean")),
        (("a", 0, "kind", "str"), ("a", 0, "kind")),
        (("numeric", "numeric", "x"), ("numeric", "x")),
        (("nothing", "there"), ("there",)),
    ],
)
def test_names_of_kinds_are_no_part_of_a_way(location, path):
    assert path_in({"a": [{"kind": 1}], "numeric": {"x": 1}}, location) == path
