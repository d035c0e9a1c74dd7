from __future__ import annotations

import io

import numpy as np
import polars as pl
import pytest

from coterie import InputError
from coterie.assignments import assignments, check_key, write_csv
from coterie.schema import Column, Schema

SCHEMA = Schema((Column("id", "text", "id", 0, ""), Column("x", "numeric", "feature", 0, "")))


def placed(x, centers, usable=None):
    usable = np.ones(len(x), dtype=bool) if usable is None else np.array(usable)
    frame = pl.DataFrame({"id": [f"c{i}" for i in range(len(usable))], "x": [0.0] * len(usable)})
    X, C = np.array(x, dtype=float)[:, None], np.array(centers, dtype=float)[:, None]
    return assignments(frame, SCHEMA, usable, X=X, centers=C, names=[f"s{k}" for k in range(len(centers))])


def test_distance_second_and_margin():
    row = placed([1.0], [0.0, 4.0]).row(0, named=True)
    assert row == {
        "id": "c0",
        "segment_id": 0,
        "segment": "s0",
        "distance": 1.0,
        "second_segment_id": 1,
        "margin": pytest.approx((3 - 1) / (3 + 1)),
    }


def test_the_margin_is_1_at_a_centroid_and_0_on_a_border():
    assert placed([0.0, 2.0], [0.0, 4.0])["margin"].to_list() == [1.0, 0.0]


def test_two_centroids_in_one_place_leave_no_margin():
    assert placed([0.0], [0.0, 0.0])["margin"].to_list() == [0.0]


def test_customers_that_cannot_be_placed_keep_their_rows():
    frame = placed([4.0, 0.0], [0.0, 4.0], [False, True, False, True])
    assert frame["id"].to_list() == ["c0", "c1", "c2", "c3"]
    assert frame["segment_id"].to_list() == [None, 1, None, 0]


def test_no_customer_at_all_can_be_placed():
    frame = placed([], [0.0, 4.0], [False, False])
    assert frame["segment_id"].to_list() == [None, None]


@pytest.mark.parametrize("name", ["segment_id", "segment", "distance", "second_segment_id", "margin"])
def test_an_id_with_the_name_of_another_column_is_refused(name):
    schema = Schema((Column(name, "text", "id", 0, ""),))
    with pytest.raises(InputError, match=f"The id column is called '{name}', as is a column of the assignments."):
        check_key(schema)


@pytest.mark.parametrize("odd", [None, 0.0, -1e-9, 1e-7, 999.5, 1e3 + 0.5, 1e15 - 0.5, 1e300, np.inf, np.nan])
def test_numbers_are_written_with_six_decimals_whatever_they_are(odd):
    numbers = [*np.random.default_rng(0).random(50_000) * 9, *(n / 128 for n in range(300)), odd]
    file = io.BytesIO()
    write_csv(pl.DataFrame({"distance": numbers, "n": range(len(numbers))}), file)
    texts = [line.split(",")[0] for line in file.getvalue().decode().splitlines()[1:]]
    assert texts == ["" if n is None else "NaN" if np.isnan(n) else f"{n:.6f}" for n in numbers]
