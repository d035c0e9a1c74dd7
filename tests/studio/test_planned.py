from __future__ import annotations

import pytest

from coterie.errors import InputError
from coterie.studio import planned
from coterie.studio.planned import Plans
from coterie.studio.store import Project


@pytest.fixture
def project(tmp_path, bank):
    bank.head(100).write_csv(tmp_path / "bank.csv")
    return Project("p1", "bank", {"kind": "file", "path": str(tmp_path / "bank.csv")}, "")


def test_a_table_is_read_once_and_planned_once_for_the_same_choices(project, monkeypatch):
    reads, plans = [], []
    read, examine = planned.tables_of, planned.examine
    monkeypatch.setattr(planned, "tables_of", lambda *given: reads.append(1) or read(*given))
    monkeypatch.setattr(planned, "examine", lambda *given: plans.append(1) or examine(*given))
    kept = Plans()
    for options in ({}, {}, {"ignore": ["age"]}, {}, {"ignore": ["age"]}):
        kept.of(project, options)
    assert (len(reads), len(plans)) == (1, 2)
    kept.of(project, {"encoding": "utf-8"})
    assert len(reads) == 2
    kept.forget("p1")
    kept.of(project, {})
    assert (len(reads), len(plans)) == (3, 4)


def test_a_file_that_changed_is_read_again(project, bank):
    kept = Plans()
    assert kept.of(project, {}).plan.source.rows == 100
    bank.head(50).write_csv(project.source["path"])
    assert kept.of(project, {}).plan.source.rows == 50


def test_what_the_library_refuses_is_said_again_each_time(project):
    kept = Plans()
    for _ in range(2):
        with pytest.raises(InputError):
            kept.of(project, {"ignore": ["nothing"]})
