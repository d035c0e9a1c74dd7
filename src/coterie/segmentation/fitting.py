"""The verb `fit`: read, clean, prepare, cluster for every K, and gather the evidence on all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coterie import errors
from coterie.assignments import check_key
from coterie.engines import Clustered, EngineName, Plan, Progress, cluster, start
from coterie.evidence import Case, Limits, build_case
from coterie.evidence.criterion import check_criterion
from coterie.evidence.inputs import count_distinct
from coterie.evidence.silhouette import labels_by_k, mean_silhouettes
from coterie.options import Options, taken, takes_options
from coterie.options.checks import Folder
from coterie.preparation import Preparation
from coterie.preparation.features import check_usable, check_weights
from coterie.remarks import speaking
from coterie.segmentation.asked import DESCRIBING
from coterie.segmentation.population import Population, Teller
from coterie.segmentation.shown_columns import check_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from os import PathLike
    from typing import Literal

    import numpy as np
    from numpy.typing import NDArray

    from coterie.engines.steps import Cleaned, Looked
    from coterie.engines.warm import Warm
    from coterie.segmentation.continuing import Continuing

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
    folder: str | PathLike[str] | None = None
    on_progress: Progress | None = None
    on_plan: Plan | None = None
    on_clustered: Callable[[Fitted], None] | None = None
    """Called with what is there before any evidence is: it can be described, without a verdict."""


@takes_options(dict.fromkeys(DESCRIBING, errors.choosing.option_of_describing))
def fit(  # noqa: PLR0913 - every option is a parameter, with a default
    source: object,
    /,
    *,
    features: Sequence[str] | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    query: str | None = None,
    table: str | None = None,
    id: str | None = None,
    describe: Sequence[str] = (),
    ignore: Sequence[str] = (),
    type: Mapping[str, Literal["numeric", "categorical", "boolean", "date", "text"]] | None = None,
    missing: Mapping[str, float | Sequence[float] | str] | None = None,
    decimal: Literal["auto", ".", ","] = "auto",
    count: Mapping[str, str | Sequence[str]] | str | None = None,
    returns: Mapping[str, str | Sequence[str]] | str | None = None,
    currency: str | None = None,
    customers: object | None = None,
    customers_id: str | None = None,
    customers_table: str | None = None,
    unmatched: Literal["keep", "drop"] = "keep",
    k_max: int = 12,
    impute: Literal["median", "mean"] = "median",
    transform: Literal["auto", "none"] = "auto",
    scale: Literal["zscore", "robust", "none"] = "zscore",
    keep: Sequence[str] = (),
    weight: Mapping[str, float] | None = None,
    evidence: Literal["quick", "full", "none"] = "quick",
    seed: int = 0,
    words: str | PathLike[str] | None = None,
    engine: EngineName = "auto",
    folder: str | PathLike[str] | None = None,
    on_progress: Progress | None = None,
    on_plan: Plan | None = None,
) -> Fitted:
    """Do everything once that any number of segments and any names need; `describe` then describes one of them.

    K's from 1 to `k_max` can be described. `k`, `min_share`, `max_segments`, `catalogue` and `role` are parameters of
    `describe`.

    Parameters
    ----------
    source, engine, folder, on_progress, on_plan
        As for `segment`.
    features : sequence of str or None
        Columns to build the segments on, also categories and dates (default: every suitable numeric column).
    encoding : str or None
        Text encoding, e.g. cp1252 (default: detected).
    sheet : str or None
        Worksheet to read (default: the one with the most data).
    header_row : int or None
        Line or row of the header, from 1 (default: detected).
    query : str or None
        SQL SELECT to read from the database (default: none).
    table : str or None
        Table or view to read from the database (default: the only one).
    id : str or None
        The column that identifies a customer (default: detected).
    describe : sequence of str
        Columns that only describe the segments (default: the rest).
    ignore : sequence of str
        Columns to leave out (default: none).
    type : mapping of str to {"numeric", "categorical", "boolean", "date", "text"} or None
        Correct a column's type: numeric, categorical, boolean, date or text (default: inferred).
    missing : mapping of str to float or sequence of float or str or None
        Numbers that stand for "missing", such as Age=0,999; Age=none keeps every number (default: by rule).
    decimal : {"auto", ".", ","}
        The mark before decimals where the cells of a column leave it open: 1.234 or 1,234 (default: auto).
    count : mapping of str to str or sequence of str or str or None
        Words of a status or type column whose rows count, such as Status=paid,shipped; '*' for every row (default:
        by what words mean).
    returns : mapping of str to str or sequence of str or str or None
        Words of a status or type column whose rows are returns, such as type=refund (default: by what words mean).
    currency : str or None
        The currency that counts, where there are several (default: the only one).
    customers : object or None
        Table of customers to join to purchases by their ids, such as crm.csv (default: none; of a workbook, its
        sheet).
    customers_id : str or None
        The column of ids in the table of customers (default: detected).
    customers_table : str or None
        Worksheet of the table of customers, or its table in a database (default: detected).
    unmatched : {"keep", "drop"}
        What becomes of customers who bought and are not in the table of customers (default: keep).
    k_max : int
        Largest number of segments to try (default: 12).
    impute : {"median", "mean"}
        How to fill missing numbers (default: median).
    transform : {"auto", "none"}
        Reduce strong skew (Yeo-Johnson) (default: auto).
    scale : {"zscore", "robust", "none"}
        How to make features comparable (default: zscore).
    keep : sequence of str
        Columns to carry into the assignments as they are, never into the report (default: none).
    weight : mapping of str to float or None
        Multiply a feature's share of the squared distance, such as Income=2 (default: 1).
    evidence : {"quick", "full", "none"}
        How much evidence to gather (default: quick).
    seed : int
        Random seed (default: 0).
    words : str or path or None
        TOML file of words in another language, begun from what `coterie words` prints (default: English).

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
    options = Options(**taken(Options, locals()))
    with speaking(options.words):
        found = fit_with(source, options, How(engine, folder, on_progress, on_plan))
        found.case.complete()
        found.population.complete(found.case.sweep[found.case.recommended_k])
    return found


