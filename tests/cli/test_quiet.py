"""`--quiet`: nothing on stdout but JSON and what only answers; what may have been read wrongly is on stderr."""

from __future__ import annotations

import json

import polars as pl
import pytest
from typer.testing import CliRunner

from coterie.cli.app import app
from coterie.cli.run import COMMANDS

SEGMENT = "segment bank.csv --out out --k 4 --evidence none --history sqlite:///runs.db"
HELD = "score out bank.csv --holdout 30% --out held.csv"
MAKES = {
    "segment": f"{SEGMENT} --overwrite",
    "score": "score out bank.csv --out scored.csv --history sqlite:///runs.db --overwrite",
    "refit": "refit out bank.csv --out anew --overwrite",
    "compare": "compare out bank.csv --out compared --overwrite",
    "transactions": "transactions shop.csv --customer who --date day --amount paid --out made.csv --overwrite",
    "report": "report out --out again.html --overwrite",
    "sql": "sql out --dialect duckdb --table customers --out query.sql --overwrite",
    "export": "export out --to onnx --out model.onnx --overwrite",
    "rename": "rename out 0=Regulars --out renamed.coterie --overwrite",
    "audience": "audience out people.csv --segment 0 --for linkedin --out list.csv --overwrite",
    "history": "history tag 1 champion --history sqlite:///runs.db",
    "demo": "demo --out example --overwrite",
}
ANSWERS = {
    "inspect": "inspect bank.csv",
    "explain": "explain out bank.csv --id C00000044",
    "measure": "measure held.csv came.csv",
    "catalogues": "catalogues check bank out",
    "history": "history list --history sqlite:///runs.db",
    "sql": "sql out --dialect duckdb --table customers",
}


@pytest.fixture(scope="module")
def folder(bank, tmp_path_factory):
    path = tmp_path_factory.mktemp("quiet")
    bank.write_csv(path / "bank.csv")
    bank.with_columns(email=pl.col("customer_id") + "@example.org").write_csv(path / "people.csv")
    rows = [(f"W{n % 40}", f"2024-{1 + n % 12:02}-{1 + n % 28:02}", f"{n % 17}.50") for n in range(200)]
    pl.DataFrame(rows, schema=["who", "day", "paid"], orient="row").write_csv(path / "shop.csv")
    came = bank.select("customer_id", bought=pl.int_range(pl.len()) % 3 == 0)
    came.write_csv(path / "came.csv")
    return path


@pytest.fixture
def run(folder, monkeypatch):
    monkeypatch.chdir(folder)
    if not (folder / "out").exists():
        CliRunner().invoke(app, SEGMENT.split(), catch_exceptions=False)
        CliRunner().invoke(app, HELD.split(), catch_exceptions=False)
    return lambda line: CliRunner().invoke(app, line.split(), catch_exceptions=False)


def test_every_command_is_tried():
    assert MAKES.keys() | ANSWERS.keys() | {"serve", "studio"} == COMMANDS.keys()


@pytest.mark.parametrize("command", MAKES)
def test_what_makes_something_prints_nothing(run, command):
    done = run(f"{MAKES[command]} --quiet")
    assert (done.exit_code, done.stdout) == (0, "")
    assert run(MAKES[command]).stdout.strip()
    json.loads(run(f"{MAKES[command]} --quiet --json").stdout)


@pytest.mark.parametrize("command", ANSWERS)
def test_what_only_answers_answers(run, command):
    assert run(f"{ANSWERS[command]} --quiet").stdout == run(ANSWERS[command]).stdout != ""


def test_a_comparison_without_a_folder_answers_by_its_exit_code_alone(run):
    done = run("compare out bank.csv --quiet")
    assert (done.exit_code, done.stdout) == (0, "")


def test_doubts_are_on_stderr(run, folder):
    rows = [(f"C{n:03}", f"{n % 50 + 10}.{100 + n * 7 % 900}", 20 + n % 50) for n in range(200)]
    pl.DataFrame(rows, schema=["customer_id", "spend", "age"], orient="row").write_csv(folder / "doubtful.csv")
    line = "segment doubtful.csv --out doubtful --k 3 --evidence none --overwrite"
    done = run(f"{line} --quiet")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "spend" in done.stderr
    assert " ".join(done.stderr.split()) in " ".join(run(line).stdout.split())


def test_dates_far_ahead_are_told_though_the_summary_is_not(run, folder):
    shop = pl.read_csv(folder / "shop.csv", infer_schema=False)
    far = shop.head(1).with_columns(day=pl.lit("2042-01-01"))
    pl.concat([shop, far]).write_csv(folder / "far.csv")
    done = run("transactions far.csv --customer who --date day --amount paid --out far-people.csv --overwrite --quiet")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "2042" in done.stderr
