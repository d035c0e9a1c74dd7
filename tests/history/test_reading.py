from __future__ import annotations

import pytest
from recorded import record

from coterie.errors import ArtefactNotFound, RunNotFound
from coterie.history.reading import artefact_of, known_names, number_of, run_of, runs_of
from coterie.history.recording import enter


@pytest.fixture
def filled(history):
    for number in range(3):
        enter(history, record(number, artefact=bytes([number % 2])))
    return history


def test_the_latest_run_comes_first(filled):
    assert [run.number for run in runs_of(filled)] == [3, 2, 1]
    assert [run.number for run in runs_of(filled, [1, 3])] == [3, 1]


def test_a_run_is_found_by_its_number(filled):
    assert run_of(filled, "2").record.data.endswith("1")
    assert artefact_of(filled, "2") == b"\1"
    assert artefact_of(filled, "3") == b"\0"
    assert known_names(filled) == ["1", "2", "3"]


@pytest.mark.parametrize("wanted", ["4", "0", "champion", "-1", "99999999999999999999", "", "1 OR 1=1"])
def test_what_is_not_there_is_told(filled, wanted):
    assert number_of(filled, wanted) is None
    with pytest.raises(RunNotFound, match="no run"):
        run_of(filled, wanted)
    with pytest.raises(ArtefactNotFound, match="names no run"):
        artefact_of(filled, wanted)
