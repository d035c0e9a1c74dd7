from __future__ import annotations

import coterie
from coterie.meaning.conditions import candidates
from coterie.meaning.described import Described


def test_a_segmentation_has_what_rules_need():
    found = coterie.segment(coterie.datasets.bank_customers(n=300), k=2, evidence="none").segmentation
    asked = [name for name in vars(Described) if not name.startswith("_")]
    assert sorted(asked) == ["centers", "preparation", "profiles", "reference", "schema"]
    assert all(getattr(found, name) is not None for name in asked)
    assert candidates(found)
