"""The bookshop's night of `docs/nights.md`, with a real PostgreSQL, as it stands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import psycopg
import pytest

from coterie.history import open_history
from coterie.history.reading import runs_of

PAGE = (Path(__file__).parents[2] / "docs" / "nights.md").read_text()
ONCE, NIGHT = re.findall(r"```bash\n(.*?)```", PAGE.partition("## The bookshop's night")[2], re.DOTALL)


@pytest.mark.skipif(shutil.which("bash") is None, reason="the scripts are written for bash")
def test_a_night_that_is_run_twice_doubles_nothing(tmp_path, bank, empty_database):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def run(script: str) -> None:
        env = {**os.environ, "PATH": path, "SHOP": empty_database}
        done = subprocess.run(
            ["bash", "-eu", "-c", script], check=False, cwd=tmp_path, env=env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr

    def shop() -> tuple[list, list]:
        with psycopg.connect(empty_database) as asked:
            table = asked.execute("SELECT customer_id, segment_id FROM segments").fetchall()
            kept = asked.execute('SELECT id, segment_id, entered, "left" FROM segments_membership').fetchall()
        still = {(who, segment) for who, segment, _, left in kept if left is None}
        assert still == {(who, segment) for who, segment in table if segment is not None}
        return sorted(table), sorted(kept, key=str)

    def commands() -> list[str]:
        return [each.record.command for each in runs_of(open_history(str(tmp_path / "runs.sqlite")))][::-1]

    bank.write_csv(tmp_path / "customers.csv")
    run(ONCE)
    run(NIGHT)
    before = shop()
    run(NIGHT)
    assert shop() == before
    assert commands() == ["segment", "compare", "score"]
    bank.with_columns(pl.col("age") + 12, pl.col("income") * 1.2).write_csv(tmp_path / "customers.csv")
    run(NIGHT)
    assert commands() == ["segment", "compare", "score", "compare", "refit"]
    assert (tmp_path / "segments" / "changes.csv").exists()
    after = shop()
    run(NIGHT)
    assert shop() == after
    assert commands() == ["segment", "compare", "score", "compare", "refit", "compare", "score"]
