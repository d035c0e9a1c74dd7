"""What was wrong with the customers, what was done, what was left."""

from coterie.cleaning.clean import Kept, clean, cleaned
from coterie.cleaning.report import CleaningReport

__all__ = ["CleaningReport", "Kept", "clean", "cleaned"]