def fit_with(customers: object, options: Options, how: How, *, continuing: Continuing | None = None) -> Fitted:
    """Fit with options that may also say what will be described.

    A K asked for widens the range of K's, too few customers for it are refused, and so is a criterion that chooses no
    K, all before evidence is gathered. `continuing` is what the segments continue, where they are made anew.

    Examples
    --------
    >>> from coterie.datasets import bank_customers
    >>> fit_with(bank_customers(n=500), Options(k=15, evidence="none"), How()).n_clusters[-1]
    15
    """
    _check_how(how)
    tell = Teller(how.on_progress)
    tell("Reading", 0, 1)
    folder = None if how.folder is None else Path(how.folder)

    def begin() -> Looked:
        if continuing is not None:
            return continuing.begin(customers, options, tell, how)
        return start(customers, options, tell, engine=how.engine, folder=folder, on_plan=how.on_plan)

    clustered = _clustered(begin, options, None if continuing is None else continuing.warm)
    held, tried = clustered.prepared.held, clustered.sweep
    measured = mean_silhouettes(held.X, labels_by_k(tried), random_state=options.seed, population=held.population)
    check_criterion(tried, Limits(options.min_share, options.max_segments, options.n_clusters, options.criterion))
    population = Population(clustered, tell, seed=options.seed)
    if how.on_clustered is not None:
        plain = replace(options, evidence="none")
        bare = build_case(held, tried, silhouettes=measured, effort="none", random_state=options.seed)
        how.on_clustered(Fitted(population, bare, plain))
    tell("Judging", 0, len(STEPS))
    case = build_case(
        held,
        tried,
        silhouettes=measured,
        effort=options.evidence,
        random_state=options.seed,
        on_progress=lambda step: tell("Judging", STEPS.index(step), len(STEPS)),
    )
    return Fitted(population, case, options)


def _check_how(how: How) -> None:
    """Refuse a folder that is no path, and what is to be told and cannot be called."""
    if how.folder is not None:
        Folder()("folder", how.folder)
    for name, heard in (("on_progress", how.on_progress), ("on_plan", how.on_plan)):
        if heard is not None and not callable(heard):
            raise errors.choosing.bad_value(name, heard, "a function, or None")


def _clustered(begin: Callable[[], Looked], options: Options, warm: Warm | None) -> Clustered:
    """Read, clean, prepare and cluster; each form of the table is let go as soon as the next one is there."""
    cleaned = _cleaned(begin, options)
    prepared = cleaned.prepare(Preparation(options.impute, options.transform, options.scale, options.weight))
    del cleaned
    counts = _counts(prepared.held.X, options)
    return cluster(prepared, counts, n_starts=N_STARTS, random_state=options.seed, warm=warm)


def _cleaned(begin: Callable[[], Looked], options: Options) -> Cleaned:
    inferred = begin().infer()
    check_key(inferred.schema)
    check_weights(options.weight, inferred.schema)
    check_shown(options, inferred.schema)
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
