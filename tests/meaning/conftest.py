"""Segmentations of every way to prepare features, and customers to explain."""

from __future__ import annotations

from found_in_every_way import found, table

__all__ = ["found", "table"]
