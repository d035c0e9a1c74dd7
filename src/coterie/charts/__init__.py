"""Charts: each takes what `coterie.segment` returned and gives a chart of Altair; its `description` says what it shows.

>>> import coterie
>>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
>>> sorted(name for name in dir(coterie.charts) if not name.startswith("_"))
['elbow', 'map', 'profiles', 'silhouette_by_k', 'silhouettes', 'sizes']
>>> type(coterie.charts.elbow(result)).__name__
'LayerChart'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coterie.charts.asked import elbow, map, profiles, silhouette_by_k, silhouettes, sizes

__all__ = ["elbow", "map", "profiles", "silhouette_by_k", "silhouettes", "sizes"]


def __getattr__(name: str) -> object:
    """Import a chart when it is first asked for."""
    if name in __all__:
        return getattr(importlib.import_module("coterie.charts.asked"), name)
    message = f"module 'coterie.charts' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
