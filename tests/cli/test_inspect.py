from __future__ import annotations

import json
import re

import jsonschema
import polars as pl
import xlsxwriter

import coterie


def test_every_column_is_shown_with_its_reason_and_nothing_is_written(coterie_command, bank_csv, tmp_path):
    done = coterie_command("inspect", bank_csv)
    assert done.returncode == 0, done.stderr
    for name in ("customer_id", "age", "gender", "income", "spending_score", "credit_score", "card_type"):
        assert name in done.stdout
    assert "Cleaning would change:" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["bank.csv"]


def test_the_plan_is_what_the_job_then_does(coterie_command, bank_csv):
    plan = json.loads(coterie_command("inspect", bank_csv, "--json").stdout)
    summary = json.loads(coterie_command("segment", bank_csv, "--out", "out", "--k", 2, "--json").stdout)
    assert plan["columns"] == summary["columns"]
    assert plan["source"] == summary["source"]
    assert plan["cleaning"] == summary["cleaning"][: len(plan["cleaning"])]


def test_options_change_the_plan(coterie_command, bank_csv):
    done = coterie_command("inspect", bank_csv, "--json", "--features", "income,card_type")
    roles = {column["name"]: column["role"] for column in json.loads(done.stdout)["columns"]}
    assert [name for name, role in roles.items() if role == "feature"] == ["income", "card_type"]
    assert roles["age"] == "descriptor"


def test_a_config_is_written_that_segment_takes(coterie_command, bank_csv, tmp_path):
    done = coterie_command("inspect", bank_csv, "--write-config", "bank.toml")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-2:] == ["Ready.", "Options: bank.toml"]
    for arguments in (["plain"], ["configured", "--config", "bank.toml"]):
        assert coterie_command("segment", bank_csv, "--evidence", "none", "--out", *arguments).returncode == 0
    plain, configured = ((tmp_path / name / "assignments.csv").read_bytes() for name in ("plain", "configured"))
    assert plain == configured
    assert coterie_command("inspect", bank_csv, "--write-config", "bank.toml").returncode == 6
    assert coterie_command("inspect", bank_csv, "--write-config", "bank.toml", "--overwrite").returncode == 0


def test_transactions_are_shown_before_they_are_refused(coterie_command, tmp_path):
    rows = "".join(f"{n % 9},{n}.5,shop {n % 4}\n" for n in range(90))
    (tmp_path / "x.csv").write_text("customer_id,amount,shop\n" + rows)
    done = coterie_command("inspect", "x.csv")
    assert done.returncode == 4
    assert "amount" in done.stdout
    assert done.stdout.splitlines()[-1] == "Not ready."
    assert done.stderr.startswith(
        "error: 90 rows, but 9 different values of 'customer_id': these look like transactions"
    )
    plan = json.loads(coterie_command("inspect", "x.csv", "--json").stdout)
    assert plan["status"] == "not ready"
    assert plan["problem"] in done.stderr


def test_purchases_are_shown_as_the_customers_they_make(coterie_command, shop, tmp_path):
    done = coterie_command("inspect", shop)
    assert (done.returncode, done.stderr) == (0, "")
    first, made, otherwise = done.stdout.splitlines()[:3]
    assert first == "shop.csv: 871 rows, 7 columns"
    assert made == (
        "871 rows of purchases, 7 of them left out, became one row per customer: 430 purchases of 60 customers, "
        "looking back from 2024-12-28, the last date of the table. Columns: Customer ID (customer), "
        "InvoiceDate (date), Quantity × Unit Price (amount), InvoiceNo (invoice), StockCode (product). "
        "Not used: Description."
    )
    assert otherwise == (
        "For other columns, or another day with --as-of: `coterie transactions shop.csv --customer 'Customer ID' "
        "--date InvoiceDate --quantity Quantity --price 'Unit Price' --invoice InvoiceNo --product StockCode --out "
        "customers.csv`. If every row is a customer: --ignore 'Customer ID'."
    )
    assert re.search(r"^recency_days +numeric +feature", done.stdout, re.MULTILINE)
    assert "row of purchases left out: amount of 0 (3 rows)" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Ready")
    plan = json.loads(coterie_command("inspect", shop, "--json").stdout)
    assert (plan["source"]["rows"], plan["purchases"]["rows"], plan["purchases"]["width"]) == (60, 871, 7)
    assert [step["code"] for step in plan["account"]["rows"]] == [
        "lines_in_file", "header", "rows_read", "purchase_without_customer", "purchase_of_nothing",
        "purchases_and_returns", "more_rows_of_customer", "customers",
    ]  # fmt: skip


