"""One portable file for a segmentation: a zip of JSON in a written format, never code, never customers."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coterie.artefact.loading import load
    from coterie.artefact.manifest import FORMAT, FORMAT_VERSION
    from coterie.artefact.saving import save, to_bytes

_ADDRESSES = {
    "FORMAT": "coterie.artefact.manifest",
    "FORMAT_VERSION": "coterie.artefact.manifest",
    "load": "coterie.artefact.loading",
    "save": "coterie.artefact.saving",
    "to_bytes": "coterie.artefact.saving",
}

__all__ = ["FORMAT", "FORMAT_VERSION", "load", "save", "to_bytes"]


def __getattr__(name: str) -> object:
    """Import a name when it is first used: who saves needs nothing of loading."""
    if name in _ADDRESSES:
        return getattr(importlib.import_module(_ADDRESSES[name]), name)
    message = f"module 'coterie.artefact' has no attribute '{name}'"
    raise AttributeError(message)
