"""Where numbers stop being ages that groups can be made of."""

from __future__ import annotations

import numpy as np
import pytest

from coterie.meaning.fairness import _parity


@pytest.mark.parametrize(("oldest", "aged"), [(129.0, True), (130.0, False), (131.0, False)])
def test_nobody_is_a_hundred_and_thirty(oldest, aged):
    values = np.array([*[30.0] * 20, oldest])
    labels = np.repeat(np.int32([0, 1]), [10, 11])
    assert (_parity("age", values, labels, segments=2) is not None) is aged
    assert _parity("income", values, labels, segments=2) is None
