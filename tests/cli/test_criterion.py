"""`coterie segment --k elbow` and `--k silhouette`, end to end."""

from __future__ import annotations

import json

import jsonschema
import numpy as np
import polars as pl
import pytest

import coterie

STRAIGHT = ("--id", "client_id", "--transform", "none")


@pytest.fixture
def straight_csv(tmp_path):
    """Thirteen groups, each as far from every other: every further segment saves as much, so the curve is straight."""
    groups = np.repeat(20 * np.eye(13), 12, axis=0)
    values = groups + np.random.default_rng(0).normal(size=groups.shape)
    path = tmp_path / "straight.csv"
    pl.DataFrame(values, schema=[f"visits_{i}" for i in range(13)]).with_row_index("client_id").write_csv(path)
    return path


def summary_of(done):
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    jsonschema.validate(summary, coterie.json_schema())
    return summary


@pytest.mark.parametrize("criterion", ["elbow", "silhouette"])
@pytest.mark.parametrize("evidence", ["quick", "none"])
def test_the_criterion_chooses_and_everything_says_so(coterie_command, bank_csv, tmp_path, criterion, evidence):
    done = coterie_command(
        "segment", bank_csv, "--out", "out", "--k", criterion, "--evidence", evidence, "--json", "--report", "none"
    )
    summary = summary_of(done)
    k = {"elbow": summary["k_card"]["elbows"][-1][1], "silhouette": summary["k_card"]["choices"]["silhouette"]}
    assert summary["options"]["k"] == summary["choice"]["method"] == summary["recommendation"]["basis"] == criterion
    assert summary["choice"]["k"] == len(summary["segments"]) == k[criterion]
    assert summary["choice"]["reason"].startswith(f"By the {criterion}, as asked: ")
    assert evidence == "none" or summary["verdict"]["k"] == k[criterion]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "assignments.csv",
        "segmentation.coterie",
        "segments.json",
    ]


def test_terminal_and_page_say_who_chose(coterie_command, bank_csv, tmp_path):
    done = coterie_command("segment", bank_csv, "--out", "out", "--k", "elbow")
    assert done.returncode == 0, done.stderr
    assert "By the elbow, as asked: the inertia curve bends at K = " in done.stdout
    page = (tmp_path / "out" / "report.html").read_text()
    assert "by the elbow, as asked for" in page
    assert "By the elbow, as asked: the inertia curve bends at K = " in page


def test_it_may_stand_in_the_file(coterie_command, bank_csv, tmp_path):
    (tmp_path / "coterie.toml").write_text('k = "silhouette"\nevidence = "none"\nreport = "none"\n')
    given = ("segment", bank_csv, "--config", "coterie.toml", "--out", "out", "--json")
    assert summary_of(coterie_command(*given))["choice"]["method"] == "silhouette"
    assert summary_of(coterie_command(*given, "--overwrite", "--k", "elbow"))["choice"]["method"] == "elbow"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--k", "elbow"],
            "error: --k elbow: the inertia curve has no elbow from K = 1 to 12. Elbow by range of K: 1–8",
        ),
        (["--k", "elbow", "--evidence", "none"], "error: --k elbow: the inertia curve has no elbow from K = 1 to 12."),
        (
            ["--k", "elbow", "--k-max", "3"],
            "error: --k elbow: the inertia curve has no elbow from K = 1 to 3. An elbow",
        ),
        (["--k", "silhouette", "--k-max", "1"], "error: --k silhouette: only K = 1 could be tried"),
        (["--k", "silhouette", "--max-segments", "1"], "error: --k silhouette: no K above 1 keeps within the limits"),
        (["--k", "elbw"], "error: --k is 'elbw', but must be 'auto', 'elbow', 'silhouette' or a whole number"),
    ],
)
def test_where_it_chooses_none_it_is_refused_and_nothing_is_written(
    coterie_command, straight_csv, tmp_path, options, message
):
    done = coterie_command("segment", straight_csv, "--out", "out", *STRAIGHT, *options)
    assert done.returncode == (2 if "elbw" in options else 4)
    assert done.stderr.startswith(message), done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["straight.csv"]


def test_a_refusal_has_the_curve_and_what_to_do(coterie_command, straight_csv):
    said = coterie_command("segment", straight_csv, "--out", "out", *STRAIGHT, "--k", "elbow").stderr
    assert "1–8 to 1–12 (none). Inertia, and how much each step saves of that at K = 1: 2,028 at K = 1, " in said
    assert said.endswith("Use --k auto (by all the evidence), --k N (a number of your own) or a larger --k-max.\n")


def test_more_segments_may_show_an_elbow(coterie_command, straight_csv):
    given = ("segment", straight_csv, "--out", "out", *STRAIGHT, "--k", "elbow", "--json")
    found = summary_of(coterie_command(*given, "--k-max", "26", "--evidence", "none", "--report", "none"))
    assert found["choice"]["k"] == 13


def test_an_elbow_beyond_a_limit_is_refused_and_an_earlier_run_stays(coterie_command, bank_csv, tmp_path):
    assert coterie_command("segment", bank_csv, "--out", "out", "--k", 3, "--report", "none").returncode == 0
    before = (tmp_path / "out" / "segments.json").read_bytes()
    done = coterie_command("segment", bank_csv, "--out", "out", "--overwrite", "--k", "elbow", "--max-segments", 2)
    assert done.returncode == 4
    assert "but --max-segments allows at most 2. Elbow by range of K: " in done.stderr
    assert (tmp_path / "out" / "segments.json").read_bytes() == before


def test_the_help_names_the_ways(coterie_command):
    said = " ".join(coterie_command("segment", "--help", COLUMNS="200").stdout.split())
    assert "Number of segments: by all the evidence (auto), by one criterion alone, or a number" in said
