from __future__ import annotations

import builtins
import sys

import pytest

from coterie.cli.past import opened
from coterie.errors import LibraryMissing


def test_it_opens_a_history(tmp_path):
    assert opened(str(tmp_path / "runs.sqlite")).address.name == "runs.sqlite"


@pytest.mark.parametrize("lacking", ["alembic", "sqlalchemy"])
def test_an_extra_that_is_missing_is_named(monkeypatch, tmp_path, lacking):
    usual = builtins.__import__

    def without(name, *args, **kwargs):
        if name.partition(".")[0] == lacking:
            raise ImportError(name)
        return usual(name, *args, **kwargs)

    for name in [each for each in sys.modules if each.startswith("coterie.history")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LibraryMissing, match=r"--history needs .* pip install 'coterie\[history\]'"):
        opened(str(tmp_path / "runs.sqlite"))
    assert list(tmp_path.iterdir()) == []
