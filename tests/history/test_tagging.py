from __future__ import annotations

import pytest
from recorded import record

from coterie.errors import OptionError, RunNotFound
from coterie.history.reading import artefact_of, run_of
from coterie.history.recording import enter
from coterie.history.tagging import tag


@pytest.fixture
def filled(history):
    for number in range(2):
        enter(history, record(number, artefact=bytes([number])))
    return history


def test_a_tag_goes_to_another_run(filled):
    run, before = tag(filled, "1", "champion")
    assert (run.number, run.tags, before) == (1, ("champion",), None)
    run, before = tag(filled, "2", "champion")
    assert (run.number, run.tags, before) == (2, ("champion",), 1)
    assert run_of(filled, "1").tags == ()
    assert artefact_of(filled, "champion") == b"\1"
    assert tag(filled, "champion", "best")[0].tags == ("best", "champion")


@pytest.mark.parametrize("name", ["12", "", "a b", "-a", "a/b", "x" * 65, "1a"])
def test_what_cannot_be_a_tag_is_told(filled, name):
    with pytest.raises(OptionError, match="cannot be a tag"):
        tag(filled, "1", name)
    assert tag(filled, "1", "x" * 64)[1] is None


def test_a_run_that_is_not_there_gets_none(filled):
    with pytest.raises(RunNotFound):
        tag(filled, "9", "champion")
