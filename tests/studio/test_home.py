from __future__ import annotations

import os

import pytest

from coterie.errors import OutputError
from coterie.studio.home import made_home, only_for_owner, usual_home


def test_s11_the_folder_is_its_owner_s_alone(tmp_path):
    (tmp_path / "studio").mkdir(mode=0o755)
    assert made_home(tmp_path / "studio").stat().st_mode & 0o777 == 0o700
    assert list((tmp_path / "studio").iterdir()) == []


def test_s11_and_so_are_its_files(tmp_path):
    before = os.umask(0o022)
    try:
        only_for_owner()
        (tmp_path / "x").write_text("x")
    finally:
        os.umask(before)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        made_home(tmp_path / "file" / "studio")


def test_the_usual_folder_is_where_the_system_keeps_data(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert usual_home() == tmp_path / "coterie" / "studio"
