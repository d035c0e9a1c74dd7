"""The only code that touches all customers: in memory, or batch by batch."""

from coterie.engines.engine import Engine, Progress
from coterie.engines.starting import CHOICES, EngineName, start

__all__ = ["CHOICES", "Engine", "EngineName", "Progress", "start"]
