"""The versions of what computed a segmentation."""

from __future__ import annotations

import platform

import numpy as np
import polars as pl


def libraries() -> dict[str, str]:
    """Return the versions of Python and of the libraries whose results the segments rest on.

    Examples
    --------
    >>> sorted(libraries())
    ['numpy', 'polars', 'python']
    """
    return {"numpy": np.__version__, "polars": pl.__version__, "python": platform.python_version()}
