from __future__ import annotations

import math

import numpy as np
import pytest

from coterie.schema import Column
from coterie.scoring.quick import Quick

ANYWHERE = (-math.inf, math.inf)


def quick(*, ends=ANYWHERE, **more):
    return Quick([Column("x", "numeric", "feature", 0, "", **more)], [ends])


@pytest.mark.parametrize(
    "cell", [None, True, "1", np.float64(1), 10**400, math.nan, math.inf, -math.inf, 1.1e100, -1.1e100, [1]]
)
def test_what_has_to_be_looked_at_by_itself(cell):
    assert quick().numbers([cell]) is None


@pytest.mark.parametrize(
    ("cell", "read"), [(1e100, 1e100), (2**70, 2.0**70), (9e-101, 0.0), (-9e-101, 0.0), (-0.0, 0.0)]
)
def test_numbers_are_read_as_one_by_one(cell, read):
    (found,) = quick().numbers([cell])
    assert (found, math.copysign(1, found)) == (read, 1.0)


def test_bounds_ends_and_codes():
    assert [quick(bounds=(0.0, 120.0)).numbers([each]) is None for each in (-1, 0, 120, 121)] == [
        True,
        False,
        False,
        True,
    ]
    assert [quick(ends=(18.0, 90.0)).numbers([each]) is None for each in (17, 18, 90, 91)] == [True, False, False, True]
    assert quick(codes=(99.0,)).numbers([99]) is None
    assert quick(codes=(99.0,)).numbers([98]).tolist() == [98.0]
