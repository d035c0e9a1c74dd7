"""K-Means for every K at once, and what is measured on the way."""

from coterie.clustering.assignment import Assignment, assign
from coterie.clustering.clustering import Clustering, Sweep
from coterie.clustering.silhouettes import squared_silhouette
from coterie.clustering.sweeping import fit_kmeans, sweep

__all__ = ["Assignment", "Clustering", "Sweep", "assign", "fit_kmeans", "squared_silhouette", "sweep"]
