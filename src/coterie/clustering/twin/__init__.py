"""The engine in NumPy: the same functions as the C++ kernels, as their oracle, and where they could not be built."""

from coterie.clustering.twin.batch import add_up
from coterie.clustering.twin.levels import sweep
from coterie.clustering.twin.lloyd import polish
from coterie.clustering.twin.logarithms import expm1, log1p
from coterie.clustering.twin.measures import assign, check, place, silhouettes, squared_silhouette
from coterie.clustering.twin.passing import by_label, lay_out, stays
from coterie.clustering.twin.redrawn import resample

__all__ = [
    "add_up",
    "assign",
    "by_label",
    "check",
    "expm1",
    "instruction_set",
    "lay_out",
    "log1p",
    "place",
    "polish",
    "resample",
    "silhouettes",
    "squared_silhouette",
    "stays",
    "sweep",
]


def instruction_set() -> str:
    """Name the code in use."""
    return "numpy"
