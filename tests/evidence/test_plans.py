from __future__ import annotations

from dataclasses import astuple
from typing import get_args

from coterie.evidence.judging import Effort
from coterie.evidence.plans import PLANS, Plan


def test_full_does_more_of_everything():
    quick, full = (astuple(PLANS[name])[:4] for name in ("quick", "full"))
    assert all(less < more for less, more in zip(quick, full, strict=True))
    assert {*PLANS, "none"} == set(get_args(Effort))


def test_how_much_is_done_is_as_the_methods_say():
    assert {
        "quick": Plan(rows=1000, draws=19, splits=20, resamples=20, search="needed"),
        "full": Plan(rows=4000, draws=99, splits=50, resamples=100, search="always"),
    } == PLANS
