from __future__ import annotations

import json

import polars as pl
import pytest

import coterie
from coterie.cli.recording import kept_options, plain_address, source_name
from coterie.cli.refit_run import RefitRun
from coterie.cli.run import Run, ScoreRun
from coterie.history import open_history
from coterie.history import recording as entering
from coterie.history.reading import artefact_of, runs_of
from coterie.options import Options
from coterie.remarks import say
from coterie.sources import read


@pytest.fixture
def begun(in_process, bank_csv, tmp_path):
    in_process("segment", bank_csv, "--out", "first", "--evidence", "none", "--k", "4", "--history", "runs.sqlite")
    return tmp_path / "first" / "segmentation.coterie"


def runs(tmp_path):
    return runs_of(open_history(str(tmp_path / "runs.sqlite"), make=False))


def test_each_of_the_commands_is_recorded(in_process, begun, bank_csv, tmp_path):
    score = ("score", begun, bank_csv, "--out", "scored.csv", "--history", "runs.sqlite")
    assert say("history.recorded", number=2, name="runs.sqlite") in in_process(*score)
    refit = ("refit", begun, bank_csv, "--out", "again", "--k", "3", "--history", "runs.sqlite", "--json")
    assert json.loads(in_process(*refit))["run"] == 3
    found = runs(tmp_path)
    assert [run.record.command for run in found] == ["refit", "score", "segment"]
    first = coterie.load(begun)
    refitted, scored, segmented = (run.record for run in found)
    assert segmented.options == {"evidence": "none", "k": 4}
    assert refitted.options == {"k": 3}
    assert (refitted.parent, refitted.k) == (first.short_hash, 3)
    assert {segmented.data, scored.data, refitted.data} == {first.source.sha256}
    counted = dict(pl.read_csv(tmp_path / "scored.csv")["segment_id"].value_counts().iter_rows())
    assert {each.id: each.customers for each in scored.segments} == counted
    assert {each.id: each.customers for each in segmented.segments} == {each.id: each.size for each in first.segments}
    assert scored.out == str(tmp_path / "scored.csv")
    history = open_history(str(tmp_path / "runs.sqlite"))
    assert artefact_of(history, "1") == artefact_of(history, "2") == begun.read_bytes()


def test_the_same_again_is_the_same_run(in_process, begun, bank_csv, tmp_path):
    score = ("score", begun, bank_csv, "--out", "scored.csv", "--overwrite", "--history", "runs.sqlite")
    in_process(*score)
    assert say("history.again", number=2, name="runs.sqlite") in in_process(*score)
    assert json.loads(in_process(*score, "--json"))["run"] == 2
    assert [run.times for run in runs(tmp_path)] == [3, 1]


def test_the_variable_names_it_too_and_without_it_nothing_is_recorded(in_process, begun, bank_csv, tmp_path):
    in_process("score", begun, bank_csv, "--out", "a.csv", COTERIE_HISTORY="runs.sqlite")
    in_process("score", begun, bank_csv, "--out", "b.csv")
    assert len(runs(tmp_path)) == 2


def test_a_large_file_that_passes_by_has_its_hash(in_process, begun, bank, tmp_path, monkeypatch):
    monkeypatch.setattr("coterie.scoring.passing.CELLS", 10)
    bank.write_parquet(tmp_path / "bank.parquet")
    in_process("score", begun, "bank.parquet", "--out", "a.csv", "--history", "runs.sqlite")
    passed = runs(tmp_path)[0].record
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    in_process("score", begun, "bank.parquet", "--out", "b.csv", "--history", "runs.sqlite")
    held = runs(tmp_path)[0].record
    assert (passed.data, passed.segments) == (held.data, held.segments)


def test_a_run_that_fails_is_not_recorded(in_process, begun, bank, tmp_path):
    bank.drop("income").write_csv(tmp_path / "less.csv")
    with pytest.raises(coterie.InputError):
        in_process("score", begun, "less.csv", "--out", "x.csv", "--history", "runs.sqlite")
    assert len(runs(tmp_path)) == 1


