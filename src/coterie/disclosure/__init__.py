"""What may be said of few customers, so that no single one's values follow from what is said."""

from coterie.disclosure.names import disclosed_names
from coterie.disclosure.profiles import disclosed
from coterie.disclosure.remarks import without_values

__all__ = ["disclosed", "disclosed_names", "without_values"]
