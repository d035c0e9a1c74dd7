"""The verb `fit`: read, clean, prepare, cluster for every K, and gather the evidence on all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coterie import errors
from coterie.assignments import check_key
from coterie.engines import Clustered, EngineName, Plan, Progress, cluster, start
from coterie.evidence import Case, Limits, build_case
from coterie.evidence.criterion import check_criterion
from coterie.evidence.inputs import count_distinct
from coterie.evidence.silhouette import labels_by_k, mean_silhouettes
from coterie.options import Options, takes_options
from coterie.preparation import Preparation
from coterie.preparation.features import check_usable
from coterie.segmentation.asked import of_fitting
from coterie.segmentation.population import Population, Teller

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from coterie.engines.steps import Cleaned, Looked

N_STARTS = 20
"""K-means++ starts for each K."""

STEPS = ("Comparing with placebos", "Halving the customers", "Resampling the customers", "Auditing the features")
"""What judging tells of: the last of them while one K is described."""


@dataclass(frozen=True, eq=False, repr=False)
class Fitted:
    """Customers clustered for every K, with the evidence on all of them: what `describe` describes one K of.

    It keeps what was read: all customers in memory, or a sample of them and what was laid down of the others.

    Attributes
    ----------
    population : Population
        Everyone, for describing.
    case : Case
        The clusterings, and the evidence on every K.
    options : Options
        What was fitted with.
    """

    population: Population
    case: Case
    options: Options

    @property
    def n_clusters(self) -> tuple[int, ...]:
        """The K's that can be described."""
        return self.case.sweep.n_clusters

    @property
    def recommended_k(self) -> int | None:
        """The K that the evidence recommends; None where none was gathered."""
        return None if self.case.support is None else self.case.recommended_k

    def __repr__(self) -> str:
        """Say how many customers there are, by how much they were clustered, and for which K's."""
        everyone, ks = self.population.everyone, self.n_clusters
        features = len(everyone.schema.features)
        parts = [
            f"{everyone.placed:,} customers",
            f"{features} feature{'' if features == 1 else 's'}",
            f"K = {ks[0]} to {ks[-1]}" if len(ks) > 1 else f"K = {ks[0]}",
        ]
        if self.recommended_k is not None:
            parts.append(f"recommended K = {self.recommended_k}")
        return f"Fitted({', '.join(parts)})"


class How(NamedTuple):
    """How the customers are gone through, and who is told of it."""

    engine: EngineName = "auto"
    folder: str | os.PathLike[str] | None = None
    on_progress: Progress | None = None
    on_plan: Plan | None = None


@takes_options(Options, describing=False)
def fit(
    customers: object,
    *,
    engine: EngineName = "auto",
    folder: str | os.PathLike[str] | None = None,
    on_progress: Progress | None = None,
    on_plan: Plan | None = None,
    **options: Any,  # noqa: ANN401 - checked by Options
) -> Fitted:
    """Do everything once that any number of segments and any names need; `describe` then describes one of them.

    Parameters
    ----------
    customers, engine, folder, on_progress, on_plan
        As for `segment`.
    **options
        See `coterie.options.Options`; but `k`, `min_share`, `max_segments`, `catalogue` and `role`, which are options
        of `describe`. K's from 1 to `k_max` can be described.

    Returns
    -------
    Fitted

    Raises
    ------
    coterie.errors.InputError
        For customers or options that cannot be used.

    Examples
    --------
    >>> import coterie
    >>> fitted = coterie.fit(coterie.datasets.bank_customers(n=1000))
    >>> fitted
    Fitted(998 customers, 4 features, K = 1 to 12, recommended K = 6)
    >>> [len(coterie.describe(fitted, k=k).segments) for k in (3, 5)]
    [3, 5]
    """
    found = fit_with(customers, of_fitting(options), How(engine, folder, on_progress, on_plan))
    found.case.complete()
    found.population.complete(found.case.sweep[found.case.recommended_k])
    return found


def fit_with(customers: object, options: Options, how: How) -> Fitted:
    """Fit with options that may also say what will be described.

    A K asked for widens the range of K's, too few customers for it are refused, and so is a criterion that chooses no
    K, all before evidence is gathered.

    Examples
    --------
    >>> from coterie.datasets import bank_customers
    >>> fit_with(bank_customers(n=500), Options(k=15, evidence="none"), How()).n_clusters[-1]
    15
    """
    tell = Teller(how.on_progress)
    tell("Reading", 0, 1)
    folder = None if how.folder is None else Path(how.folder)
    clustered = _clustered(
        lambda: start(customers, options, tell, engine=how.engine, folder=folder, on_plan=how.on_plan), options
    )
    held, tried = clustered.prepared.held, clustered.sweep
    measured = mean_silhouettes(held.X, labels_by_k(tried), random_state=options.seed, population=held.population)
    check_criterion(tried, Limits(options.min_share, options.max_segments, options.n_clusters, options.criterion))
    tell("Judging", 0, len(STEPS))
    case = build_case(
        held,
        tried,
        silhouettes=measured,
        effort=options.evidence,
        random_state=options.seed,
        on_progress=lambda step: tell("Judging", STEPS.index(step), len(STEPS)),
    )
    return Fitted(Population(clustered, tell, seed=options.seed), case, options)


def _clustered(begin: Callable[[], Looked], options: Options) -> Clustered:
    """Read, clean, prepare and cluster; each form of the table is let go as soon as the next one is there."""
    cleaned = _cleaned(begin, options)
    prepared = cleaned.prepare(Preparation(options.impute, options.transform, options.scale))
    del cleaned
    return cluster(prepared, _counts(prepared.held.X, options), n_starts=N_STARTS, random_state=options.seed)


def _cleaned(begin: Callable[[], Looked], options: Options) -> Cleaned:
    inferred = begin().infer()
    check_key(inferred.schema)
    cleaned = inferred.clean()
    check_usable(cleaned.features, options.n_clusters)
    return cleaned


def _counts(X: NDArray[np.float64], options: Options) -> range:
    """Return every K that the customers allow, up to the one asked for at least."""
    wanted = options.n_clusters or 1
    largest = max(options.k_max, wanted)
    largest = min(largest, count_distinct(X, largest))
    if largest < wanted:
        raise errors.customers.too_few_distinct(largest, wanted)
    return range(1, largest + 1)
