from __future__ import annotations

from dataclasses import astuple
from typing import get_args

from coterie.evidence.judging import Effort
from coterie.evidence.plans import PLANS


def test_full_does_more_of_everything():
    quick, full = (astuple(PLANS[name])[:4] for name in ("quick", "full"))
    assert all(less < more for less, more in zip(quick, full, strict=True))
    assert {*PLANS, "none"} == set(get_args(Effort))
