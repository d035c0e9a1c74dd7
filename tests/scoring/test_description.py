from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

import coterie
from coterie.scoring.description import described


@pytest.fixture(scope="module")
def found(bank):
    return coterie.segment(bank, features=["age", "income"], k=3, evidence="none").segmentation


def test_it_says_what_decides(found):
    plain = described(found)
    assert plain.artefact == found.short_hash
    assert plain.centers == found.centers
    assert plain.far == found.reference.distances.quantiles[-1]
    assert [column.name for column in plain.columns] == [feature.feature for feature in plain.features]
    with pytest.raises(FrozenInstanceError):
        plain.far = 0.0


def test_what_an_earlier_version_did_not_keep(found):
    plain = described(replace(found, reference=None, id_type=None))
    assert plain.far is None is plain.id_type


def test_names_and_notes_change_nothing_else(found):
    moved = replace(found, labels={"age": "Age"})
    assert described(moved) == described(found)
