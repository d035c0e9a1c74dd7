"""Names for segments, each with the evidence that earned it."""

from coterie.naming.catalogue import Catalogue, load_catalogue
from coterie.naming.claims import Archetype, Bounds
from coterie.naming.given import checked_names, with_given
from coterie.naming.namers import claimed, named_by, namer_called
from coterie.naming.names import Evidence, Name, Names
from coterie.naming.naming import name

__all__ = [
    "Archetype",
    "Bounds",
    "Catalogue",
    "Evidence",
    "Name",
    "Names",
    "checked_names",
    "claimed",
    "load_catalogue",
    "name",
    "named_by",
    "namer_called",
    "with_given",
]
