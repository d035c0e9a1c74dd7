"""Names for segments, each with the evidence that earned it."""

from coterie.naming.catalogue import Catalogue, load_catalogue
from coterie.naming.claims import Archetype
from coterie.naming.given import checked_names, with_given
from coterie.naming.names import Evidence, Name, Names
from coterie.naming.naming import name

__all__ = [
    "Archetype",
    "Catalogue",
    "Evidence",
    "Name",
    "Names",
    "checked_names",
    "load_catalogue",
    "name",
    "with_given",
]
