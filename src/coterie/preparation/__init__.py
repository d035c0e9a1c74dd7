"""From cleaned columns to the matrix that is clustered, by fitted numbers kept as plain data."""

from coterie.preparation.preparation import Preparation
from coterie.preparation.prepared import FittedPreparation, PreparedFeature

__all__ = ["FittedPreparation", "Preparation", "PreparedFeature"]
