import sys

import pytest

from coterie.lines import engine


@pytest.fixture
def afresh():
    engine._built.cache_clear()
    yield
    engine._built.cache_clear()


def test_it_is_passed_over_where_it_is_switched_off_or_was_not_built(monkeypatch, afresh):
    monkeypatch.setenv(engine.SWITCH, "numpy")
    assert engine.lines() is None
    monkeypatch.delenv(engine.SWITCH)
    monkeypatch.setitem(sys.modules, "coterie.lines._lines", None)
    assert engine.lines() is None


def test_there_is_a_processor():
    assert engine.processors() >= 1
