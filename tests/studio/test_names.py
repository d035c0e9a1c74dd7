from __future__ import annotations

import polars as pl
import pytest

from coterie.studio.kept import Kept
from coterie.studio.names import Given, called, names_at, with_given

ROWS = {"s2": [0, 0, 0, 0, 1, 1], "s3": [0, 0, 0, 2, 1, 1]}


class Run(Kept):
    """A run whose customers are given."""

    frame: pl.DataFrame

    @property
    def customers(self):
        return self.frame


def run(number: int, ids=(1, 2, 3, 4, 5, 6), **segments) -> Kept:
    same = ([[0, 1], [0, 1, None]], [[0, 1], [0, 1, 2]])  # from K = 2, from K = 3
    made = Run(None, number, ("id",), (), "id", (), ("", ""), (0, 0), (2, 3), (2, 3), 2, same, (), early=False)
    object.__setattr__(made, "frame", pl.DataFrame({"c0": ids, **(segments or ROWS)}))
    return made


def entry(name="Savers", *, run=1, k=2, segment=0, locked=True, note=""):
    return {"run": run, "k": k, "segment": segment, "name": name, "locked": locked, "note": note}


def nobody(_):
    raise AssertionError


def test_n2_a_name_follows_its_people_to_another_k_and_back():
    entries = [entry("Savers"), entry("Third", k=3, segment=2)]
    assert called(names_at(entries, run(1), 2, find=nobody)) == {0: "Savers"}
    assert called(names_at(entries, run(1), 3, find=nobody)) == {0: "Savers", 2: "Third"}


def test_a_name_given_at_this_k_stands_before_one_that_follows():
    entries = [entry("Here", k=3), entry("From two")]
    assert called(names_at(entries, run(1), 3, find=nobody)) == {0: "Here"}
    assert called(names_at(entries, run(1), 2, find=nobody)) == {0: "From two"}


@pytest.mark.parametrize("locked", [True, False])
def test_n2_a_locked_name_is_there_when_segments_are_made_again_and_another_is_not(locked):
    again = run(2, s2=[1, 1, 1, 0, 0, 0], s3=ROWS["s3"])
    found = names_at([entry(locked=locked)], again, 2, find=lambda _: run(1))
    assert called(found) == ({1: "Savers"} if locked else {})


def test_n2_half_of_the_people_are_not_the_segment():
    again = run(2, s2=[0, 0, 1, 1, 1, 1], s3=ROWS["s3"])
    assert names_at([entry()], again, 2, find=lambda _: run(1)) == {}


def test_other_customers_are_not_the_same():
    again = run(2, ids=(1, 2, 3, 4, 5, 7))
    assert names_at([entry()], again, 2, find=lambda _: run(1)) == {}
    assert names_at([entry()], run(2), 2, find=lambda _: None) == {}


def test_what_is_given_takes_the_place_of_what_the_same_people_had():
    first = with_given([], run(1), 2, segment=0, given=Given("Savers", True, ""))
    second = with_given(first, run(1), 3, segment=0, given=Given("Thrifty", True, "call"))
    assert second == [entry("Thrifty", k=3, note="call")]
    assert called(names_at(second, run(1), 2, find=nobody)) == {0: "Thrifty"}
    assert with_given(second, run(1), 2, segment=0, given=Given("", False, "")) == []
    assert with_given(second, run(2), 2, segment=0, given=Given("", False, "")) == second
