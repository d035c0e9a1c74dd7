"""The scripts of `docs/nights.md` run as they stand."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.request
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

PAGE = (Path(__file__).parents[1] / "docs" / "nights.md").read_text()


def scripts(title: str) -> list[str]:
    """Return the scripts of a section."""
    section = PAGE.partition(f"## {title}")[2].partition("\n## ")[0]
    return re.findall(r"```bash\n(.*?)```", section, re.DOTALL)


def run(script: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {**os.environ, "PATH": path}
    done = subprocess.run(
        ["bash", "-eu", "-c", script], check=False, cwd=folder, env=kept, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def bought(customers: int, seed: int = 3) -> pl.DataFrame:
    """Make up purchases of three kinds of customers."""
    r = np.random.default_rng(seed)
    rows = []
    for at in range(customers):
        for _ in range(1 + r.poisson([2, 8, 20][at % 3])):
            day = date(2026, 6, 30) - timedelta(days=int(abs(r.normal([250, 120, 30][at % 3], 40))))
            rows.append((f"C{at:04d}", day, round(float(np.exp(r.normal(3, 0.6))), 2)))
    orders = pl.DataFrame(rows, schema=["customer_id", "order_date", "amount"], orient="row")
    return orders.with_columns(order_id=pl.format("O{}", pl.int_range(pl.len())))


@pytest.mark.skipif(shutil.which("bash") is None, reason="the scripts are written for bash")
def test_the_shops_night(tmp_path):
    orders = bought(300)
    orders.write_csv(tmp_path / "orders.csv")
    ids = orders["customer_id"].unique().sort()
    wants = ["yes" if at % 4 else "no" for at in range(len(ids))]
    people = pl.DataFrame({"customer_id": ids, "email": [f"{one.lower()}@example.com" for one in ids]})
    people.with_columns(newsletter=pl.Series(wants)).write_csv(tmp_path / "people.csv")
    once, every_night = scripts("The shop's night")
    run(once, tmp_path)
    run(every_night, tmp_path)
    listed = pl.read_csv(tmp_path / "list.csv")
    assert listed.height > 20
    assert "email" in listed.columns
    assert pl.read_csv(tmp_path / "list-added.csv").height == 0  # yesterday is this very night
    gone = listed["customer_id"][0]
    pl.read_csv(tmp_path / "people.csv").with_columns(
        newsletter=pl.when(customer_id=gone).then(pl.lit("no")).otherwise("newsletter")
    ).write_csv(tmp_path / "people.csv")
    run(every_night, tmp_path)
    assert gone in pl.read_csv(tmp_path / "list-removed.csv")["customer_id"].to_list()
    assert pl.read_csv(tmp_path / "list.csv").height == listed.height - 1
    assert not (tmp_path / "tonight.csv").exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="the scripts are written for bash")
def test_the_banks_night(tmp_path, bank):
    table = bank
    table.write_csv(tmp_path / "customers.csv")
    once, night, serving, asking = scripts("The bank's night")
    run(once, tmp_path)
    bank = sqlite3.connect(tmp_path / "bank.sqlite")
    bank.execute(f"CREATE TABLE customers ({', '.join(table.columns)})")
    places = ", ".join("?" * table.width)
    bank.executemany(f"INSERT INTO customers VALUES ({places})", table.rows())  # noqa: S608 - of question marks
    bank.commit()
    said = run(night, tmp_path)
    run("coterie score segments/segmentation.coterie customers.csv --out scored.csv --quiet", tmp_path)
    wanted = pl.read_csv(tmp_path / "scored.csv")["segment"].drop_nulls().value_counts().rows()
    assert {(name, int(n)) for name, n in (line.rsplit(" ", 1) for line in said.splitlines())} >= set(wanted)
    serving_at = [str(Path(sys.executable).with_name("coterie")), *serving.split()[1:]]
    with subprocess.Popen(serving_at, cwd=tmp_path) as service:
        try:
            until_up("http://127.0.0.1:8321/health")
            assert '"segment_id"' in run(asking, tmp_path)
        finally:
            service.terminate()
    assert service.returncode == 0


def until_up(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 - of this machine
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the service did not come up")


@pytest.mark.skipif(shutil.which("bash") is None, reason="the scripts are written for bash")
def test_the_clubs_night(tmp_path, bank):
    bank.write_csv(tmp_path / "members.csv")
    once, every_night = scripts("The club's night")
    run(once, tmp_path)
    first = (tmp_path / "segments" / "segmentation.coterie").read_bytes()
    run(every_night, tmp_path)
    assert (tmp_path / "segments" / "segmentation.coterie").read_bytes() == first  # steady: nothing is made anew
    assert not (tmp_path / "segments" / "changes.csv").exists()
    aged = bank.with_columns(age=pl.col("age") + 25, income=pl.col("income") * 1.5)
    aged.write_csv(tmp_path / "members.csv")
    run(every_night, tmp_path)
    assert (tmp_path / "segments" / "changes.csv").exists()
    assert (tmp_path / "segments" / "segmentation.coterie").read_bytes() != first
    kept = {name: (tmp_path / name).read_bytes() for name in ("segments/segmentation.coterie", "tonight.csv")}
    run(every_night, tmp_path)
    run(every_night, tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in kept} == kept
