"""The parameters of Python's verbs are the options that are declared, where editors and type checkers read them."""

from __future__ import annotations

import importlib.util
import inspect
from pathlib import Path

import pytest

import coterie
from coterie.options import Options, declared

ROOT = Path(__file__).parents[2]


def signatures():
    """Return the program that writes them."""
    spec = importlib.util.spec_from_file_location("signatures", ROOT / "packaging" / "signatures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PROGRAM = signatures()


def test_another_default_or_another_sentence_would_be_noticed():
    source = (PROGRAM.PACKAGE / "segmentation" / "segmenting.py").read_text()
    for old, new in (
        ("k_max: int = 12", "k_max: int = 13"),
        ("Random seed (", "A seed ("),
        ("    seed: int = 0,\n", ""),
    ):
        assert old in source
        assert PROGRAM.rewritten(source.replace(old, new), "segment") == source


@pytest.mark.parametrize("function", PROGRAM.FUNCTIONS.values())
def test_python_shows_every_option_with_its_default_and_documents_it(function):
    shown = inspect.signature(getattr(coterie, function)).parameters
    for name, each in PROGRAM.options_of(function).items():
        wanted = None if isinstance(each.value, dict) else each.value
        assert (shown[name].default, shown[name].kind) == (wanted, inspect.Parameter.KEYWORD_ONLY)
        assert f"\n    {name} : " in getattr(coterie, function).__doc__
    assert {name for name in shown if name in declared(Options)} == set(PROGRAM.options_of(function))


def test_the_first_ones_are_those_that_are_given_most():
    assert list(inspect.signature(coterie.segment).parameters)[:3] == ["source", "k", "features"]
