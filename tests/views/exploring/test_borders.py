from __future__ import annotations

import polars as pl
import pytest

from coterie.views.exploring.borders import OnBorder, on_border, with_borders


def test_margins_and_what_refits_say_are_those_of_the_assignments(result):
    placed = result.assignments.filter(pl.col("segment_id").is_not_null())
    found = with_borders(pl.DataFrame({"c0": placed["customer_id"]}), {6: result})
    assert found["m6"].to_list() == placed["margin"].cast(pl.Float32).to_list()
    places = on_border(found, 6).places
    assert sorted(places) == placed["borderline"].arg_true().to_list()
    assert len(places) > 1
    margins = placed["margin"].to_list()
    assert [margins[place] for place in places] == sorted(margins[place] for place in places)


def test_who_stays_in_three_of_four_refits_is_not_on_a_border():
    frame = pl.DataFrame({"m2": [0.1, 0.2, 0.3], "t2": [0.75, 0.7499, 1.0]}, schema_overrides={"t2": pl.Float32})
    assert on_border(frame, 2).places == (1,)


def test_without_evidence_nobody_is_said_to_be_on_a_border():
    assert on_border(pl.DataFrame({"m2": [0.0]}), 2).places == ()


@pytest.mark.parametrize(("place", "around"), [(4, (None, 2)), (2, (4, 9)), (9, (2, None)), (1, (None, 4))])
def test_the_next_and_the_one_before(place, around):
    assert OnBorder((4, 2, 9)).around(place) == around