def test_a_plan_of_purchases_can_be_written_and_followed(coterie_command, shop, tmp_path):
    assert coterie_command("inspect", shop, "--write-config", "plan.toml").returncode == 0
    text = (tmp_path / "plan.toml").read_text()
    assert "# 871 rows of purchases, 7 of them left out, became one row per customer" in text
    (tmp_path / "plan.toml").write_text(text.replace('  "monetary",', "#").replace("k = ", "k = 3 #"))
    done = coterie_command("segment", shop, "--config", "plan.toml", "--out", "out", "--report", "none")
    assert done.returncode == 0, done.stderr
    columns = json.loads((tmp_path / "out" / "segments.json").read_text())["columns"]
    assert {each["name"] for each in columns if each["role"] == "feature"} == {
        "recency_days", "frequency",
    }  # fmt: skip


def test_json_is_what_its_schema_says(in_process, bank_csv):
    said = json.loads(in_process("inspect", bank_csv, "--json"))
    jsonschema.validate(said, coterie.json_schema("inspect"))
    assert {"code", "facts", "grade"} <= set(said["checks"][0])


def told_rows(in_process, path):
    plan = json.loads(in_process("inspect", path, "--json"))
    [impossible] = [each for each in plan["cleaning"] if each["code"] == "impossible_value"]
    return impossible["facts"]["places"], {each["code"]: each["facts"].get("lines") for each in plan["cleaning"]}


def customers_with_999_in_row(wrong, breaks=()):
    return [
        (f"C{n:03}", 999 if n == wrong else 20 + n % 40, 1000 + n * 13 % 977, "Bad\nOrb" if n in breaks else "Ulm")
        for n in range(1, 81)
    ]


def test_a_data_row_is_counted_below_the_header_and_a_line_in_the_file(in_process, tmp_path):
    lines = ["Report of the shop", "", "customer_id,age,income,town"]
    for n, row in enumerate(customers_with_999_in_row(71, breaks=(9, 18)), 1):
        lines += ["customer_id,age,income,town"] * (n == 40) + [""] * (n == 20)
        lines.append(",".join(f'"{cell}"' for cell in row))
    lines.append("Source: the shop")
    text = "\n".join(lines) + "\n"
    (tmp_path / "shop.csv").write_text(text)
    places, left = told_rows(in_process, "shop.csv")
    assert places == [[71, 999.0]]
    in_editor = {line: n for n, line in enumerate(text.split("\n"), 1)}
    assert left["repeated_header"] == [in_editor["customer_id,age,income,town"]]
    assert [line for line, _ in left["lines_below"]] == [in_editor["Source: the shop"]]
    assert in_editor['"C071","999","1923","Ulm"'] == 78  # which nobody is told: the row is the 71st that was read
    said = " ".join(in_process("inspect", "shop.csv").split())
    assert "data row 71: 999" in said


def test_a_line_of_a_workbook_is_the_row_of_its_sheet(in_process, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "shop.xlsx") as book:
        sheet = book.add_worksheet("Customers")
        sheet.write(2, 0, "Report of the shop")
        for n, row in enumerate([("customer_id", "age", "income", "town"), *customers_with_999_in_row(5)]):
            sheet.write_row(5 + n, 0, row)
        sheet.write(90, 0, "Source: the shop")
    places, left = told_rows(in_process, "shop.xlsx")
    assert places == [[5, 999.0]]
    assert [line for line, _ in left["lines_below"]] == [91]
    assert [line for line, _ in left["lines_above"]] == [3]


def test_a_data_row_is_the_row_of_assignments_where_there_is_no_id(in_process, tmp_path):
    rows = [(20 + n % 40, 1000 + n * 13 % 977, 999 if n == 31 else n % 50) for n in range(1, 81)]
    frame = pl.DataFrame(rows, schema=["spend", "income", "age"], orient="row")
    (tmp_path / "shop.csv").write_text("A note above\n\n" + frame.write_csv())
    assert told_rows(in_process, "shop.csv")[0] == [[31, 999.0]]
    in_process("segment", "shop.csv", "--out", "out", "--k", 2, "--evidence", "none")
    assert pl.read_csv(tmp_path / "out" / "assignments.csv")["row"].to_list() == list(range(1, 81))
    in_process("explain", "out", "shop.csv", "--id", 31)
