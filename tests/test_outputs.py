from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import zipfile
from pathlib import Path

import jsonschema
import numpy as np
import polars as pl
import pytest

import coterie
import coterie.outputs
from coterie import OutputError
from coterie.errors import OptionError
from coterie.outputs import check_file, check_out, write_outputs
from coterie.report.page import render

FILES = ["assignments.csv", "report.html", "segmentation.coterie", "segments.json"]


def held(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_holds_four_files_and_nothing_is_left_beside_it(result, tmp_path):
    write_outputs(result, tmp_path / "deep" / "out")
    assert held(tmp_path / "deep" / "out") == FILES
    assert held(tmp_path / "deep") == ["out"]


def test_the_summary_keeps_its_published_contract(result, tmp_path):
    write_outputs(result, tmp_path / "out")
    summary = json.loads((tmp_path / "out" / "segments.json").read_text())
    jsonschema.Draft202012Validator.check_schema(coterie.json_schema())
    jsonschema.validate(summary, coterie.json_schema(), format_checker=jsonschema.FormatChecker())
    assert summary == json.loads(json.dumps(coterie.summarise(result.segmentation)))


def test_assignments_are_a_row_a_customer_in_their_order(result, bank, tmp_path):
    write_outputs(result, tmp_path / "out")
    written = pl.read_csv(tmp_path / "out" / "assignments.csv", infer_schema=False)
    assert written.columns == [
        *("customer_id", "segment_id", "segment", "distance", "second_segment_id", "margin"),
        *("stability", "borderline"),
    ]
    assert written["customer_id"].to_list() == bank["customer_id"].unique(maintain_order=True).cast(pl.String).to_list()


def test_without_a_report_the_rest_is_the_same(result, tmp_path):
    write_outputs(result, tmp_path / "with")
    write_outputs(result, tmp_path / "without", report=False)
    left = sorted(path.name for path in (tmp_path / "without").iterdir())
    assert left == [name for name in FILES if name != "report.html"]
    assert all((tmp_path / "with" / name).read_bytes() == (tmp_path / "without" / name).read_bytes() for name in left)


def test_parquet_assignments_are_exact(result, tmp_path):
    write_outputs(result, tmp_path / "out", assignments="parquet")
    assert pl.read_parquet(tmp_path / "out" / "assignments.parquet").equals(result.assignments)


def test_an_empty_folder_is_filled(result, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    write_outputs(result, out)
    assert held(out) == FILES


def test_a_folder_that_holds_something_is_refused(result, tmp_path):
    write_outputs(result, tmp_path / "out")
    before = (tmp_path / "out" / "segments.json").stat().st_mtime_ns
    with pytest.raises(OutputError, match="is not empty. Name another folder, or add overwrite=True to replace it."):
        write_outputs(result, tmp_path / "out")
    assert (tmp_path / "out" / "segments.json").stat().st_mtime_ns == before


@pytest.mark.parametrize("exchange", [True, False])
def test_overwriting_replaces_all_of_it(result, tmp_path, monkeypatch, exchange):
    if not exchange:
        monkeypatch.setattr("coterie.outputs.exchange", lambda *_: False)
    write_outputs(result, tmp_path / "out", assignments="parquet")
    write_outputs(result, tmp_path / "out", overwrite=True)
    assert held(tmp_path / "out") == FILES
    assert held(tmp_path) == ["out"]


def test_overwriting_never_takes_away_what_is_not_ours(result, tmp_path):
    write_outputs(result, tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"holds files that coterie did not write \(notes.txt\)"):
        write_outputs(result, tmp_path / "out", overwrite=True)
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="'.*out' is a file. Name a folder."):
        check_out(tmp_path / "out")


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("kind", ["pipe", "dangling link"])
def test_a_device_or_a_link_to_nothing_is_no_folder_either(tmp_path, kind, overwrite):
    out = tmp_path / "out"
    os.mkfifo(out) if kind == "pipe" else out.symlink_to(tmp_path / "none")
    with pytest.raises(OutputError, match="is a file. Name a folder."):
        check_out(out, overwrite=overwrite)


def test_a_link_to_a_folder_stays_a_link(result, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    for _ in range(2):
        write_outputs(result, tmp_path / "out", overwrite=True)
    assert (tmp_path / "out").is_symlink()
    assert held(tmp_path / "real") == FILES


@pytest.mark.parametrize("out", ["/proc/coterie/out", "/dev/null/out"])
def test_a_place_that_cannot_be_written(out):
    with pytest.raises(OutputError, match=f"'{out}' cannot be written: .*. Nothing was left behind."):
        check_out(Path(out))


def test_checking_writes_nothing(tmp_path):
    check_out(tmp_path / "deep" / "out")
    assert held(tmp_path) == []


def test_a_write_that_fails_leaves_what_was_there(result, tmp_path, monkeypatch):
    write_outputs(result, tmp_path / "out")
    before = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "out").iterdir()}

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coterie.report.page.render", full)
    with pytest.raises(OutputError, match="cannot be written: No space left on device. Nothing was left behind."):
        write_outputs(result, tmp_path / "out", overwrite=True)
    with pytest.raises(OutputError, match="No space left on device"):
        write_outputs(result, tmp_path / "new" / "out")
    assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (tmp_path / "out").iterdir()} == before
    assert held(tmp_path) == ["out"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("held.csv", "exists. Name another file, or add overwrite=True to replace it."),
        ("folder.csv", "cannot be written: it is a folder."),
    ],
)
def test_a_single_file_is_checked_before_the_work(tmp_path, name, message):
    (tmp_path / "held.csv").write_text("")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(OutputError, match=message):
        check_file(tmp_path / name)
    check_file(tmp_path / "held.csv", overwrite=True)


