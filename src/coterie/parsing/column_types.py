"""The types that a column can have once its values are read."""

from __future__ import annotations

from typing import Literal

ColumnType = Literal["numeric", "categorical", "boolean", "date", "text"]
