"""What `are_guarded` asks for: all of it is needed."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.parsing.formulas import are_guarded


@pytest.mark.parametrize(
    ("cells", "guarded"),
    [
        (["'=1"], True),
        (["'=1", None], True),
        (["'=1", "-5"], True),  # a number below 0 is not guarded, by anyone
        (["'=1", "=1"], False),
        (["'a", "=1"], False),
        (["'a"], False),
        (["it's"], False),
        (["=1"], False),
        ([None], False),
    ],
)
def test_one_cell_is_guarded_and_none_is_live(cells, guarded):
    assert are_guarded(pl.Series(cells, dtype=pl.String)) is guarded
