from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from coterie.databases.forgetting import Gone, forget
from coterie.databases.membership import move
from coterie.databases.reading import read_database
from coterie.databases.writing import table_written, target_address

DAY = datetime(2026, 5, 1, 2, 0, 0)


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def address(request, tmp_path):
    if request.param != "postgresql":
        return target_address(f"{request.param}:///{tmp_path}/shop.{request.param}")
    server = request.getfixturevalue("server")
    server.run("DROP TABLE IF EXISTS segments, segments_membership")
    return target_address(server.url())


@pytest.mark.parametrize("person", ["it's", 7])
def test_a_person_is_taken_out_of_both_and_counted(address, person):
    for segment in (0, 1):
        frame = pl.DataFrame({"who": [person, "x" if isinstance(person, str) else 8], "segment_id": [segment, 0]})
        frame = frame.with_columns(segment=pl.lit("Savers"))

        def also(target):
            move(target, key="who", born={0: "a", 1: "a"}, now=DAY)

        with table_written(frame, address, "segments", key="who", also=also):
            pass
    assert forget(address, "segments", "nobody") == (Gone("segments", 0), Gone("segments_membership", 0))
    assert forget(address, "segments", str(person)) == (Gone("segments", 1), Gone("segments_membership", 2))
    for table in ("segments", "segments_membership"):
        assert person not in read_database(address, table=table).frame.to_series().to_list()


def test_a_table_of_others_is_left_alone(tmp_path):
    address = target_address(f"sqlite:///{tmp_path}/shop.sqlite")
    assert forget(address, "segments", "a") == ()
    assert list(tmp_path.iterdir()) == []
