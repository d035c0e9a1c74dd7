"""What a criterion for K is: a value at every K, and a rule that chooses one; the table of words has its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coterie.clustering import Clustering, Silhouette
from coterie.evidence.agreement import adjusted_rand
from coterie.evidence.gap import Gap
from coterie.evidence.halving import Halvings
from coterie.evidence.indices import Labels
from coterie.evidence.refits import Resamples
from coterie.evidence.structure import Structure
from coterie.remarks import say

Idea = Literal["separation", "replication", "compactness", "description_length"]
"""What criteria ask for, in the order in which they are shown: those of one idea say much the same."""


@dataclass(frozen=True)
class Seen:
    """What a criterion may look at to give its value at one K.

    Attributes
    ----------
    X : ndarray of shape (n_samples, n_features)
        The customers, or a sample of them.
    labels : ndarray of shape (n_samples,)
        Their segments.
    clustering : Clustering
        Of all customers.
    silhouette : Silhouette or None
        With Euclidean distances.
    structure : Structure or None
        The test against placebos.
    gap : Gap or None
        The gap statistic.
    halvings : Halvings or None
        The customers halved.
    resamples : Resamples or None
        Refits on bootstrap samples.
    """

    X: NDArray[np.float64]
    labels: Labels
    clustering: Clustering
    silhouette: Silhouette | None = None
    structure: Structure | None = None
    gap: Gap | None = None
    halvings: Halvings | None = None
    resamples: Resamples | None = None

    @property
    def k(self) -> int:
        """Number of segments."""
        return self.clustering.n_clusters

    @property
    def given(self) -> bool:
        """Whether another tool made the segments."""
        return self.clustering.n_iter == 0 and self.clustering.n_starts == 1 and self.k > 1

    @cached_property
    def dense(self) -> Labels:
        """The segments without those that the sample misses, numbered from 0."""
        return np.unique(self.labels, return_inverse=True)[1].astype(np.int32)

    @cached_property
    def refitted(self) -> Labels | None:
        """The segments of every customer by every refit; None where there was none at this K."""
        if self.resamples is None or self.k not in self.resamples.centers:
            return None
        return self.resamples.labels(self.X, self.k)

    def agreement_with(self, placed: Labels) -> float:
        """Return how far other ways to place the customers agree with their segments."""
        return float(np.mean([adjusted_rand(self.labels, each.astype(np.int32)) for each in placed]))


@dataclass(frozen=True)
class Tried:
    """What a rule may look at to choose a K.

    Attributes
    ----------
    values : mapping of str to mapping of int to float
        For every column its value by K, as far as it is known.
    natural : tuple of int
        K's whose segments are natural.
    elbow : int or None
        Where the inertia curve bends in every range of K.
    gap : Gap or None
        The gap statistic.
    """

    values: Mapping[str, Mapping[int, float]]
    natural: tuple[int, ...] = ()
    elbow: int | None = None
    gap: Gap | None = None


@dataclass(frozen=True)
class Criterion:
    """One criterion for K; registered by a line in `coterie.evidence.criteria`.

    Attributes
    ----------
    column : str
        The name of its value in a row of the K card.
    idea : {"separation", "replication", "compactness", "description_length"}
        What it asks for.
    value : callable or None
        Its value at one K, None where it has none there; None: filled in once all else is known.
    rule : callable
        The K that it chooses by itself, None where it chooses none.
    place : int
        Where it stands in the table of all values, from the left.
    key : str
        The name of its choice in a file; empty: its choice is shown but not written.
    headed : bool
        Whether its values have another heading than its name.
    vote : int
        Its place among criteria that vote for a K where no evidence was gathered: the lower one breaks a tie. 0: it
        has no vote.
    optimum : bool
        Whether it chooses where it is best: at the end of the range of K that is no optimum.
    several : bool
        Whether its choice of one segment means that no number of segments passes.
    also : mapping of str to callable
        Other rules that read the same value, by the name of their choice in a file.
    """

    column: str
    idea: Idea
    value: Callable[[Seen], float | None] | None
    rule: Callable[[Tried], int | None]
    place: int
    key: str = ""
    headed: bool = False
    vote: int = 0
    optimum: bool = False
    several: bool = False
    also: Mapping[str, Callable[[Tried], int | None]] | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return say(f"criterion.{self.column}")

    @property
    def asks(self) -> str:
        """The question that it answers."""
        return say(f"criterion.{self.column}_asks")

    @property
    def heading(self) -> str:
        """The heading of its values."""
        return say(f"criterion.{self.column}_heading") if self.headed else self.name

    def choices(self, tried: Tried) -> dict[str, int | None]:
        """Return the K of every rule that is written."""
        rules = {self.key: self.rule, **(self.also or {})} if self.key else {}
        return {key: rule(tried) for key, rule in rules.items()}


def largest(column: str, *, sign: float = 1.0) -> Callable[[Tried], int | None]:
    """Return the rule that takes the K of the largest value, of equals the smallest K; with `sign` -1 the least value.

    Examples
    --------
    >>> largest("bic")(Tried({"bic": {2: 0.5, 3: 0.9, 4: 0.9}}))
    3
    """

    def rule(tried: Tried) -> int | None:
        known = [(-sign * value, k) for k, value in tried.values.get(column, {}).items()]
        return min(known)[1] if known else None

    return rule


def largest_above(column: str, least: float, *, above: int = 0) -> Callable[[Tried], int | None]:
    """Return the rule that takes the largest K whose value is above `least`, 1 where none is.

    Parameters
    ----------
    column : str
        The values to look at.
    least : float
        What the value must exceed.
    above : int
        K's up to this one are not asked.

    Examples
    --------
    >>> largest_above("prediction_strength", 0.8)(Tried({"prediction_strength": {2: 0.9, 3: 0.85, 4: 0.8}}))
    3
    """

    def rule(tried: Tried) -> int | None:
        known = {k: value for k, value in tried.values.get(column, {}).items() if k > above}
        return max((k for k, value in known.items() if value > least), default=1) if known else None

    return rule


def finite(value: float) -> float | None:
    """Return a value that is one: not infinite, and a number."""
    return value if np.isfinite(value) else None
