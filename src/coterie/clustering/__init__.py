"""K-Means for every K at once, and what is measured on the way."""

from coterie.clustering.assignment import Assignment, assign, place
from coterie.clustering.clustering import Clustering, Sweep
from coterie.clustering.engine import describe_engine
from coterie.clustering.resampling import resample
from coterie.clustering.silhouettes import Silhouette, silhouettes, squared_silhouette
from coterie.clustering.sweeping import fit_kmeans, sweep

__all__ = [
    "Assignment",
    "Clustering",
    "Silhouette",
    "Sweep",
    "assign",
    "describe_engine",
    "fit_kmeans",
    "place",
    "resample",
    "silhouettes",
    "squared_silhouette",
    "sweep",
]
