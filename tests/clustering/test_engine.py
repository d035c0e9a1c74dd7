import sys

import numpy as np
import pytest

from coterie.clustering import engine
from coterie.errors import InputError


@pytest.fixture
def afresh():
    engine._built.cache_clear()
    yield
    engine._built.cache_clear()


def test_the_line_says_what_runs(which_engine):
    expected = "NumPy, as COTERIE_KERNELS asks." if which_engine == "numpy" else "C++ ("
    assert engine.describe_engine().startswith(f"Clustering engine: {expected}")


def test_without_the_kernels_the_twin_runs_and_the_line_says_so(monkeypatch, afresh):
    monkeypatch.delenv(engine.SWITCH, raising=False)
    monkeypatch.setitem(sys.modules, "coterie.clustering._kernels", None)
    assert engine.kernels().instruction_set() == "numpy"
    assert "were not built here" in engine.describe_engine()
    assert engine.kernels().check(np.ones((2, 2)), n_threads=1) == (-1, -1, 1.0)


def test_threads_are_counted_or_asked_for():
    assert engine.thread_count(None) >= 1
    assert engine.thread_count(3) == 3
    with pytest.raises(InputError, match="`n_threads` is 0"):
        engine.thread_count(0)


def test_there_are_at_most_1024_threads():
    assert engine.thread_count(1024) == 1024
    with pytest.raises(InputError, match="`n_threads` is 1025, but must be at most 1024"):
        engine.thread_count(1025)
