from __future__ import annotations

import polars as pl
import pytest


@pytest.fixture
def segmentation(coterie_command, bank_csv):
    assert coterie_command("segment", bank_csv, "--out", "out", "--k", 5).returncode == 0
    return "out/segmentation.coterie"


def test_scoring_the_training_file_repeats_the_assignments(coterie_command, bank_csv, segmentation, tmp_path):
    done = coterie_command("score", segmentation, bank_csv, "--out", "scored.csv")
    assert done.returncode == 0, done.stderr
    columns = pl.read_csv(tmp_path / "out" / "assignments.csv", infer_schema=False).drop("stability", "borderline")
    assert pl.read_csv(tmp_path / "scored.csv", infer_schema=False).equals(columns)
    assert "customers scored" in done.stdout


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
    assert said[1:] == ["60 customers scored", "scored.csv"]
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
    shop.write_text("\n".join([first, *till]) + "\n")
    done = coterie_command("score", "out/segmentation.coterie", shop, "--out", "scored.csv", "--checks", "lenient")
    assert done.returncode == 0
    said = done.stderr.splitlines()
    assert said[0].startswith("warning: Customer ID: one customer has very many rows")
    assert len(said) > 1
    assert all(line.startswith("warning: ") for line in said)
