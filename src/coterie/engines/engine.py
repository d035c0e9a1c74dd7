"""What an engine can do: the verbs that touch customers. Everything else works on what they return."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from coterie.cleaning import CleaningReport
    from coterie.clustering import Clustering, Sweep
    from coterie.evidence import Customers
    from coterie.evidence.stability import Stability
    from coterie.options import Options
    from coterie.preparation import FittedPreparation, Preparation
    from coterie.preparation.features import Placed
    from coterie.profiling import Profiles
    from coterie.schema import Draft, Schema
    from coterie.sources import Table
    from coterie.transactions import Purchases

Progress = Callable[[str, int, int], None]
"""Told the stage, the steps done and the steps in all."""


class Engine(Protocol):
    """A customer table under way; the verbs are called in this order.

    Some customers are held in memory: all of them, or a sample. The sweep's labels, evidence and the map are theirs.
    """

    name: str
    sha256: str
    rows: int
    columns: int
    schema: Schema
    cleaning: CleaningReport
    preparation: FittedPreparation
    frame: pl.DataFrame
    """The customers held, cleaned."""
    placed: int
    """Customers that have a feature to be placed by, of all."""

    @property
    def purchases(self) -> Purchases | None:
        """What the customers were made of, where the table held purchases."""

    def look(self, options: Options) -> tuple[Draft, Table]:
        """Plan the table or a sample of it, also where it cannot be used; return what was planned too."""

    def digest(self) -> str:
        """Return the SHA-256 of the table, once it was looked at."""

    def infer(self, options: Options) -> Schema:
        """Decide what each column is."""

    def clean(self) -> Placed:
        """Repair the customers that are held."""

    def prepare(self, preparation: Preparation) -> Customers:
        """Fit the preparation on all customers; return those that are held."""

    def sweep(self, n_clusters: Sequence[int], *, n_starts: int, random_state: int) -> Sweep:
        """Find centres for every K; all that is said of them is of the customers held."""

    def of_all(self, tried: Sweep) -> Sweep:
        """Return what `sweep` found with the sizes and the inertia of all customers."""

    def profile(self, best: Clustering, stability: Stability | None) -> tuple[Profiles, Stability | None]:
        """Describe the segments of all customers; return also how stable they are in all."""

    def assign(self, names: Sequence[str]) -> Any:  # noqa: ANN401 - a frame of the caller's kind
        """Give every customer their segment, as `profile` found it."""

    def labels(self, best: Clustering) -> NDArray[np.int32]:
        """Return the segment of each customer of `frame`; -1 for those without a feature."""
