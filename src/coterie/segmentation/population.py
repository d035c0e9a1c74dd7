"""Everyone who was fitted: what describing asks of them, and what of it need not be asked twice."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.assignments import nearest
from coterie.evidence import descriptor_tests
from coterie.evidence.descriptors import numbered
from coterie.meaning import Meaning, filled, of_all, rules_of, ties_of, to_keep, worth_of
from coterie.planes import planes
from coterie.preparation.features import columns_of, features_of
from coterie.profiling import profile
from coterie.projection import project
from coterie.reference import bins_of, reference_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coterie.clustering import Clustering
    from coterie.engines import Clustered, Placed, Progress
    from coterie.evidence import DescriptorTest, Stability
    from coterie.evidence.descriptors import Words
    from coterie.meaning import Worth
    from coterie.planes import Plane
    from coterie.profiling import Profiles
    from coterie.projection import CustomerMap
    from coterie.reference import ColumnBins, Reference
    from coterie.segmentation.nouns import Segmentation

_MOST_TESTED = 100_000  # customers in the tests of descriptors


class Teller:
    """Progress that is told to whoever waits now: an engine lives longer than one call.

    Parameters
    ----------
    tell : callable or None
        Who waits; None: nobody.

    Examples
    --------
    >>> tell = Teller(print)
    >>> tell("Reading", 0, 1)
    Reading 0 1
    >>> tell.to(None)
    >>> tell("Describing", 0, 1)
    """

    def __init__(self, tell: Progress | None = None) -> None:
        self._tell = tell

    def to(self, tell: Progress | None) -> None:
        """Tell somebody else from now on."""
        self._tell = tell

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell the stage, the steps done and the steps in all."""
        if self._tell is not None:
            self._tell(stage, done, total)


class Population:
    """Everyone who was fitted.

    Parameters
    ----------
    everyone : Clustered
        All of them, clustered.
    tell : Teller
        Who is told of progress.
    seed : int
        Seed of the map.
    """

    def __init__(self, everyone: Clustered, tell: Teller, *, seed: int) -> None:
        self.everyone, self.tell = everyone, tell
        self.lock = RLock()
        """To be held while they are described: progress is told to one who waits."""
        self._seed = seed
        self._placed: tuple[int, Placed] | None = None
        self._of_held: dict[int, Profiles] = {}

    def place(self, best: Clustering, stability: Stability | None) -> Placed:
        """Describe the segments of all customers; those described last are not described again."""
        if self._placed is None or self._placed[0] != best.n_clusters:
            self._placed = None  # what was kept of the last ones takes room
            self._placed = best.n_clusters, self.everyone.place(best, stability)
        return self._placed[1]

    def profile_held(self, best: Clustering) -> Profiles:
        """Describe the segments of the customers that are held."""
        if best.n_clusters not in self._of_held:
            everyone = self.everyone
            self._of_held[best.n_clusters] = profile(everyone.frame, everyone.schema, everyone.labels(best))
        return self._of_held[best.n_clusters]

    def tests(self, best: Clustering) -> tuple[DescriptorTest, ...]:
        """Test the descriptors across segments."""
        return descriptor_tests(self._descriptors, self.everyone.labels(best)[:_MOST_TESTED])

    def map(self, best: Clustering) -> CustomerMap:
        """Return the map of the customers held, each in their segment."""
        shown = self._map
        return replace(shown, labels=best.labels[shown.labels].astype(np.int32), customers=self.everyone.placed)

    def planes(self, best: Clustering) -> tuple[Plane, ...]:
        """Return where the segments of the customers held lie."""
        return planes(self.everyone.prepared.held.X, best.labels, self.everyone.preparation)

    def meaning(self, best: Clustering, found: Segmentation, exact: Profiles) -> Meaning | None:
        """Find rules for the segments, what is tied to them, and what they are worth; nothing of one segment.

        Parameters
        ----------
        best : Clustering
            The segments of the customers held.
        found : Segmentation
            What was found of them.
        exact : Profiles
            Those of all customers, before anything is held back.
        """
        if best.n_clusters < 2:
            return None
        usable = self.everyone.prepared.usable
        here = nearest(self.everyone.prepared.held.X, best.centers)
        columns = filled(found.preparation, features_of(self.everyone.frame, found.schema).columns)
        rules = rules_of(found, columns, best.labels, margins=here.margin)
        told = [each for each in found.schema.columns if each.role in {"feature", "descriptor"} and each.type != "text"]
        sensitive = columns_of(self.everyone.frame.filter(pl.Series(usable)), told, most=_MOST_TESTED)
        ties = ties_of(found.schema, sensitive, best.labels[:_MOST_TESTED], segments=best.n_clusters)
        return to_keep(rules, ties, self._worth(best, found, exact), profiles=found.profiles)

    def _worth(self, best: Clustering, found: Segmentation, exact: Profiles) -> Worth | None:
        if found.value is None:
            return None
        values = self.everyone.frame[found.value].cast(pl.Float64).to_numpy()[self.everyone.prepared.usable]
        known = found.evidence.stability
        held = () if known is None else tuple(each.jaccard for each in known.segments)
        told = [getattr(each.columns.get(found.value), "mean", None) for each in found.profiles.segments]
        worth = worth_of(
            found.value,
            values,
            best.labels,
            segments=best.n_clusters,
            seed=self._seed,
            stability=held,
            hidden=[each is None for each in told],
        )
        return worth if self.everyone.refined is None else of_all(worth, _sums(exact, found.value))

    def reference(self, best: Clustering) -> Reference:
        """Count the customers that are held, as those of another day will be."""
        widths = [len(feature.columns) for feature in self.everyone.preparation.features]
        return reference_of(self._bins, X=self.everyone.prepared.held.X, centers=best.centers, widths=widths)

    def complete(self, recommended: Clustering) -> None:
        """Find out everything now that hangs on no segments but the recommended ones, which give names to others."""
        _ = self._descriptors, self._map, self._bins
        self.profile_held(recommended)

    @cached_property
    def _descriptors(self) -> dict[str, NDArray[np.float64] | Words]:
        columns = columns_of(self.everyone.frame, self.everyone.schema.descriptors, most=_MOST_TESTED)
        return {name: numbered(values) for name, values in columns.items()}

    @cached_property
    def _bins(self) -> dict[str, ColumnBins]:
        """How many of the customers that can be placed have which values of the features."""
        frame, schema = self.everyone.frame, self.everyone.schema
        usable = features_of(frame, schema).usable
        return bins_of(frame if usable.all() else frame.filter(pl.Series(usable)), schema)

    @cached_property
    def _map(self) -> CustomerMap:
        """The map, with the number of each customer shown in the place of their segment."""
        X = self.everyone.prepared.held.X
        numbers = np.arange(len(X), dtype=np.int32)
        return project(X, numbers, self.everyone.preparation.columns, random_state=self._seed)


def _sums(profiles: Profiles, column: str) -> list[float | None]:
    """Return the sum of a column in each segment; None where nobody has a value."""
    own = [each.columns.get(column) for each in profiles.segments]
    means = [(getattr(each, "mean", None), getattr(each, "known", None)) for each in own]
    return [None if mean is None or known is None else mean * known for mean, known in means]
