from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import coterie
from coterie.cli.artefact_argument import artefact_file, file_in, is_alias, refuse_alias
from coterie.errors import ArtefactNotFound, OptionError
from coterie.history import open_history
from coterie.history.reading import artefact_of

FIRST = Path(__file__).parents[1] / "history" / "histories" / "first.sqlite"
CHAMPION = "history:champion"


@pytest.fixture
def past(tmp_path, monkeypatch):
    shutil.copy(FIRST, tmp_path / "runs.sqlite")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return str(tmp_path / "runs.sqlite")


@pytest.fixture
def champion(past, tmp_path):
    """The same segmentation as a file."""
    path = tmp_path / "first.coterie"
    path.write_bytes(artefact_of(open_history(past), "1"))
    return path


@pytest.fixture
def few_csv(tmp_path):
    path = tmp_path / "few.csv"
    coterie.datasets.bank_customers(n=300).write_csv(path)
    return path


COMMANDS = {
    "score": ["few.csv", "--out", "{out}.csv"],
    "sql": ["--dialect", "duckdb", "--table", "customers", "--out", "{out}.sql"],
    "export": ["--out", "{out}.onnx"],
    "explain": ["few.csv", "--id", "C00001"],
    "audience": ["few.csv", "--segment", "0", "--for", "csv", "--out", "{out}.csv"],
    "rename": ["0=Regulars", "--out", "{out}.coterie"],
    "report": ["--out", "{out}.html"],
    "refit": ["few.csv", "--out", "{out}", "--k", "2"],
}


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_does_with_a_run_what_it_does_with_its_file(
    in_process, past, champion, few_csv, tmp_path, command
):
    made = []
    ids = coterie.datasets.bank_customers(n=300)["customer_id"]
    for folder, given in (("by_file", str(champion)), ("by_run", CHAMPION)):
        (tmp_path / folder).mkdir()
        arguments = [each.format(out=f"{folder}/out").replace("C00001", ids[0]) for each in COMMANDS[command]]
        in_process(command, given, *arguments, "--history", past)
        made.append(files(tmp_path / folder))
    assert made[0] == made[1]
    assert made[0] or command == "explain"
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_takes_the_folder_of_a_segmentation(in_process, champion, few_csv, tmp_path, command):
    folder = tmp_path / "segments"
    folder.mkdir()
    shutil.copy(champion, folder / "segmentation.coterie")
    made = []
    ids = coterie.datasets.bank_customers(n=300)["customer_id"]
    for into, given in (("by_file", folder / "segmentation.coterie"), ("by_folder", folder)):
        (tmp_path / into).mkdir()
        arguments = [each.format(out=f"{into}/out").replace("C00001", ids[0]) for each in COMMANDS[command]]
        said = in_process(command, given, *arguments).replace(into, "there")
        made.append((said, files(tmp_path / into)))
    assert made[0] == made[1]
    assert made[0][0]


def test_a_segmentation_is_renamed_in_its_folder(in_process, champion, tmp_path):
    (tmp_path / "segments").mkdir()
    shutil.copy(champion, tmp_path / "segments" / "segmentation.coterie")
    in_process("rename", "segments", "0=Regulars")
    assert coterie.load(tmp_path / "segments" / "segmentation.coterie").segments[0].name.name == "Regulars"


def test_a_folder_without_a_segmentation_stays_what_was_given(tmp_path):
    assert file_in(tmp_path) == tmp_path
    with artefact_file(tmp_path, None) as path:
        assert path == tmp_path


def test_a_number_is_an_alias_too(past, champion):
    for given in ("history:1", "history:2", CHAMPION):
        with artefact_file(Path(given), past) as path:
            assert path.read_bytes() == champion.read_bytes()
            assert path.stem in {"run-1", "run-2", "champion"}
    with artefact_file(Path("history:3"), past) as path:
        assert path.read_bytes() != champion.read_bytes()


def test_the_variable_says_which_history(in_process, past, few_csv, tmp_path):
    in_process("score", CHAMPION, few_csv, "--out", "a.csv", COTERIE_HISTORY=past)
    assert (tmp_path / "a.csv").exists()


def test_a_path_stays_a_path():
    assert not is_alias("histories:champion")
    with artefact_file(Path("folder/history.coterie"), None) as path:
        assert path == Path("folder/history.coterie")


@pytest.mark.parametrize("given", ["history:none", "history:", "history:9", "history:../first"])
def test_a_run_that_is_not_there_is_told(past, given):
    with pytest.raises(ArtefactNotFound, match="names no run"), artefact_file(Path(given), past):
        pass


def test_without_a_history_it_is_told_how_to_name_one():
    told = pytest.raises(OptionError, match="Add `history` runs.sqlite, or set COTERIE_HISTORY")
    with told, artefact_file(Path(CHAMPION), None):
        pass


@pytest.mark.parametrize("arguments", [("rename", CHAMPION, "0=Regulars"), ("report", CHAMPION)])
def test_nothing_is_written_in_the_place_of_a_run(in_process, past, arguments):
    with pytest.raises(OptionError, match="is no file"):
        in_process(*arguments, "--history", past)
    refuse_alias(Path(CHAMPION), Path("x.html"))


def test_a_run_is_served_under_its_tag(past, tmp_path):
    command = [str(Path(sys.executable).with_name("coterie")), "serve", CHAMPION, "other=history:3"]
    command += ["--port", "0", "--json", "--history", past]
    env = os.environ | {"TMPDIR": str(tmp_path / "temporary")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as service:
        try:
            lines = []
            while not lines or lines[-1] not in {"}\n", ""}:
                lines.append(service.stdout.readline())
            said = json.loads("".join(lines))
            assert "started" in service.stderr.readline()  # it hears signals now
        finally:
            with contextlib.suppress(ProcessLookupError):
                service.send_signal(signal.SIGTERM)
    assert set(said["artefacts"]) == {"champion", "other"}
    assert list((tmp_path / "temporary").iterdir()) == []


def test_the_folder_that_holds_a_segmentation_is_that_one(tmp_path):
    (tmp_path / "segmentation.coterie").write_bytes(b"")
    with artefact_file(tmp_path, None) as path:
        assert path == tmp_path / "segmentation.coterie"
    (tmp_path / "segmentation.coterie").rename(tmp_path / "other.coterie")
    with artefact_file(tmp_path, None) as path:
        assert path == tmp_path
