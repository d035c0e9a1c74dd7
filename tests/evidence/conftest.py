from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

ORACLES = Path(__file__).parent / "oracles"


@pytest.fixture(scope="session")
def r():
    """What R said: recorded by oracles/oracle.R, which needs R; this does not."""
    return json.loads((ORACLES / "oracle.json").read_text())


@pytest.fixture(scope="session", params=["blobs", "noise"])
def table(request, r):
    """A table that R was given, and what R said of it."""
    X = np.loadtxt(ORACLES / f"{request.param}.csv", delimiter=",")
    return SimpleNamespace(name=request.param, X=X, said=r[request.param])


@pytest.fixture(scope="session")
def three_groups():
    """Three groups of 30, far apart, and their labels."""
    labels = np.repeat([0, 1, 2], 30).astype(np.int32)
    X = np.random.default_rng(0).normal(size=(90, 2)) + np.array([[0, 0], [0, 9], [9, 0]])[labels]
    return X, labels
