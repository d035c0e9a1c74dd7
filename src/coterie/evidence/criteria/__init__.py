"""Every criterion for K: a file each, and a line here."""

from importlib import import_module

from coterie.evidence.criteria.criterion import Criterion, Idea, Seen, Tried

_FILES = (
    "groups",
    "silhouette",
    "silhouette_squared",
    "calinski_harabasz",
    "davies_bouldin",
    "excess",
    "halves",
    "prediction_strength",
    "refits",
    "elbow",
    "gap",
    "bic",
)
CRITERIA: tuple[Criterion, ...] = tuple(import_module(f"{__name__}.{name}").CRITERION for name in _FILES)
"""All of them, in the order in which they are shown under their idea."""

VOTING: tuple[Criterion, ...] = tuple(sorted((each for each in CRITERIA if each.vote), key=lambda each: each.vote))
"""Those that vote for a K where no evidence was gathered: of equals the first wins."""

__all__ = ["CRITERIA", "VOTING", "Criterion", "Idea", "Seen", "Tried"]
