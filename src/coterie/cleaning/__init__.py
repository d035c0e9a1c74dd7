"""What was wrong with the customers, what was done, what was left."""

from coterie.cleaning.clean import clean
from coterie.cleaning.report import CleaningReport

__all__ = ["CleaningReport", "clean"]
