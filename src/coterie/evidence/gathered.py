"""The evidence gathered before judging: placebos, halves, resamples and borders, and what they say about every K."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.clustering.compacting import compacted
from coterie.clustering.content import order_of, row_hashes
from coterie.evidence.borders import Border, find_borders
from coterie.evidence.card import FEW, KCard, k_card, with_support
from coterie.evidence.choosing import choose
from coterie.evidence.density import is_sparser
from coterie.evidence.elongated import long_groups
from coterie.evidence.groups import groups_by_k
from coterie.evidence.halving import Halvings, halve
from coterie.evidence.points import points_at
from coterie.evidence.refits import Resamples, possible, resample
from coterie.evidence.structure import Structure, structure_test
from coterie.evidence.support import Support, support
from coterie.evidence.treatment import mostly_few_values, treat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coterie.clustering import Silhouette, Sweep
    from coterie.evidence.inputs import Customers
    from coterie.evidence.plans import Plan

_ENOUGH = 0.2  # of the customers: from this share on, complete ones are asked alone about borders
_FEWEST_NEIGHBOURS = 100  # below it, distances to neighbours say too little of a border
_MORE_OF_FEW = 4  # times as many resamples where customers are few, which cost little


@dataclass(frozen=True)
class Gathered:
    """The refits and the borders.

    Attributes
    ----------
    rows : ndarray of shape (n_samples,)
        The customers in the sample.
    structure : Structure
        The test against placebos.
    halvings : Halvings
        The customers halved.
    resamples : Resamples
        Refits on bootstrap samples.
    borders : dict of int to tuple of Border
        By K.
    points : int or None
        The K at which every segment is one point.
    """

    rows: NDArray[np.intp]
    structure: Structure
    halvings: Halvings
    resamples: Resamples
    borders: dict[int, tuple[Border, ...]]
    points: int | None


def gather(customers: Customers, sweep: Sweep, plan: Plan, *, seed: int, tell: Callable[[str], None]) -> Gathered:
    """Refit samples of the customers, and count all customers along the borders.

    Parameters
    ----------
    customers : Customers
        All customers.
    sweep : Sweep
        Their clusterings.
    plan : Plan
        How much to do.
    seed : int
        Seed.
    tell : callable
        Called with the name of each next step.

    Returns
    -------
    Gathered
    """
    hashes = row_hashes(customers.X)
    pool = order_of(hashes, random_state=seed)[: plan.rows * plan.splits]
    rows = pool[: plan.rows]
    X = customers.X[rows]
    ks = possible(X, sweep.n_clusters)
    tell("Comparing with placebos")
    structure = structure_test(treat(X), ks, n_draws=plan.draws, random_state=seed)
    tell("Halving the customers")
    held = compacted(customers.X[pool])
    X = held.rows[: len(rows)]
    halvings = halve(X, ks, n_splits=plan.splits, random_state=seed, pool=held.rows)
    tell("Resampling the customers")
    times = plan.resamples * (_MORE_OF_FEW if len(X) < FEW else 1)
    resamples = replace(resample(X, ks, n_resamples=times, random_state=seed), basis=held.basis)
    complete = _complete(customers)
    order = order_of(hashes) if complete is None else None
    borders = find_borders(customers.X, sweep.clusterings, among=complete, milder=customers.milder, order=order)
    points = points_at(customers.X, sweep.n_clusters, features=customers.features)
    return Gathered(rows, structure, halvings, resamples, borders | ({points: ()} if points else {}), points)


def weigh(
    customers: Customers, sweep: Sweep, found: Gathered, *, silhouettes: Mapping[int, Silhouette], seed: int
) -> tuple[KCard, Support]:
    """Work out what the evidence gathered says about every K.

    Parameters
    ----------
    customers : Customers
        All customers.
    sweep : Sweep
        Their clusterings.
    found : Gathered
        What was gathered.
    silhouettes : mapping of int to Silhouette
        By K.
    seed : int
        Seed.

    Returns
    -------
    tuple of (KCard, Support)
    """
    X = customers.X[found.rows]
    card = k_card(
        X,
        sweep,
        structure=found.structure,
        halvings=found.halvings,
        resamples=found.resamples,
        rows=found.rows,
        silhouettes=silhouettes,
        borders=found.borders,
    )
    groups = groups_by_k(
        sweep,
        found.borders,
        placed=found.halvings.placed,
        rows=found.rows,
        complete=None if customers.missing is None else _nothing_filled(customers.missing[found.rows]),
    )
    tested = found.structure.found or not mostly_few_values(X)
    supported = support(card, groups, tested=tested, points=found.points, two=_two_apart(X, sweep, found))
    if choose(supported, list(card.rows)).basis in {"again", "convenience"}:
        own = {k: sweep[k].labels[found.rows] for k in sweep.n_clusters if k > 1}
        supported = replace(supported, long=long_groups(X, own, random_state=seed))
    return with_support(card, supported), supported


def _complete(customers: Customers) -> NDArray[np.bool_] | None:
    """Return who has no value filled in, where that is at least a fifth of the customers."""
    if customers.missing is None:
        return None
    complete = _nothing_filled(customers.missing)
    return complete if complete.mean() >= _ENOUGH else None


def _nothing_filled(missing: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.logical_not(missing.any(axis=1))


def _two_apart(X: NDArray[np.float64], sweep: Sweep, found: Gathered) -> bool:
    """Return whether two segments are no bend of one cloud, as far as that can be told."""
    if 2 not in sweep.n_clusters or len(X) < _FEWEST_NEIGHBOURS or not found.borders[2]:
        return True
    border = found.borders[2][0]
    return border.answer != "gap" or is_sparser(X, sweep[2].labels[found.rows], border)
