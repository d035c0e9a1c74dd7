import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.audiences.since import Earlier, as_ids, changes, earlier_members
from coterie.errors import DataRefused

people = st.lists(st.sampled_from([None, *"abcdefgh"]), max_size=12)


@given(people, st.sets(st.sampled_from([*"abcdefxyz"])), st.data())
def test_added_and_kept_are_the_list_and_nobody_is_lost(ids, before, data):
    flags = st.lists(st.booleans(), min_size=len(ids), max_size=len(ids))
    reachable = pl.Series(data.draw(flags), dtype=pl.Boolean)
    listed = pl.Series(data.draw(flags), dtype=pl.Boolean) & reachable
    found = changes(ids, Earlier(frozenset(before), {}), listed=listed, reachable=reachable)
    kept = listed & ~found.added
    assert {i for i, keep in zip(ids, kept, strict=True) if keep} <= before
    assert not {i for i, new in zip(ids, found.added, strict=True) if new} & before
    assert not (found.removed & listed).any()
    assert {i for i, off in zip(ids, found.removed, strict=True) if off} <= before
    assert found.gone == len(before - set(ids))


def then(**columns):
    return pl.DataFrame({"id": ["a", "b", "c"], "segment_id": [0, 1, None], "segment": ["A", "B", None]} | columns)


def test_who_was_in_the_segments_was_listed_but_for_those_held_out():
    assert earlier_members(then(), "id", {0: "A", 1: "B"}).ids == {"a", "b"}
    arm = ["holdout", "treatment", None]
    assert earlier_members(then(arm=arm), "id", {0: "A", 1: "B"}).ids == {"b"}


def test_another_name_of_the_same_number_is_told():
    assert earlier_members(then(), "id", {0: "New", 1: "B"}).renamed == {"New": "A"}


@pytest.mark.parametrize("lacking", ["id", "segment_id", "segment"])
def test_what_holds_no_assignments_is_refused(lacking):
    with pytest.raises(DataRefused, match=f"lacks {lacking}"):
        earlier_members(then().drop(lacking), "id", {0: "A"})


def test_ids_are_the_same_whatever_a_spreadsheet_made_of_them():
    assert as_ids(pl.Series([17, 18])) == as_ids(pl.Series([17.0, 18.0])) == as_ids(pl.Series(["17", " 18"]))
