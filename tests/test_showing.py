from __future__ import annotations

import subprocess
import sys

import pytest

from coterie import showing


def test_a_noun_asks_whom_the_package_named(monkeypatch):
    class Who:
        html = staticmethod(lambda noun: f"<p>{type(noun).__name__}</p>")
        text = staticmethod(lambda noun: type(noun).__name__)

    class Noun(showing.Shown):
        pass

    monkeypatch.setattr(showing, "_NAMED", [])
    assert (repr(Noun()), Noun()._repr_html_()) == ("<Noun>", None)
    monkeypatch.setitem(sys.modules, "who", Who)
    showing.shown_by("who")
    assert (repr(Noun()), Noun()._repr_html_()) == ("Noun", "<p>Noun</p>")


@pytest.mark.parametrize("module", ["segmentation", "evidence", "transactions"])
def test_nouns_load_nothing_that_draws(module):
    heavy = ("jinja2", "altair", "coterie.notebook")
    code = f"import coterie.{module}, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
