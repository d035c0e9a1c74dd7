"""Where customers come from: files, databases and frames."""

from coterie.sources.frames import to_kind, to_polars
from coterie.sources.guarded import guard, unguard
from coterie.sources.read import Reading, read
from coterie.sources.table import Table

__all__ = ["Reading", "Table", "guard", "read", "to_kind", "to_polars", "unguard"]
