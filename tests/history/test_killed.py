"""A night that is killed at whatever moment: each run is there whole or not at all, and all tables agree."""

from __future__ import annotations

import itertools
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from coterie.history import open_history
from coterie.history.reading import runs_of

KILLS = 50
LAST = KILLS + 2
HERE = Path(__file__).parent


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whatever_the_moment_all_parts_agree(kind, tmp_path, request):
    place = str(tmp_path / "runs.sqlite") if kind == "sqlite" else request.getfixturevalue("empty_database")
    shop = f"sqlite:///{tmp_path}/shop.sqlite" if kind == "sqlite" else place
    command = [sys.executable, str(HERE / "killed.py"), place, shop, str(KILLS)]
    env = {"PYTHONPATH": str(HERE), "PATH": "", "POLARS_MAX_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    runs = runs_of(open_history(place))
    table, membership, notes = asked(kind, shop)
    nights = {int(run.record.data, 16) for run in runs}
    assert {(run.record.k, run.times, len(run.record.artefact)) for run in runs} == {(2, 1, 0)}
    assert len(nights) == len(runs)
    assert {0, 1, LAST} <= nights
    assert [night for (night,) in table] == [LAST] * 200  # the last night ended
    assert notes == []
    by_customer: dict[str, list] = {}
    for who, segment, entered, left in membership:
        by_customer.setdefault(who, []).append((entered, left, segment))
    assert len(by_customer) == 200
    for who, stays in by_customer.items():
        stays.sort(key=lambda stay: str(stay[0]))
        assert [stay[1] is None for stay in stays] == [*[False] * (len(stays) - 1), True]
        assert all(one[1] == two[0] for one, two in itertools.pairwise(stays))
        assert stays[-1][2] == (int(who[1:]) + LAST) % 2
        moves = sum(one % 2 != two % 2 for one, two in itertools.pairwise(sorted(nights)))
        assert len(stays) == 1 + moves  # no night moved anybody without its run, and no run is without its moves


def asked(kind: str, shop: str) -> tuple[list, list, list]:
    queries = (
        "SELECT night FROM segments",
        'SELECT id, segment_id, entered, "left" FROM segments_membership',
        "SELECT token FROM coterie_pending",
    )
    if kind == "sqlite":
        with closing(sqlite3.connect(shop.removeprefix("sqlite:///"))) as opened:
            return tuple(opened.execute(each).fetchall() for each in queries)
    with psycopg.connect(shop) as opened:
        return tuple(opened.execute(each).fetchall() for each in queries)
