from __future__ import annotations

import json

import jsonschema
import polars as pl
import pytest

import coterie


@pytest.fixture
def segmentation(coterie_command, bank_csv):
    assert coterie_command("segment", bank_csv, "--out", "out", "--k", 5).returncode == 0
    return "out/segmentation.coterie"


def test_scoring_the_training_file_repeats_the_assignments(coterie_command, bank_csv, segmentation, tmp_path):
    done = coterie_command("score", segmentation, bank_csv, "--out", "scored.csv")
    assert done.returncode == 0, done.stderr
    columns = pl.read_csv(tmp_path / "out" / "assignments.csv", infer_schema=False).drop("stability", "borderline")
    scored = pl.read_csv(tmp_path / "scored.csv", infer_schema=False)
    assert scored.height == pl.read_csv(bank_csv, infer_schema=False).height  # rows that repeat another have their own
    assert scored.unique(maintain_order=True).sort("customer_id").equals(columns.sort("customer_id"))
    assert "customers scored" in done.stdout


def test_every_segment_is_counted_now_and_at_training(coterie_command, bank_csv, segmentation, tmp_path):
    few = pl.read_csv(bank_csv).head(50)
    few.write_csv(tmp_path / "few.csv")
    done = coterie_command("score", segmentation, "few.csv", "--out", "few-scored.csv")
    found = coterie.load(tmp_path / segmentation)
    counts = dict(pl.read_csv(tmp_path / "few-scored.csv")["segment"].value_counts().iter_rows())
    heading, _, *rows = done.stdout.splitlines()
    assert heading.split() == ["Segment", "Customers", "Share", "At", "training", "Share", "then"]
    for each, row in zip(found.segments, rows, strict=False):
        assert row.removeprefix(each.name.name).split()[::2] == [f"{counts.get(each.name.name, 0):,}", f"{each.size:,}"]


def test_a_file_that_is_there_is_kept(coterie_command, bank_csv, segmentation, tmp_path):
    (tmp_path / "scored.csv").write_text("mine")
    done = coterie_command("score", segmentation, bank_csv, "--out", "scored.csv")
    assert done.returncode == 6
    assert done.stderr == "error: --out 'scored.csv' exists. Name another file, or add --overwrite to replace it.\n"
    assert (tmp_path / "scored.csv").read_text() == "mine"


def test_something_else_than_a_segmentation(coterie_command, bank_csv):
    done = coterie_command("score", bank_csv, bank_csv, "--out", "scored.csv")
    assert done.returncode == 7
    assert done.stderr == (
        "error: 'bank.csv' is not a coterie segmentation: File is not a zip file. "
        "Name a file that `coterie segment` or `coterie.save` wrote, or write it anew.\n"
    )


