"""Segmentations of every way to prepare features, and customers to explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from customers_to_explain import customers

import coterie

if TYPE_CHECKING:
    import polars as pl

WAYS = {
    "standardised": {},
    "robust": {"scale": "robust", "transform": "none"},
    "as they are": {"scale": "none", "transform": "none"},
    "weighted": {"weight": {"spent": 3.0, "age": 0.5}},
    "two": {"k": 2},
}


@pytest.fixture(scope="session")
def table() -> pl.DataFrame:
    return customers()


@pytest.fixture(scope="session", params=WAYS)
def found(request, table):
    """A segmentation, prepared in one of the ways."""
    features = ["age", "spent", "visits", "plan", "newsletter"]
    options = {"k": 4, "evidence": "none", "catalogue": "none", "features": features} | WAYS[request.param]
    return coterie.segment(table, **options).segmentation
