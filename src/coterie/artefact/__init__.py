"""One portable file for a segmentation: a zip of JSON in a written format, never code, never customers."""

from coterie.artefact.loading import load
from coterie.artefact.manifest import FORMAT, FORMAT_VERSION
from coterie.artefact.saving import save, to_bytes

__all__ = ["FORMAT", "FORMAT_VERSION", "load", "save", "to_bytes"]
