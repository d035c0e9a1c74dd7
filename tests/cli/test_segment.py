from __future__ import annotations

import contextlib
import json
import resource
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import jsonschema
import numpy as np
import polars as pl
import pytest

import coterie
from coterie.cli.segment import segment as command

COMMAND = Path(sys.executable).with_name("coterie")

FILES = ["assignments.csv", "report.html", "segmentation.coterie", "segments.json"]


def test_the_main_job_prints_the_trade_s_table(coterie_command, bank_csv, tmp_path):
    done = coterie_command("segment", bank_csv, "--out", "out", "--k", 6)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    heading = " ".join(done.stdout.split("\n")[0].split())
    assert heading == (
        "Segment Customers Share Average age Average income Average spending score Average credit score "
        "Common card type Common gender"
    )
    assert "Report: out/report.html" in done.stdout
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES


@pytest.mark.parametrize(("locale", "written"), [("de", "\u00a0%"), ("fr", "\u202f000")])
def test_spaces_that_other_languages_put_into_numbers_are_shown(in_process, bank_csv, locale, written):
    said = in_process("segment", bank_csv, "--out", "out", "--k", 6, "--evidence", "none", "--locale", locale)
    assert written in said
    assert "�" not in said


def test_another_schema_is_told_by_its_own_columns(coterie_command, tmp_path):
    rows = [(i, 10 * (i % 3) + i % 2, ["north", "south"][i % 2]) for i in range(60)]
    pl.DataFrame(rows, schema=["client_id", "visits", "region"], orient="row").write_csv(tmp_path / "shop.csv")
    done = coterie_command("segment", "shop.csv", "--out", "out", "--k", 3, "--features", "visits")
    assert done.returncode == 0, done.stderr
    assert " ".join(done.stdout.split("\n")[0].split()) == "Segment Customers Share Average visits Common region"


def test_json_is_the_summary_and_nothing_else(coterie_command, bank_csv, tmp_path):
    done = coterie_command("segment", bank_csv, "--out", "out", "--json")
    summary = json.loads(done.stdout)
    jsonschema.validate(summary, coterie.json_schema())
    assert done.stdout == (tmp_path / "out" / "segments.json").read_text()


