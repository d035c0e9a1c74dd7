"""The same bytes, whatever the processor can do."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import coterie

ROWS = 700


@pytest.fixture(scope="module")
def skewed(tmp_path_factory) -> Path:
    """Amounts of all sizes, most of which are straightened; one column has both signs."""
    r = np.random.default_rng(5)
    group = r.integers(0, 3, ROWS)
    columns = {f"amount_{at}": np.exp(r.normal(2 + 2 * (group == at % 3), 0.9)).round(2) for at in range(6)}
    columns["balance"] = (r.normal(0, 100, ROWS) ** 3 / 1000).round(2)
    path = tmp_path_factory.mktemp("skewed") / "customers.csv"
    pl.DataFrame({"id": [f"C{at:04d}" for at in range(ROWS)], **columns}).write_csv(path)
    return path


def written(table: Path, folder: Path, **variables: str) -> dict[str, bytes]:
    """Run the command on its own, and return the files that it wrote."""
    command = [Path(sys.executable).with_name("coterie"), "segment", table, "--out", folder, "--quiet", "--seed", "3"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **variables})
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_numpys_choice_of_instructions_changes_no_byte(skewed, tmp_path):
    umath = import_module("numpy._core._multiarray_umath")
    found = [name for name in umath.__cpu_dispatch__ if umath.__cpu_features__[name]]
    if not found:
        pytest.skip("NumPy has one way only on this processor")
    # NumPy's logarithms do hang on it, or this would show nothing.
    code = "import numpy as n; x = n.arange(1, 999) / 7; print(n.log1p(x).tobytes(), n.expm1(x).tobytes())"
    without = {"NPY_DISABLE_CPU_FEATURES": " ".join(found)}
    said = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env={**os.environ, **set_}).stdout
        for set_ in ({}, without)
    ]
    assert said[0] != said[1] or "X86_V4" not in found
    usual = written(skewed, tmp_path / "usual")
    assert b"yeo-johnson" in usual["segments.json"]
    assert written(skewed, tmp_path / "without", **without) == usual
    scored = [tmp_path / "usual.csv", tmp_path / "without.csv"]
    for path, variables in zip(scored, ({}, without), strict=True):
        command = [
            Path(sys.executable).with_name("coterie"),
            "score",
            tmp_path / "usual" / "segmentation.coterie",
            skewed,
        ]
        subprocess.run([*command, "--out", path], check=True, capture_output=True, env={**os.environ, **variables})
    assert scored[0].read_bytes() == scored[1].read_bytes()


def test_the_kernels_choice_of_instructions_changes_no_byte(skewed, tmp_path):
    kernels = pytest.importorskip("coterie.clustering._kernels", reason="the C++ kernels are not built here")
    before, found = kernels.instruction_set(), []
    for name in kernels.instruction_sets():
        kernels.choose(name)
        result = coterie.segment(skewed, seed=3)
        coterie.save(result.segmentation, tmp_path / f"{name}.coterie")
        found.append(((tmp_path / f"{name}.coterie").read_bytes(), result.assignments.write_csv()))
    kernels.choose(before)
    assert all(one == found[0] for one in found)
