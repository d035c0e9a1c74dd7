from __future__ import annotations

import json


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
