from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.remarks import say
from coterie.views.exploring.bins import bins_of
from coterie.views.exploring.selection import Selection, counted, customer_rows, read_selection, where

AGES = [18, 25, 30, 30, 41, None, 60]
CARDS = ["Gold", "Gold", "Silver", None, "Gold", "Silver", "Blue"]
CUSTOMERS = pl.DataFrame(
    {"c0": AGES, "c1": CARDS, "s1": [0] * 7, "s2": [0, 0, 0, 1, 1, 1, 1], "x": range(7), "y": range(7)},
    schema_overrides={"x": pl.Float32, "y": pl.Float32, "s1": pl.UInt8, "s2": pl.UInt8},
)
COLUMNS = ("age", "card")
BINS = (bins_of(pl.Series("age", AGES)), bins_of(pl.Series("card", CARDS)))
KNOWN = {"columns": COLUMNS, "bins": BINS}


def who(selection, k=2):
    found = CUSTOMERS.with_row_index("n").filter(where(selection, k, **KNOWN))
    return found["n"].to_list()


@pytest.mark.parametrize(
    ("selection", "rows"),
    [
        (Selection(), [0, 1, 2, 3, 4, 5, 6]),
        (Selection((1,)), [3, 4, 5, 6]),
        (Selection((7,)), []),
        (Selection(ranges={"age": (25.0, 30.0)}), [1]),
        (Selection(ranges={"age": (30.0, BINS[0].edges[-1])}), [2, 3, 4, 6]),
        (Selection(among={"card": (0,)}), [0, 1, 4]),
        (Selection(among={"card": (0, 1)}), [0, 1, 2, 4, 5]),
        (Selection(among={"card": (3,)}), []),
        (Selection(box=(1.0, 0.0, 3.0, 2.0)), [1, 2]),
        (Selection((0,), {"age": (18.0, 30.0)}, {"card": (0,)}, (1.0, 1.0, 9.0, 9.0)), [1]),
    ],
)
def test_all_conditions_hold_and_a_range_ends_before_its_upper_end_unless_it_is_the_last(selection, rows):
    assert who(selection) == rows


def test_v6_counts_medians_and_mix_are_those_of_everyone_selected():
    found = counted(CUSTOMERS, where(Selection((1,)), 2, **KNOWN), 2, **KNOWN)
    assert (found.count, found.of, found.mix) == (4, 7, ((1, 4),))
    assert found.says == say("studio.selected", n=4, of=7)
    assert "41" in found.medians["age"]
    assert counted(CUSTOMERS, where(Selection(), 2, **KNOWN), 2, **KNOWN).says == say("studio.selected_all", n=7)
    nobody = counted(CUSTOMERS, where(Selection((7,)), 2, **KNOWN), 2, **KNOWN)
    assert (nobody.count, nobody.mix) == (0, ())
    assert set(nobody.medians) == {"age", "card"}


@given(st.dictionaries(st.sampled_from(["s", "k", "box", "x.age", "x.card", "x.none", "y"]), st.text(max_size=12)))
def test_u1_any_address_is_some_selection(said):
    found = read_selection(said.items(), BINS)
    assert counted(CUSTOMERS, where(found, 2, **KNOWN), 2, **KNOWN).count <= 7


def test_an_address_is_read_as_it_was_written():
    said = [("k", "2"), ("s", "1,0"), ("x.age", "25..30"), ("x.card", "0,2"), ("box", "-1,0,1.5,2")]
    assert read_selection(said, BINS) == Selection((1, 0), {"age": (25.0, 30.0)}, {"card": (0, 2)}, (-1, 0, 1.5, 2))


def test_rows_are_those_of_the_selection_in_the_order_of_the_table():
    found = customer_rows(CUSTOMERS, where(Selection((1,)), 2, **KNOWN), 2, columns=COLUMNS, start=1, most=2)
    assert [(row.place, row.segment) for row in found] == [(4, 1), (5, 1)]
    assert found[0].cells[1] == "Gold"


def test_all_other_categories_are_chosen_together():
    words = [f"w{i}" for i in range(12) for _ in range(20 - i)] + [None]
    bins = (bins_of(pl.Series("card", words)),)
    frame = pl.DataFrame({"c0": words, "s1": [0] * len(words)})
    last = len(bins[0].values) - 1
    found = frame.filter(where(Selection(among={"card": (last,)}), 1, columns=("card",), bins=bins))
    assert set(found["c0"].to_list()) == {"w8", "w9", "w10", "w11"}
