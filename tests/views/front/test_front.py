from __future__ import annotations

import pytest

from coterie.views.contract import summary_from
from coterie.views.front import front


@pytest.mark.parametrize("name", ["bank", "mall", "wide", "single", "tiny", "hostile", "unasked", "partly"])
def test_every_case_has_a_front(case, name):
    summary = summary_from(case(name)[0])
    found = front(summary)
    assert found.finding
    assert sorted(row.id for row in found.rows) == list(range(summary.k))
    assert all(len(column.strips) == summary.k for column in found.columns)