def test_another_unit_stops_the_work_unless_told_otherwise(coterie_command, bank, segmentation, tmp_path):
    bank.with_columns(bank["income"] / 1000).write_csv(tmp_path / "thousands.csv")
    done = coterie_command("score", segmentation, "thousands.csv", "--out", "scored.csv")
    assert done.returncode == 3
    assert done.stderr.startswith("error: income: the values look 1,000 times too small: ")
    assert not (tmp_path / "scored.csv").exists()
    done = coterie_command("score", segmentation, "thousands.csv", "--out", "scored.csv", "--checks", "lenient")
    assert done.returncode == 0
    assert done.stderr.startswith("warning: income: the values look 1,000 times too small: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("target", ["bank.csv", "./bank.csv"])
def test_what_is_read_is_never_replaced(coterie_command, bank_csv, segmentation, target):
    before = bank_csv.read_bytes()
    done = coterie_command("score", segmentation, "bank.csv", "--out", target, "--overwrite")
    assert done.returncode == 6
    assert "would replace 'bank.csv', which is read from. Name another place." in done.stderr
    assert bank_csv.read_bytes() == before


def test_a_folder_that_is_not_there_is_told_before_the_work(coterie_command, bank_csv, segmentation):
    done = coterie_command("score", segmentation, bank_csv, "--out", "none/scored.csv")
    assert done.stderr == "error: 'none/scored.csv' cannot be written: there is no such folder. Name another place.\n"


def test_new_purchases_are_scored_as_the_customers_they_make(coterie_command, shop, tmp_path):
    how = ["--k", 3, "--evidence", "none", "--report", "none"]
    assert coterie_command("segment", shop, "--out", "out", *how).returncode == 0
    done = coterie_command("score", "out/segmentation.coterie", shop, "--out", "scored.csv")
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.splitlines()
    assert said[0].startswith("871 rows of purchases, 7 of them left out, became one row per customer: 430 purchases")
    assert "looking back from 2024-12-28, the last date of the table." in said[0]
    assert said[-2:] == ["60 customers scored", "scored.csv"]
    assert (tmp_path / "scored.csv").read_bytes() == (tmp_path / "out" / "assignments.csv").read_bytes()
    shop.write_text(shop.read_text().replace("InvoiceDate", "Invoiced"))
    done = coterie_command("score", "out/segmentation.coterie", shop, "--out", "again.csv")
    assert done.returncode == 3
    assert done.stderr == (
        "error: The segments were made from purchases, and this table lacks columns of them: 'InvoiceDate' (date). Did "
        "you mean 'Invoiced'? Give purchases with these columns, or customers as `coterie transactions` writes them.\n"
    )


def test_doubts_about_purchases_come_before_those_about_the_customers_they_make(coterie_command, shop):
    how = ["--k", 3, "--evidence", "none", "--report", "none"]
    assert coterie_command("segment", shop, "--out", "out", *how).returncode == 0
    first, *lines = shop.read_text().splitlines()
    till = [f"{line.rpartition(',')[0]},12000" if n % 3 else line for n, line in enumerate(lines)]
    cells = [line.split(",") for line in till]
    dear = [",".join([*own[:5], str(1000 * float(own[5])), *own[6:]]) for own in cells]
    shop.write_text("\n".join([first, *dear]) + "\n")
    done = coterie_command("score", "out/segmentation.coterie", shop, "--out", "scored.csv", "--checks", "lenient")
    assert done.returncode == 0
    said = done.stderr.splitlines()
    assert said[0].startswith("warning: Customer ID: one customer has very many rows")
    assert len(said) > 1
    assert all(line.startswith("warning: ") for line in said)


def test_json_is_what_its_schema_says_also_without_a_file(in_process, saved, bank_csv, tmp_path):
    said = json.loads(in_process("score", saved, bank_csv, "--out", "scored.csv", "--json"))
    jsonschema.validate(said, coterie.json_schema("score"))
    counts = dict(pl.read_csv(tmp_path / "scored.csv")["segment_id"].value_counts().iter_rows())
    assert {each["id"]: each["customers"] for each in said["segments"]} == {
        number: count for number, count in counts.items() if number is not None
    }
    assert said["artefact"]["short_hash"] == coterie.load(saved).short_hash
    assert sum(each["customers"] for each in said["segments"]) + said["without_segment"] == said["customers"]
    assert said["customers"] == sum(counts.values())


def test_doubts_are_remarks_in_json(in_process, saved, bank, tmp_path):
    bank.with_columns(age=80).write_csv(tmp_path / "old.csv")
    said = json.loads(in_process("score", saved, "old.csv", "--out", "scored.csv", "--json"))
    assert [(each["code"], each["column"]) for each in said["remarks"]] == [("average_drifted", "age")]


def test_a_file_of_options_and_variables_hold_for_scoring(in_process, saved, bank_csv, tmp_path):
    (tmp_path / "coterie.toml").write_text('out = "segments"\nk = 4\n\n[score]\nout = "a.csv"\n')
    in_process("score", saved, bank_csv, "--config", "coterie.toml")
    in_process("score", saved, bank_csv, COTERIE_SCORE_OUT="b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_csv_file_can_be_written_as_its_source_is(in_process, saved, bank, tmp_path):
    text = bank.write_csv(separator=";").replace("Silver", "Größe")
    (tmp_path / "bank.csv").write_bytes(text.encode("cp1252"))
    in_process("score", saved, "bank.csv", "--out", "a.csv", "--like-source", "--keep", "card_type")
    lines = (tmp_path / "a.csv").read_bytes().decode("cp1252").splitlines()
    assert lines[0] == "customer_id;segment_id;segment;distance;second_segment_id;margin;card_type"
    assert any("Größe" in line for line in lines)


def test_a_workbook_holds_what_the_csv_file_holds(in_process, saved, bank_csv, tmp_path):
    for name in ("a.csv", "a.xlsx"):
        in_process("score", saved, bank_csv, "--out", name)
    one, other = pl.read_csv(tmp_path / "a.csv"), pl.read_excel(tmp_path / "a.xlsx")
    assert one.columns == other.columns
    assert one["segment"].to_list() == other["segment"].to_list()
    assert one["margin"].to_list() == pytest.approx(other["margin"].to_list(), abs=1e-6)


def test_a_large_file_passes_by_and_gives_the_same(in_process, saved, bank, tmp_path, monkeypatch):
    bank.write_parquet(tmp_path / "bank.parquet")
    in_process("score", saved, "bank.parquet", "--out", "held.csv", "--keep", "gender")
    monkeypatch.setattr("coterie.scoring.passing.CELLS", 100)
    monkeypatch.setattr("coterie.sources.batches.CELLS", 7)
    in_process("score", saved, "bank.parquet", "--out", "by.csv", "--keep", "gender")
    in_process("score", saved, "bank.parquet", "--out", "by.xlsx", "--keep", "gender")
    assert (tmp_path / "by.csv").read_bytes() == (tmp_path / "held.csv").read_bytes()
    assert (
        pl.read_excel(tmp_path / "by.xlsx")["segment"].to_list()
        == pl.read_csv(tmp_path / "by.csv")["segment"].to_list()
    )
    in_process("score", saved, "bank.parquet", "--write-to", "sqlite:///shop.sqlite", "--to-table", "segments")
    assert coterie.sources.read(tmp_path / "shop.sqlite").frame.height == bank.unique("customer_id").height
