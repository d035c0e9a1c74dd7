from __future__ import annotations

import json

import jsonschema
import polars as pl
import pytest

import coterie
from coterie.errors import NeedsAnswer


@pytest.fixture
def scored(in_process, saved, bank_csv, tmp_path):
    in_process("score", saved, bank_csv, "--holdout", "30%", "--out", "scored.csv", "--quiet")
    ids = pl.read_csv(tmp_path / "scored.csv")["customer_id"]
    pl.DataFrame({"customer_id": ids, "bought": [i % 3 == 0 for i in range(len(ids))]}).write_csv(tmp_path / "came.csv")
    return tmp_path / "scored.csv"


def test_what_score_held_out_is_measured(in_process, scored):
    assert set(pl.read_csv(scored)["arm"].to_list()) >= {"holdout", "treatment"}
    said = json.loads(in_process("measure", "scored.csv", "came.csv", "--json"))
    jsonschema.validate(said, coterie.json_schema("measure"))
    assert (said["outcome"], len(said["segments"])) == ("bought", 6)
    assert len(in_process("measure", "scored.csv", "came.csv").splitlines()) > 8


def test_what_is_unclear_is_asked_with_exit_code_8(coterie_command, scored, tmp_path):
    came = pl.read_csv(tmp_path / "came.csv").head(100)
    came.write_csv(tmp_path / "came.csv")
    done = coterie_command("measure", "scored.csv", "came.csv")
    assert (done.returncode, "--absent no" in done.stderr) == (8, True)
    assert coterie_command("measure", "scored.csv", "came.csv", "--absent", "unknown").returncode == 0
    with pytest.raises(NeedsAnswer):
        coterie.measure(tmp_path / "scored.csv", tmp_path / "came.csv")
