"""The verb `segment`: read, clean, prepare, cluster, choose, profile and name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.assignments import check_key
from coterie.engines import Engine, EngineName, Plan, Progress, start
from coterie.evidence import (
    Customers,
    Judgement,
    judge,
)
from coterie.evidence.door import count_distinct
from coterie.evidence.silhouette import labels_by_k, mean_silhouettes
from coterie.naming import load_catalogue
from coterie.options import Options, takes_options
from coterie.preparation import Preparation
from coterie.preparation.features import check_usable
from coterie.segmentation.describing import Fitted, by_criteria, describe, limited

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from coterie.clustering import Silhouette, Sweep
    from coterie.segmentation.nouns import Result


N_STARTS = 20
"""K-means++ starts for each K."""


@takes_options(Options)
def segment(
    customers: object,
    *,
    engine: EngineName = "auto",
    folder: str | os.PathLike[str] | None = None,
    on_progress: Progress | None = None,
    on_plan: Plan | None = None,
    **options: Any,  # noqa: ANN401 - checked by Options
) -> Result:
    """Segment customers.

    Parameters
    ----------
    customers : path or frame
        A CSV, Parquet, Excel or JSON lines file, a database (with `query` or `table`), or any frame that narwhals
        knows. Of purchases, where it is certain that these are what the rows are, customers are made first, as
        `coterie.summarise_transactions` does; `Segmentation.purchases` says so.
    engine : {"auto", "memory", "streaming"}
        Whether the table is held in memory or read in batches, which Parquet and plain text can be; "auto" holds what
        fits.
    folder : path or None
        Where a table that is read in batches is worked on, with room on disk; None: where the system keeps temporary
        files.
    on_progress : callable or None
        Called with the stage, the steps done and the steps in all.
    on_plan : callable or None
        Called with a line that says what will be done with a large file, and what time and memory it will take, about.
    **options
        See `coterie.options.Options`.

    Returns
    -------
    Result

    Raises
    ------
    coterie.errors.InputError
        For customers or options that cannot be used.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=1000), k=6)
    >>> len(result.segments), result.segments[0].size >= result.segments[1].size
    (6, True)
    """
    chosen = Options.read(options)
    load_catalogue(chosen.catalogue)  # a wrong one is told now, not after the work
    tell = on_progress or (lambda *_: None)
    tell("Reading", 0, 1)
    at = None if folder is None else Path(folder)
    started = start(customers, chosen, tell, engine=engine, folder=at, on_plan=on_plan)
    check_key(started.infer(chosen))
    check_usable(started.clean(), chosen.n_clusters)
    held = started.prepare(Preparation(chosen.impute, chosen.transform, chosen.scale))
    tried = _sweep(started, held.X, chosen)
    measured = mean_silhouettes(held.X, labels_by_k(tried), random_state=chosen.seed, population=held.population)
    judgement = _judge(held, tried, measured, options=chosen, tell=tell)
    return describe(Fitted(started, held, tried, measured, judgement), chosen)


def _sweep(engine: Engine, X: NDArray[np.float64], options: Options) -> Sweep:
    """Try every K that the customers allow, or the one asked for among them."""
    wanted = options.n_clusters or 1
    largest = max(options.k_max, wanted)
    largest = min(largest, count_distinct(X, largest + 1))
    if largest < wanted:
        raise errors.too_few_distinct(largest, wanted)
    return engine.sweep(range(1, largest + 1), n_starts=N_STARTS, random_state=options.seed)


_STEPS = ("Comparing with placebos", "Halving the customers", "Resampling the customers", "Auditing the features")


def _judge(
    customers: Customers, tried: Sweep, measured: Mapping[int, Silhouette], *, options: Options, tell: Progress
) -> Judgement:
    """Gather the evidence; without any, choose K by the elbow or the silhouette."""
    k = options.n_clusters
    if options.evidence == "none" and options.k == "auto" and not limited(options):
        k = by_criteria(tried, measured).k
    return judge(
        customers,
        random_state=options.seed,
        effort=options.evidence,
        min_share=options.min_share,
        max_segments=options.max_segments,
        k=k,
        criterion=options.criterion,
        sweep=tried,
        silhouettes=measured,
        on_progress=lambda step: tell("Judging", _STEPS.index(step) if step in _STEPS else 0, len(_STEPS)),
    )
