from __future__ import annotations

from datetime import datetime

import pytest
from recorded import RECORD, record

from coterie.history import RecordedSegment, Target


@pytest.mark.parametrize(
    "changed",
    [
        {"data": 1},
        {"options": {"checks": "usual"}},
        {"version": "0.2.0"},
        {"artefact": b"another"},
        {"source": "other.csv"},
        {"drift": "steady"},
        {"doubts": ("shifted: age",)},
        {"segments": (RecordedSegment(0, "Savers", "ab12", locked=False, customers=8),)},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_whatever_was_done_otherwise_is_another_run_of_the_same_job(changed):
    other = record(**changed)
    assert other.fingerprint != RECORD.fingerprint
    assert other.job == RECORD.job


@pytest.mark.parametrize("changed", [{"out": "/other.csv"}, {"target": Target("$SHOP", "t")}, {"command": "refit"}])
def test_another_place_is_another_job(changed):
    assert record(**changed).job != RECORD.job


@pytest.mark.parametrize("changed", [{"at": datetime(2027, 1, 1)}, {"who": "bob"}, {"host": "other"}])
def test_neither_the_day_nor_the_user_makes_another_run(changed):
    assert record(**changed).fingerprint == RECORD.fingerprint


def test_the_bytes_of_a_segmentation_are_not_shown():
    assert "a segmentation" not in repr(RECORD)
    assert RECORD.k == 2
