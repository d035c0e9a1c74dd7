from __future__ import annotations

import polars as pl

from coterie.views.exploring.listing import list_of, on_list

EVERYONE = pl.DataFrame(
    {
        "c0": ["00123", "=1+1", "7", "8"],
        "s3": [0, 2, 2, 1],
        "m3": [0.5, 0.1, 0.5, 0.5],
        "t3": [1.0, 0.2, 0.75, 0.1],
    }
)
NAMES = {0: "Savers", 1: "Spenders", 2: "Young, and rich"}


def test_e1_a_list_has_the_chosen_segments_and_nobody_else():
    members = on_list(EVERYONE, 3, [2, 0, 99])
    rows = list_of(members, 3, NAMES, columns=("client", "age"), key="client").rows()
    assert rows == [("00123", "Savers"), ("=1+1", "Young, and rich"), ("7", "Young, and rich")]
    assert on_list(EVERYONE, 3, []).height == 0


def test_e1_who_stands_on_a_border_is_left_out_only_if_asked():
    assert on_list(EVERYONE, 3, [2]).height == 2
    assert on_list(EVERYONE, 3, [2], clear=True)["c0"].to_list() == ["7"]
    assert on_list(EVERYONE.drop("t3"), 3, [2], clear=True).height == 2


def test_without_an_id_rows_are_numbered_from_one():
    found = list_of(on_list(EVERYONE, 3, [1, 2]), 3, NAMES, columns=("age",), key=None)
    assert (found.columns, found["row"].to_list()) == (["row", "segment"], [2, 3, 4])
