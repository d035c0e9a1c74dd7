from __future__ import annotations

from coterie.evidence.plans import PLANS, Plan


def test_how_much_is_done_is_as_the_methods_say():
    assert {
        "quick": Plan(rows=1000, draws=19, splits=20, resamples=20, search="needed"),
        "full": Plan(rows=4000, draws=99, splits=50, resamples=100, search="always"),
    } == PLANS