def test_two_runs_and_one_or_two_threads_give_the_same_bytes(coterie_command, bank_csv, tmp_path):
    runs = [{}, {}, {"OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}]
    runs.append({"OMP_NUM_THREADS": "2", "POLARS_MAX_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"})
    for i, environment in enumerate(runs):
        assert coterie_command("segment", bank_csv, "--out", f"out{i}", **environment).returncode == 0
    for one, other in pairwise(range(len(runs))):
        for name in ("segments.json", "assignments.csv", "segmentation.coterie", "report.html"):
            assert (tmp_path / f"out{one}" / name).read_bytes() == (tmp_path / f"out{other}" / name).read_bytes(), name


def test_the_file_is_not_touched(coterie_command, bank_csv):
    before = bank_csv.read_bytes()
    coterie_command("segment", bank_csv, "--out", "out", "--k", 4)
    assert bank_csv.read_bytes() == before


def test_every_option_reaches_the_job(coterie_command, bank_csv, tmp_path):
    (tmp_path / "coterie.toml").write_text('seed = 5\nassignments = "parquet"\nimpute = "median"\n')
    done = coterie_command(
        *("segment", bank_csv, "--config", "coterie.toml", "--out", "out", "--id", "customer_id", "--k", "3"),
        *("--encoding", "utf-8", "--header-row", "1"),
        *(
            "--features",
            "age,income",
            "--describe",
            "card_type",
            "--ignore",
            "gender",
            "--type",
            "card_type=text",
            "--missing",
            "income=666666",
        ),
        *("--k-max", "4", "--impute", "mean", "--transform", "none", "--scale", "robust"),
        *("--catalogue", "none", "--json", "--evidence", "none", "--min-share", "5%", "--max-segments", "7"),
    )
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["options"] == {
        "title": None,
        "locale": None,
        "value": None,
        "labels": {},
        "encoding": "utf-8",
        "sheet": None,
        "header_row": 1,
        "query": None,
        "table": None,
        "id": "customer_id",
        "features": ["age", "income"],
        "describe": ["card_type"],
        "ignore": ["gender"],
        "type": {"card_type": "text"},
        "missing": {"income": [666666.0]},
        "decimal": "auto",
        "count": {},
        "returns": {},
        "currency": None,
        "customers": None,
        "customers_id": None,
        "customers_table": None,
        "unmatched": "keep",
        "role": {},
        "k": 3,
        "k_max": 4,
        "impute": "mean",
        "transform": "none",
        "scale": "robust",
        "evidence": "none",
        "min_share": 0.05,
        "max_segments": 7,
        "namer": None,
        "catalogue": "none",
        "seed": 5,
        "words": None,
        "keep": [],
        "weight": {},
    }
    assert [trial["k"] for trial in summary["sweep"]] == [1, 2, 3, 4]
    assert {feature["impute"] for feature in summary["preparation"]} == {"mean"}
    assert (tmp_path / "out" / "assignments.parquet").exists()


def test_a_role_can_be_given_to_a_column(coterie_command, bank_csv):
    arguments = "segment", bank_csv, "--out", "out", "--k", 4, "--json", "--role", "credit=spending_score"
    summary = json.loads(coterie_command(*arguments).stdout)
    assert summary["catalogue"]["columns"]["credit"] == "spending_score"


GOOD = "client_id,age,income\n" + "".join(f"{i},{20 + i},{1000 * i * i}\n" for i in range(12))


@pytest.mark.parametrize(
    ("content", "options", "leaves", "message"),
    [
        (None, [], 5, "error: No such file: 'table.csv'. Check the path."),
        ("", [], 4, "error: 'table.csv' is empty. Export the customer table again"),
        ("client_id,age\n", [], 4, "error: 'table.csv' has a header but no rows."),
        ("client_id,age\n1,30\n", [], 4, "error: 1 usable customer, but finding segments needs at least 2."),
        (GOOD, ["--k", "13"], 4, "error: 12 usable customers, but --k 13 needs at least 13."),
        ("client_id,city\n1,Rome\n2,Oslo\n3,Rome\n", [], 4, "error: No numeric column to build segments on"),
        (
            GOOD,
            ["--features", "Incme"],
            2,
            "error: --features names 'Incme', which is not a column. Did you mean 'income'?",
        ),
        (GOOD, ["--id", "customer"], 2, "error: --id names 'customer', which is not a column."),
        (GOOD, ["--describe", "x"], 2, "error: --describe names 'x', which is not a column."),
        (GOOD, ["--ignore", "x"], 2, "error: --ignore names 'x', which is not a column."),
        (GOOD, ["--type", "agee=numeric"], 2, "error: --type names 'agee', which is not a column. Did you mean 'age'?"),
        (
            "client_id,age,income\n" + "".join(f"{i},40,900\n" for i in range(9)),
            ["--features", "age,income"],
            4,
            "error: All 9 customers are identical in age, income: there are no segments to find.",
        ),
        (
            "client_id,age\n" + "".join(f"{i},{40 + i % 2}\n" for i in range(9)),
            ["--features", "age", "--k", "3"],
            4,
            "error: 3 segments were asked for, but only 2 distinct customers exist in the features.",
        ),
        (GOOD, ["--header-row", "90"], 2, "error: --header-row is 90, but 'table.csv' has no filled line"),
        (GOOD, ["--encoding", "utf-9"], 4, "error: 'table.csv' cannot be read: it is not in the encoding 'utf-9'."),
        (GOOD, ["--scale", "zscor"], 2, "error: --scale is 'zscor', but must be one of zscore, robust, none."),
        (GOOD, ["--catalogue", "none.toml"], 2, "error: No such file: 'none.toml'."),
    ],
)
def test_bad_input_is_one_line_and_nothing_written(coterie_command, tmp_path, content, options, leaves, message):
    if content is not None:
        (tmp_path / "table.csv").write_text(content)
    done = coterie_command("segment", "table.csv", "--out", "out", *options)
    assert done.returncode == leaves
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert not (tmp_path / "out").exists()


def test_a_folder_and_garbage_are_refused(coterie_command, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "garbage.csv").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "garbage.parquet").write_bytes(b"PAR1 nothing of the kind")
    assert "is a folder, not a customer table" in coterie_command("segment", "folder", "--out", "out").stderr
    for name in ("garbage.csv", "garbage.parquet"):
        done = coterie_command("segment", name, "--out", "out")
        assert done.returncode == 4
        assert done.stderr.startswith(f"error: '{name}' cannot be read:"), done.stderr
        assert done.stderr.count("\n") == 1


def test_no_out_is_asked_for(coterie_command, bank_csv):
    done = coterie_command("segment", bank_csv)
    said = "error: No folder for the results. Name one with --out DIR. See `coterie segment --help`.\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_results_are_not_written_over(coterie_command, bank_csv, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "segments.json").write_text('{"coterie_version": "0.1.0"}')
    done = coterie_command("segment", bank_csv, "--out", "out")
    assert done.returncode == 6
    assert done.stderr == "error: --out 'out' is not empty. Name another folder, or add --overwrite to replace it.\n"
    assert coterie_command("segment", bank_csv, "--out", "out", "--overwrite").returncode == 0


@pytest.mark.parametrize("limit", [1000, 30_000])
def test_a_full_disk_leaves_nothing(bank_csv, tmp_path, coterie_command, limit, monkeypatch):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        done = coterie_command("segment", bank_csv, "--out", "out", "--k", 3)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert done.returncode == 6
    assert done.stderr == (
        "error: --out 'out' cannot be written: File too large. Nothing was left behind. Name another folder.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["bank.csv"]


def test_the_command_has_an_example():
    assert "Example: coterie segment" in (command.__doc__ or "")


def test_without_a_report_nothing_is_drawn_and_the_folder_is_named(coterie_command, bank_csv, tmp_path):
    done = coterie_command("segment", bank_csv, "--out", "out", "--evidence", "none", "--report", "none")
    assert done.stdout.endswith("Results: out\n")
    assert not (tmp_path / "out" / "report.html").exists()


@pytest.fixture(scope="module")
def large_parquet(tmp_path_factory):
    """600,000 customers of three kinds: more than are held of a streamed table."""
    random = np.random.default_rng(0)
    kind = random.integers(0, 3, 600_000)
    path = tmp_path_factory.mktemp("large") / "large.parquet"
    pl.DataFrame(
        {
            "client": np.arange(600_000) * 3 + 1000,
            "visits": random.normal(np.array([2.0, 9.0, 20.0])[kind], 1.5).round(2),
            "spend": random.normal(np.array([500.0, 90.0, 300.0])[kind], 40.0).round(1),
        }
    ).write_parquet(path)
    return path


FAST = ("--id", "client", "--k-max", "4", "--evidence", "none", "--report", "none")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_streamed_table_leaves_what_one_in_memory_leaves(coterie_command, large_parquet, tmp_path, form):
    found = {}
    for engine in ("memory", "streaming"):
        asked = ("--engine", engine, "--assignments", form, *FAST)
        done = coterie_command("segment", large_parquet, "--out", engine, *asked)
        assert (done.returncode, done.stderr) == (0, "")
        found[engine] = tmp_path / engine
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    read = pl.read_csv if form == "csv" else pl.read_parquet
    one, other = (read(folder / f"assignments.{form}") for folder in found.values())
    assert one.schema == other.schema
    assert one["client"].equals(other["client"])
    assert (one["segment_id"] == other["segment_id"]).mean() > 0.9999
    summaries = [json.loads((folder / "segments.json").read_text()) for folder in found.values()]
    assert [each["name"] for each in summaries[0]["segments"]] == [each["name"] for each in summaries[1]["segments"]]
    scored = coterie_command("score", "streaming/segmentation.coterie", large_parquet, "--out", f"scored.{form}")
    assert scored.returncode == 0, scored.stderr
    assert read(tmp_path / f"scored.{form}").equals(other)


def test_an_engine_that_there_is_not_is_refused(coterie_command, bank_csv):
    done = coterie_command("segment", bank_csv, "--out", "out", "--engine", "stream")
    assert done.returncode == 2
    assert "--engine is 'stream'" in done.stderr


def spooled(pid: int, folder: Path) -> bool:
    """Say whether a process holds a file in a folder that has no name any more."""
    held = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):  # it was closed meanwhile
            held.append(str(link.readlink()))
    return any(name.startswith(str(folder)) and name.endswith("(deleted)") for name in held)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_a_streamed_run_that_is_stopped_leaves_nothing(large_parquet, tmp_path, stop):
    asked = [COMMAND, "segment", large_parquet, "--out", tmp_path / "out", "--engine", "streaming", *FAST]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        while not spooled(running.pid, tmp_path):
            assert running.poll() is None
            time.sleep(0.02)
        running.send_signal(stop)
        _, said = running.communicate(timeout=60)
    assert list(tmp_path.iterdir()) == []
    if stop == signal.SIGINT:
        assert (running.returncode, said) == (130, "stopped; nothing was written\n")


@pytest.mark.parametrize("share", [0.15, 0.3, 0.5, 0.7])
def test_a_streamed_run_that_is_stopped_at_any_moment_is_whole_or_nothing(large_parquet, tmp_path, share, whole_run):
    asked = [COMMAND, "segment", large_parquet, "--out", tmp_path / "out", "--engine", "streaming", *FAST]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        time.sleep(share * whole_run)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    left = [path.name for path in tmp_path.iterdir()]
    assert (running.returncode, said, left) in [
        (130, "stopped; nothing was written\n", []),
        (130, f"stopped, but written already: {tmp_path / 'out'}\n", ["out"]),
        (0, "", ["out"]),
    ]


@pytest.fixture(scope="module")
def whole_run(large_parquet, tmp_path_factory):
    """Seconds of a run that nobody stops."""
    out, since = tmp_path_factory.mktemp("whole") / "out", time.monotonic()
    asked = [COMMAND, "segment", large_parquet, "--out", out, "--engine", "streaming", *FAST]
    subprocess.run(asked, check=True, capture_output=True)
    return time.monotonic() - since


def test_a_label_and_a_column_of_another_language_keep_their_letters(in_process, tmp_path):
    rows = [(f"{n:03}-ä", (1000, 9000, 3000)[n % 3] + n, (10, 50, 90)[n % 3] + n % 5) for n in range(300)]
    pl.DataFrame(rows, schema=["kunde", "Jahresumsatz", "VIP-Punkte"], orient="row").write_csv(tmp_path / "kunden.csv")
    shared = ("--k", 3, "--evidence", "none", "--history", "sqlite:///history.db", "--overwrite")
    said = in_process("segment", "kunden.csv", "--out", "out", "--assignments", "xlsx", *shared)
    assert "Jahresumsatz" in said
    assert "jahresumsatz" not in said
    in_process("segment", "kunden.csv", "--out", "out", "--label", "Jahresumsatz=Umsatz im Jahr", *shared)
    named = [each["name"] for each in json.loads((tmp_path / "out" / "segments.json").read_text())["segments"]]
    assert any("Umsatz im Jahr" in name for name in named)
    page = (tmp_path / "out" / "report.html").read_text()
    past = in_process("history", "show", 2, "--history", "sqlite:///history.db")
    in_process("report", "out", "--format", "xlsx", "--out", "out.xlsx")
    sheets = str([sheet.rows() for sheet in pl.read_excel(tmp_path / "out.xlsx", sheet_id=0).values()])
    for shown in (" ".join(named), page, past, sheets):
        assert "umsatz im jahr" not in shown
        assert "vip-punkte" not in shown
        assert "Umsatz im Jahr" in shown
