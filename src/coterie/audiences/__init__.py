"""Customers of a segment as a list for a mailing tool or an advertising platform."""

from coterie.audiences.listing import Audience as Audience
from coterie.audiences.listing import audience as audience

__all__ = ["Audience", "audience"]
