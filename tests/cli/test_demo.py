from __future__ import annotations

import polars as pl

from coterie.datasets import bank_customers

NAMES = {
    "Prudent Elite",
    "Established Earners",
    "Silver Sages",
    "Financial Titans",
    "Trendsetters",
    "Millennial Moguls",
}


def test_the_demo_comes_to_the_six_names(coterie_command, tmp_path):
    done = coterie_command("demo")
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in NAMES)
    assert (tmp_path / "coterie-demo" / "report.html").exists()
    assert coterie_command("demo").returncode == 6
    assert coterie_command("demo", "--overwrite").returncode == 0


def test_the_demo_leaves_its_table_to_go_on_with(coterie_command, tmp_path):
    done = coterie_command("demo", "--write-table", "customers.csv")
    assert done.returncode == 0, done.stderr
    assert pl.read_csv(tmp_path / "customers.csv").equals(bank_customers())
    again = coterie_command("segment", "customers.csv", "--out", "segments")
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "segments" / "assignments.csv").read_bytes() == (
        tmp_path / "coterie-demo" / "assignments.csv"
    ).read_bytes()


def test_a_table_in_the_way_stops_the_demo_before_anything_is_written(coterie_command, tmp_path):
    (tmp_path / "customers.csv").write_text("mine")
    assert coterie_command("demo", "--write-table", "customers.csv").returncode == 6
    assert coterie_command("demo", "--write-table", "customers.txt").returncode == 2
    assert (tmp_path / "customers.csv").read_text() == "mine"
    assert not (tmp_path / "coterie-demo").exists()
    (tmp_path / "coterie-demo").mkdir()
    (tmp_path / "coterie-demo" / "notes.txt").write_text("mine")
    assert coterie_command("demo", "--write-table", "other.csv").returncode == 6
    assert not (tmp_path / "other.csv").exists()
