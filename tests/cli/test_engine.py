"""What the command says of its engine, and that both give the same."""

from __future__ import annotations

import pytest

from coterie.cli.engine import say_stand_in
from coterie.clustering import describe_engine, engine
from coterie.datasets import bank_customers
from coterie.segmentation import segment


def test_a_stand_in_is_one_line_and_nothing_is_said_of_the_kernels(monkeypatch, capsys):
    monkeypatch.setenv(engine.SWITCH, "numpy")
    say_stand_in(quiet=True)
    assert capsys.readouterr() == ("", "")
    say_stand_in(quiet=False)
    assert capsys.readouterr().err == f"{describe_engine()}\n"
    assert "five times as long" in describe_engine()


@pytest.mark.skipif(engine._built() is None, reason="the C++ kernels are not built here")
def test_of_the_kernels_nothing_is_said(monkeypatch, capsys):
    monkeypatch.delenv(engine.SWITCH, raising=False)
    say_stand_in(quiet=False)
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(engine._built() is None, reason="the C++ kernels are not built here")
def test_both_engines_give_the_demo_the_same_segments_and_the_same_verdict(monkeypatch):
    monkeypatch.delenv(engine.SWITCH, raising=False)
    kernels = segment(bank_customers())
    monkeypatch.setenv(engine.SWITCH, "numpy")
    twin = segment(bank_customers())
    assert twin.assignments["segment"].to_list() == kernels.assignments["segment"].to_list()
    said = [each.segmentation.evidence.verdict for each in (twin, kernels)]
    assert said[0].sentence == said[1].sentence
    assert said[0].kind == said[1].kind == "natural"
