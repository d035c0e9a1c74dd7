"""K-Means for every K at once, and what is measured on the way."""

from coterie.clustering.assignment import Assignment, assign, place
from coterie.clustering.batches import blocks_of, lay_out, stays
from coterie.clustering.carrying_on import carry_on
from coterie.clustering.clustering import Clustering, Sweep
from coterie.clustering.engine import describe_engine, runs_kernels
from coterie.clustering.moments import Moments, moments_by, moments_from_arrow, moments_of, moments_to_arrow
from coterie.clustering.passes import AllRows, Pass, units_of
from coterie.clustering.refining import AddUp, Refined, refine
from coterie.clustering.resampling import resample
from coterie.clustering.silhouettes import Silhouette, silhouettes, squared_silhouette
from coterie.clustering.sweeping import fit_kmeans, sweep

__all__ = [
    "AddUp",
    "AllRows",
    "Assignment",
    "Clustering",
    "Moments",
    "Pass",
    "Refined",
    "Silhouette",
    "Sweep",
    "assign",
    "blocks_of",
    "carry_on",
    "describe_engine",
    "fit_kmeans",
    "lay_out",
    "moments_by",
    "moments_from_arrow",
    "moments_of",
    "moments_to_arrow",
    "place",
    "refine",
    "resample",
    "runs_kernels",
    "silhouettes",
    "squared_silhouette",
    "stays",
    "sweep",
    "units_of",
]
