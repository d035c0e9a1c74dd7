"""Where customers come from: files, databases and frames."""

from coterie.sources.frames import to_kind, to_polars
from coterie.sources.origin import Origin, origin_of
from coterie.sources.read import Reading, read
from coterie.sources.table import Table
from coterie.sources.text.guarded import guard, unguard

__all__ = ["Origin", "Reading", "Table", "guard", "origin_of", "read", "to_kind", "to_polars", "unguard"]
