"""What is taken along is what the commands write: E1 to E3."""

from __future__ import annotations

import io
import tomllib
from types import SimpleNamespace

import polars as pl
import pytest
from a_command import COMMAND

from coterie.artefact import load
from coterie.options import Options
from coterie.segmentation import rename
from coterie.sources import read
from coterie.studio.exports import FILES, WORKBOOK, list_as, plan_of
from coterie.studio.kept import shown


def commanded(*arguments, cwd):
    import subprocess  # noqa: PLC0415 - the real command, in a process of its own

    done = subprocess.run([COMMAND, *arguments, "--quiet"], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.words
@pytest.mark.parametrize("k", [3, "recommended"])
def test_e2_e3_the_command_with_the_plan_gives_the_same_bytes_and_names(made, tmp_path, k):
    k = made.kept.recommended if k == "recommended" else k
    found = rename(shown(made.kept, k, {}).segmentation, {0: "Steady Eddies, so named"})
    files = {name: make(found) for name, (_, make) in FILES.items()}
    options = made.desk.run(made.project, 1).options
    (tmp_path / "plan.toml").write_text(plan_of(options, k))
    (tmp_path / "segments").mkdir()
    for name in ("segmentation.coterie", "segments.json"):
        (tmp_path / "segments" / name).write_bytes(files[name])
    table = made.project.source["path"]
    commanded("segment", table, "--config", "plan.toml", "--out", "segments", "--overwrite", cwd=tmp_path)
    for name in ("segments.json", "report.html", "segmentation.coterie"):
        assert (tmp_path / "segments" / name).read_bytes() == files[name], name
    assert load(tmp_path / "segments" / "segmentation.coterie").names.names[0].name == "Steady Eddies, so named"
    commanded("report", "segments", "--out", "report.xlsx", cwd=tmp_path)
    assert (tmp_path / "report.xlsx").read_bytes() == files[WORKBOOK]


def test_the_plan_has_what_was_chosen_and_the_number_of_segments():
    asked = {"ignore": ["zip"], "type": {"code": "text"}, "k": 4}
    assert Options.read(tomllib.loads(plan_of(asked, 6))) == Options.read({**asked, "k": 6})


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_e1_ids_stay_as_they_are_and_formulas_are_kept_from_running(made, tmp_path, kind):
    found = rename(shown(made.kept, 2, {}).segmentation, {0: "=cmd|' /C calc'!A0"})
    everyone = pl.DataFrame({"c0": ["00123", "@SUM(1)", "x"], "s2": [0, 0, 1], "m2": [1.0] * 3, "t2": [1.0, 0.5, 1.0]})
    kept = SimpleNamespace(customers=everyone, columns=("client",), id="client")
    made_ = list_as(kind, kept, found, segments=[0], clear=False)
    if kind == "csv":
        lines = made_.decode().splitlines()
        assert lines[1:] == ["00123,'=cmd|' /C calc'!A0", "'@SUM(1),'=cmd|' /C calc'!A0"]
        assert len(list_as(kind, kept, found, segments=[0], clear=True).decode().splitlines()) == 2
    else:
        (tmp_path / "list.xlsx").write_bytes(made_)
        assert read(str(tmp_path / "list.xlsx")).frame["client"].to_list() == ["00123", "@SUM(1)"]
        assert b"<f>" not in b"".join(_parts(made_))


def _parts(book):
    import zipfile  # noqa: PLC0415 - beside its one use

    with zipfile.ZipFile(io.BytesIO(book)) as held:
        return [held.read(name) for name in held.namelist()]
