"""Numbers as the saved file holds them, with their limits."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

MOST_SEGMENTS = 1_000
"""Far above what anybody can tell apart; a file with more means to fill the memory."""

LARGEST_COORDINATE = 1e100
"""Larger numbers are taken as missing when customers are cleaned; squares of them would not be finite."""

Count = Annotated[int, Field(ge=0, lt=2**63)]
Ordinal = Annotated[int, Field(ge=1, lt=2**63)]
Words = Annotated[str, Field(min_length=1)]
Segments = Annotated[int, Field(ge=1, le=MOST_SEGMENTS)]
Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
NotNegative = Annotated[float, Field(ge=0)]
Coordinate = Annotated[float, Field(ge=-LARGEST_COORDINATE, le=LARGEST_COORDINATE)]
