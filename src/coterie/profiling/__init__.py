"""What each segment looks like, in original units, on cleaned and unimputed values."""

from coterie.profiling.counting import Counted, Counting, profile
from coterie.profiling.measures import OTHER
from coterie.profiling.profiles import (
    CategoryProfile,
    ColumnProfile,
    DateProfile,
    NumericProfile,
    Profiles,
    SegmentProfile,
)

__all__ = [
    "OTHER",
    "CategoryProfile",
    "ColumnProfile",
    "Counted",
    "Counting",
    "DateProfile",
    "NumericProfile",
    "Profiles",
    "SegmentProfile",
    "profile",
]
