"""The corpus of the fuzzers, without a fuzzer: what was found once stays mended."""

from __future__ import annotations

import importlib.util
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
INPUTS = sorted(path for path in (HERE / "corpus").glob("*/*") if path.is_file())


@pytest.fixture(scope="module")
def targets() -> Any:
    spec = importlib.util.spec_from_file_location("targets", HERE / "targets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["targets"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_input_keeps_what_must_hold(targets: Any, path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # doubts about customers that no table has
        targets.TARGETS[path.parent.name](path.read_bytes())


def test_a_lost_row_would_be_found(targets: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = targets.read
    monkeypatch.setattr(targets, "read", lambda path: _without_last_row(real(path)))
    with pytest.raises(AssertionError):
        targets.text(b"id,age\n1,20\n2,30\n3,40\n")


def _without_last_row(table: Any) -> Any:
    return replace(table, frame=table.frame.head(table.frame.height - 1))
