"""Names for segments, each with the evidence that earned it."""

from coterie.naming.catalogue import Catalogue, load_catalogue
from coterie.naming.claims import Archetype
from coterie.naming.names import Evidence, Name, Names
from coterie.naming.naming import name

__all__ = ["Archetype", "Catalogue", "Evidence", "Name", "Names", "load_catalogue", "name"]
