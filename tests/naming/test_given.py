from __future__ import annotations

import pytest

from coterie.errors import InputError
from coterie.naming import Name, Names, checked_names, with_given
from coterie.remarks import say

THREE = Names(tuple(Name(each, each, 0.9, "Do.", "So.", (), "Are.") for each in ("A", "B", "C")), "bank", {"x": "y"})


def test_a_name_stands_before_the_others_and_says_that_it_was_given():
    found = with_given(THREE, {1: "Regulars"})
    assert [each.name for each in found.names] == ["A", "Regulars", "C"]
    assert [each.given for each in found.names] == [False, True, False]
    given = found.names[1]
    assert given.sentence == f"{say('evidence.by_hand')} So."
    assert (given.archetype, given.fit, given.advice, given.description) == ("B", 0.9, "Do.", "Are.")
    assert (found.catalogue, found.columns) == ("bank", {"x": "y"})


def test_names_may_be_swapped():
    assert [each.name for each in with_given(THREE, {0: "B", 1: "A"}).names] == ["B", "A", "C"]


def test_without_any_nothing_changes():
    assert with_given(THREE, checked_names(None)) == with_given(THREE, {}) == THREE


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({3: "D"}, "`names` gives segment 3 a name, but the segments are 0 to 2."),
        ({0: "C"}, "Segments 0 and 2 would all be called 'C'."),
        ({0: "c"}, "Segments 0 and 2 would all be called 'c'."),
    ],
)
def test_what_does_not_fit_the_segments_is_refused(given, said):
    with pytest.raises(InputError) as caught:
        with_given(THREE, given)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({0: ""}, "The name of segment 0 is '', but must be a name of 1 to 100 letters on one line."),
        ({0: " \t"}, "The name of segment 0"),
        ({0: "a\nb"}, "The name of segment 0"),
        ({0: "a" * 101}, "The name of segment 0"),
        ({0: None}, "The name of segment 0 is None"),
        ({0: "Same", 2: " same "}, "Segments 0 and 2 would all be called 'Same'."),
        ({"0": "A"}, "`names` is '0', but must be given by segment id, a whole number from 0."),
        ({True: "A"}, "`names` is True"),
        ({-1: "A"}, "`names` is -1"),
        (["A"], "`names` is ['A'], but must be names by segment id"),
    ],
)
def test_what_is_no_name_is_refused(given, said):
    with pytest.raises(InputError) as caught:
        checked_names(given)
    assert said in str(caught.value)


def test_blanks_around_a_name_are_left_out():
    assert checked_names({2: "  The usual  "}) == {2: "The usual"}
    assert checked_names({0: "a" * 100}) == {0: "a" * 100}
