"""Settings of all tests, and the customers that many of them use."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import coterie

if TYPE_CHECKING:
    import polars as pl

# scikit-learn skips a check of its own unless SciPy dispatches on array types; nothing may pass by being skipped.
os.environ.setdefault("SCIPY_ARRAY_API", "1")

# No test is timed: on a busy machine an example may take ten times as long as alone.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def bank() -> pl.DataFrame:
    """600 customers of the built-in example."""
    return coterie.datasets.bank_customers(n=600)


@pytest.fixture(scope="session")
def result(bank: pl.DataFrame) -> coterie.Result:
    """Their segments."""
    return coterie.segment(bank, k=6)
