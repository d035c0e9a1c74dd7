from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from coterie.databases.targets import Held, columns_of, plain, replace_rows

TYPES = {
    pl.Int64: "whole",
    pl.String: "text",
    pl.Float64: "float",
    pl.Boolean: "bool",
    pl.Date: "day",
    pl.Datetime: "time",
}


class Told:
    """A target that remembers what it was told to do."""

    types = TYPES

    def __init__(self, held: Held | None, *, reuses_keys: bool = True) -> None:
        self.held = held
        self.reuses_keys = reuses_keys
        self.did = []

    def find(self):
        return self.held

    def clear(self):
        self.did.append("clear")

    def drop(self):
        self.did.append("drop")

    def create(self, columns, key):
        self.did.append(f"create by {key}" if key else "create")

    def insert(self, frame):
        self.did.append(f"insert {frame.height}")


FRAME = pl.DataFrame({"id": [1, 2]})


@pytest.mark.parametrize(
    ("held", "did"),
    [
        (None, ["create", "insert 2"]),
        (Held(ours=True, columns=(("id", "whole"),)), ["clear", "insert 2"]),
        (Held(ours=True, columns=(("id", "text"),)), ["drop", "create", "insert 2"]),
        (Held(ours=False, columns=(("id", "whole"),)), ["drop", "create", "insert 2"]),
    ],
)
def test_a_table_of_ours_stays_where_its_columns_do(held, did):
    target = Told(held)
    replace_rows(target, FRAME)
    assert target.did == did


def test_every_type_of_polars_becomes_one_that_databases_have():
    frame = pl.DataFrame(
        {
            "small": pl.Series([1], dtype=pl.UInt8),
            "half": pl.Series([0.5], dtype=pl.Float32),
            "kind": pl.Series(["a"], dtype=pl.Categorical),
            "day": [date(2024, 1, 2)],
            "time": [datetime(2024, 1, 2)],
            "zoned": [datetime(2024, 1, 2, tzinfo=UTC)],
            "yes": [True],
        }
    )
    names = [kind for _, kind in columns_of(plain(frame), TYPES)]
    assert names == ["whole", "float", "text", "day", "time", "text", "bool"]


KEYED = Held(ours=True, columns=(("id", "whole"),), key="id")


@pytest.mark.parametrize(
    ("held", "key", "reuses", "did"),
    [
        (None, "id", True, ["create by id", "insert 2"]),
        (KEYED, "id", True, ["clear", "insert 2"]),
        (KEYED, "id", False, ["drop", "create by id", "insert 2"]),
        (KEYED, None, True, ["drop", "create", "insert 2"]),
        (Held(ours=True, columns=(("id", "whole"),)), "id", True, ["drop", "create by id", "insert 2"]),
        (Held(ours=True, columns=(("id", "whole"),)), None, False, ["clear", "insert 2"]),
    ],
)
def test_a_table_is_made_anew_where_its_key_changes(held, key, reuses, did):
    target = Told(held, reuses_keys=reuses)
    replace_rows(target, FRAME, key=key)
    assert target.did == did
