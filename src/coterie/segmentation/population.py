"""Everyone who was fitted: what describing asks of them, and what of it need not be asked twice."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.evidence import descriptor_tests
from coterie.evidence.descriptors import numbered
from coterie.preparation.features import columns_of, features_of
from coterie.profiling import profile
from coterie.projection import project
from coterie.reference import bins_of, reference_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coterie.clustering import Clustering
    from coterie.engines import Engine, Progress
    from coterie.evidence import Customers, DescriptorTest, Stability
    from coterie.evidence.descriptors import Words
    from coterie.profiling import Profiles
    from coterie.projection import CustomerMap
    from coterie.reference import ColumnBins, Reference

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
    engine : Engine
        What touches them.
    held : Customers
        Those that are held in memory.
    tell : Teller
        What the engine tells of its progress.
    seed : int
        Seed of the map.
    """

    def __init__(self, engine: Engine, held: Customers, tell: Teller, *, seed: int) -> None:
        self.engine, self.held, self.tell = engine, held, tell
        self.lock = RLock()
        """To be held while they are described: the engine gives out the segments that it profiled last."""
        self._seed = seed
        self._profiled: tuple[int, Profiles, Stability | None] | None = None
        self._of_held: dict[int, Profiles] = {}

    def profile(self, best: Clustering, stability: Stability | None) -> tuple[Profiles, Stability | None]:
        """Describe the segments of all customers; those described last are not described again."""
        if self._profiled is None or self._profiled[0] != best.n_clusters:
            self._profiled = None  # whatever becomes of the next pass, the last one's segments are gone
            self._profiled = (best.n_clusters, *self.engine.profile(best, stability))
        return self._profiled[1:]

    def profile_held(self, best: Clustering) -> Profiles:
        """Describe the segments of the customers that are held."""
        if best.n_clusters not in self._of_held:
            engine = self.engine
            self._of_held[best.n_clusters] = profile(engine.frame, engine.schema, engine.labels(best))
        return self._of_held[best.n_clusters]

    def tests(self, best: Clustering) -> tuple[DescriptorTest, ...]:
        """Test the descriptors across segments."""
        return descriptor_tests(self._descriptors, self.engine.labels(best)[:_MOST_TESTED])

    def map(self, best: Clustering) -> CustomerMap:
        """Return the map of the customers held, each in their segment."""
        shown = self._map
        return replace(shown, labels=best.labels[shown.labels].astype(np.int32), customers=self.engine.placed)

    def reference(self, best: Clustering) -> Reference:
        """Count the customers that are held, as those of another day will be."""
        return reference_of(self._bins, X=self.held.X, centers=best.centers)

    def complete(self, recommended: Clustering) -> None:
        """Find out everything now that hangs on no segments but the recommended ones, which give names to others."""
        _ = self._descriptors, self._map, self._bins
        self.profile_held(recommended)

    @cached_property
    def _descriptors(self) -> dict[str, NDArray[np.float64] | Words]:
        columns = columns_of(self.engine.frame, self.engine.schema.descriptors, most=_MOST_TESTED)
        return {name: numbered(values) for name, values in columns.items()}

    @cached_property
    def _bins(self) -> dict[str, ColumnBins]:
        """How many of the customers that can be placed have which values of the features."""
        frame, schema = self.engine.frame, self.engine.schema
        usable = features_of(frame, schema).usable
        return bins_of(frame if usable.all() else frame.filter(pl.Series(usable)), schema)

    @cached_property
    def _map(self) -> CustomerMap:
        """The map, with the number of each customer shown in the place of their segment."""
        X = self.held.X
        numbers = np.arange(len(X), dtype=np.int32)
        return project(X, numbers, self.engine.preparation.columns, random_state=self._seed)