def test_a_history_that_cannot_be_is_told_before_any_work(in_process, bank_csv, tmp_path):
    with pytest.raises(coterie.InputError, match="--history|`history`"):
        in_process("segment", bank_csv, "--out", "x", "--history", "nowhere/runs.sqlite")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_a_table_keeps_who_was_where(in_process, begun, bank, bank_csv, tmp_path, kind):
    shop = f"{kind}:///{tmp_path}/shop.{kind}"
    to = ("--write-to", shop, "--to-table", "segments", "--history", "runs.sqlite")
    score = ("score", begun, bank_csv, *to)
    shown = in_process(*score)
    placed = read(shop, table="segments").frame.drop_nulls("segment_id").height
    assert f"Run 2 in runs.sqlite. {say('history.moved', entered=placed, left=0)}" in shown
    assert say("history.moved", entered=0, left=0) in in_process(*score)
    assert json.loads(in_process(*score, "--json"))["run"] == 2
    bank.head(bank.height // 2).write_csv(tmp_path / "half.csv")
    in_process("score", begun, "half.csv", *to)
    membership = read(shop, table="segments_membership").frame
    half = read(shop, table="segments").frame.drop_nulls("segment_id")
    open_ = membership.filter(pl.col("left").is_null())
    assert set(open_["id"]) == set(half["customer_id"])
    assert membership.height == placed
    with pytest.raises(coterie.InputError, match="gives no rows"):
        read(shop, table="coterie_pending")
    run = runs(tmp_path)[0]
    assert (run.record.target.address, run.record.target.table) == (shop, "segments")


def test_a_note_that_was_left_is_recorded_by_the_next_run(in_process, begun, bank_csv, tmp_path, monkeypatch):
    shop = f"sqlite:///{tmp_path}/shop.sqlite"
    to = ("--write-to", shop, "--to-table", "segments", "--history", "runs.sqlite")

    def killed(*args, **kwargs):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(entering, "enter", killed)
        with pytest.raises(RuntimeError):
            in_process("score", begun, bank_csv, *to)
    assert len(runs(tmp_path)) == 1
    assert read(shop, table="coterie_pending").frame.height == 1
    in_process("score", begun, bank_csv, *to)
    assert [(run.number, run.times) for run in runs(tmp_path)] == [(2, 2), (1, 1)]


def test_ids_that_repeat_keep_no_membership_and_it_is_said(in_process, begun, bank, tmp_path):
    pl.concat([bank, bank.head(3).with_columns(age=pl.col("age") + 20)]).write_csv(tmp_path / "twice.csv")
    shop = f"sqlite:///{tmp_path}/shop.sqlite"
    to = ("--write-to", shop, "--to-table", "segments", "--history", "runs.sqlite")
    assert say("history.no_membership") in in_process("score", begun, "twice.csv", *to)


def test_without_a_history_there_is_no_membership(in_process, begun, bank_csv, tmp_path):
    shop = f"sqlite:///{tmp_path}/shop.sqlite"
    in_process("score", begun, bank_csv, "--write-to", shop, "--to-table", "segments")
    with pytest.raises(coterie.InputError, match="no table"):
        read(shop, table="segments_membership")


def test_options_are_kept_where_they_are_not_the_usual_ones():
    assert kept_options("score", Options(), ScoreRun()) == {}
    run = ScoreRun(checks="strict", holdout=0.1, overwrite=True, json=True)
    assert kept_options("score", Options(), run) == {"checks": "strict", "holdout": 0.1}
    kept = kept_options("segment", Options(features=("a", "b"), weight={"a": 2.0}), Run())
    assert kept == {"features": ["a", "b"], "weight": {"a": 2.0}}
    assert kept_options("refit", Options(), RefitRun(before="then.csv")) == {"before": "then.csv"}


@pytest.mark.parametrize(
    "options",
    [
        Options(customers=f"postgresql://ann:{'s3%2Fcr%40t'}@db/crm"),
        Options(query="SELECT * FROM c WHERE name = 's3%2Fcr%40t'"),
    ],
)
def test_no_option_keeps_a_password_or_a_query(options):
    kept = json.dumps(kept_options("segment", options, Run()))
    assert "s3" not in kept


def test_addresses_are_kept_without_what_is_secret():
    assert plain_address("$SHOP") == "$SHOP"
    assert plain_address("postgresql://ann:x@db:99/shop?sslmode=require") == "postgresql://ann@db:99/shop"
    assert plain_address("mysql+pymysql://ann:x@db/shop") == "mysql+pymysql://ann@db/shop"
    assert plain_address("customers.csv") == "customers.csv"


def test_a_table_is_called_after_its_file_or_its_database():
    assert source_name("/srv/customers.csv") == "customers.csv"
    assert source_name("postgresql://ann:x@db/shop?password=y") == "shop"
