from __future__ import annotations

import json

import duckdb
import jsonschema
import pytest

import coterie
from coterie.errors import OptionError


@pytest.fixture(scope="module")
def folder(bank, tmp_path_factory):
    found = coterie.segment(bank, features=["age", "income"], k=3, evidence="none")
    path = tmp_path_factory.mktemp("segments")
    coterie.save(found, path / "segmentation.coterie")
    return path


def test_the_query_is_printed_and_runs(in_process, folder, bank):
    query = in_process("sql", folder, "--dialect", "duckdb", "--table", "customers")
    with duckdb.connect() as lake:
        lake.register("given", bank.to_arrow())
        lake.execute("CREATE TABLE customers AS SELECT * FROM given")
        assert len(lake.execute(query).fetchall()) == bank.height


def test_a_model_of_dbt_and_its_tests_are_two_files(in_process, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = (
        "sql",
        folder,
        "--dialect",
        "snowflake",
        "--table",
        "customers",
        "--as",
        "dbt-model",
        "--out",
        "segments.sql",
    )
    assert in_process(*asked).split() == ["segments.sql", "schema.yml"]
    assert "{{ ref('customers') }}" in (tmp_path / "segments.sql").read_text()
    assert json.loads((tmp_path / "schema.yml").read_text())["models"][0]["name"] == "customer_segments"
    with pytest.raises(coterie.OutputError):
        in_process(*asked)


def test_as_json(in_process, folder):
    said = json.loads(in_process("sql", folder, "--dialect", "oracle", "--table", "c", "--json"))
    jsonschema.validate(said, coterie.json_schema("sql"))
    assert not said["executed"]


@pytest.mark.parametrize("given", [("--table", "c"), ("--dialect", "duckdb")])
def test_both_must_be_named(in_process, folder, given):
    with pytest.raises(OptionError, match="Missing option"):
        in_process("sql", folder, *given)
