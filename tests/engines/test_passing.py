"""A pass over what was kept is a pass over the rows, however they were parted."""

from __future__ import annotations

import numpy as np
import pytest

from coterie.clustering import AllRows, blocks_of
from coterie.engines.memory import Held
from coterie.engines.passing import added_up
from coterie.engines.streamed import Spooled

X = np.random.default_rng(0).normal(size=(500, 2))
OF_ALL = AllRows(500, (X**2).sum(axis=0), np.ones(2), np.zeros(2), (2.0**15,))


@pytest.mark.parametrize("step", [1, 37, 500])
def test_it_does_not_depend_on_the_batches(step):
    parts = [(np.array([len(X[at : at + step])]), blocks_of(X[at : at + step])) for at in range(0, 500, step)]
    spooled = Spooled(None, 500)
    for part in parts:
        spooled.add(part, step)
    whole = Held([(np.array([500]), blocks_of(X))])
    (expected,) = added_up([X[:5]], OF_ALL, whole)
    for kept in (Held(parts), spooled):
        for _ in range(2):  # as often as asked
            ((sums, mass),) = added_up([X[:5]], OF_ALL, kept, n_threads=2)
            assert (sums.tobytes(), mass.tobytes()) == (expected[0].tobytes(), expected[1].tobytes())