def test_a_wrong_ending_is_a_wrong_call_and_names_its_option(tmp_path):
    with pytest.raises(OptionError, match="ends in '.txt'. Use .csv or .parquet.") as refused:
        check_file(tmp_path / "x.txt", option="--report")
    assert refused.value.in_command.startswith("--report '")


def test_of_two_runs_at_once_the_slower_loses(result, tmp_path, monkeypatch):
    real = render

    def another_run_is_quicker(*arguments):
        monkeypatch.setattr("coterie.report.page.render", real)
        write_outputs(result, tmp_path / "out")
        return real(*arguments)

    monkeypatch.setattr("coterie.report.page.render", another_run_is_quicker)
    with pytest.raises(OutputError, match="is not empty. Name another folder"):
        write_outputs(result, tmp_path / "out")
    assert held(tmp_path / "out") == FILES
    assert held(tmp_path) == ["out"]


def test_customers_in_the_folder_are_not_replaced(result, tmp_path):
    write_outputs(result, tmp_path / "out")
    with pytest.raises(OutputError, match="would replace 'assignments.csv', which is read from"):
        check_out(tmp_path / "out", overwrite=True, source=str(tmp_path / "out" / "assignments.csv"))


def test_the_folder_that_one_is_in_cannot_be_replaced(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match="it is the folder that you are in"):
        check_out(Path())


def test_a_name_that_is_too_long_is_said():
    with pytest.raises(OutputError, match="cannot be written: File name too long"):
        check_out(Path("x" * 300))
    with pytest.raises(OutputError, match="cannot be written: File name too long"):
        check_file(Path("x" * 300 + ".csv"))


def shoppers(n):
    """Customers in three groups, with words and days of their own, gaps, and a town for every fourth of them."""
    chance, group = np.random.default_rng(0), np.arange(n) % 3
    return pl.DataFrame(
        {
            "client_id": [f"C{i:05}" for i in range(n)],
            "age": chance.integers(18, 80, n),
            "income": [
                None if i % 9 == 0 else x for i, x in enumerate(chance.normal(20_000, 4_000, n) + group * 30_000)
            ],
            "visits": chance.lognormal(1 + group, 1.0, n),
            "region": [("north", "south", "west")[i % 3] for i in range(n)],
            "town": [f"Town {i % (n // 4)}" for i in range(n)],
            "note": [f"called {i} times" for i in range(n)],
            "joined": [dt.date(2015, 1, 1) + dt.timedelta(days=i % 3000) for i in range(n)],
        }
    )


def bought(n):
    """Five purchases a customer."""
    chance = np.random.default_rng(0)
    return pl.DataFrame(
        {
            "customer_id": [f"C{i:05}" for i in [*range(n), *chance.integers(0, n, 4 * n)]],
            "order_date": [dt.date(2023, 1, 1) + dt.timedelta(days=int(d)) for d in chance.integers(0, 500, 5 * n)],
            "amount": chance.lognormal(3, 1, 5 * n).round(2),
        }
    )


def lengths(content, path=""):
    """Return the length of the longest list or object at each place; the number in a list makes no place."""
    if not isinstance(content, list | dict):
        return {}
    found = {path: len(content)}
    for key, each in content.items() if isinstance(content, dict) else enumerate(content):
        for place, length in lengths(each, f"{path}/{key if isinstance(content, dict) else ''}").items():
            found[place] = max(length, found.get(place, 0))
    return found


def lengths_of(customers, folder):
    write_outputs(coterie.segment(customers, k=3), folder, report=False)
    with zipfile.ZipFile(folder / "segmentation.coterie") as archive:
        saved = json.loads(archive.read("segmentation.json"))
    return lengths({"saved": saved, "summary": json.loads((folder / "segments.json").read_text())})


def grown(few, many):
    """Return what has more than twice the length and ten."""
    return {place: length for place, length in many.items() if length > 2 * few.get(place, 0) + 10}


@pytest.mark.parametrize("table", [shoppers, bought])
def test_nothing_written_but_assignments_grows_with_the_customers(table, tmp_path):
    few, many = (lengths_of(table(n), tmp_path / str(n)) for n in (60, 6_000))
    assert grown(few, many) == {}
    assert max(many.values()) < 60


def test_a_number_for_each_customer_would_be_noticed():
    few, many = (lengths({"segments": [{"stayed": [0.5] * n}] * 3}) for n in (60, 6_000))
    assert grown(few, many) == {"/segments//stayed": 6_000}
