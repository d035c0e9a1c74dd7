"""Who is drawn: a sample of the customers on the map, with their segment at every number of segments."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from coterie.evidence.agreement import shared
from coterie.naming.following import matches
from coterie.projection import directions
from coterie.views.exploring.bins import Bins, bins_of
from coterie.views.labels import said

if TYPE_CHECKING:
    from coterie.clustering import Sweep
    from coterie.segmentation.fitting import Fitted

MOST = 20_000
"""Customers that are drawn at most."""
COLOURS = 8

_DIGITS = 4


@dataclass(frozen=True)
class Drawn:
    """What is kept of the customers of a run.

    Attributes
    ----------
    customers : polars.DataFrame
        Everyone who has a segment: ``c0``, ``c1`` … are the columns, ``s1``, ``s2`` … the segment by K, ``x`` and ``y``
        the place on the map.
    columns : tuple of str
        What ``c0``, ``c1`` … are called.
    id : str or None
        Which of them identifies a customer.
    features : tuple of str
        Which of them built the segments.
    bins : tuple of Bins
        Of the columns that are drawn.
    axes : tuple of (str, str)
        What drives the two directions of the map.
    explained : tuple of (float, float)
        Share of all variance along each.
    ks : tuple of int
    same : mapping
        ``same[a][b]``: for each segment at K = b, the segment at K = a that it is, or None.
    colours : mapping of int to tuple of int
        By K, the colour of each segment.
    """

    customers: pl.DataFrame
    columns: tuple[str, ...]
    id: str | None
    features: tuple[str, ...]
    bins: tuple[Bins, ...]
    axes: tuple[str, str]
    explained: tuple[float, float]
    ks: tuple[int, ...]
    same: Mapping[int, Mapping[int, Sequence[int | None]]]
    colours: Mapping[int, tuple[int, ...]]


def drawn(fitted: Fitted, recommended: int) -> Drawn:
    """Return what is kept of the customers who were fitted; all of them must be held.

    Parameters
    ----------
    fitted : Fitted
    recommended : int
        The K from which colours are followed.

    Examples
    --------
    >>> import coterie
    >>> found = drawn(coterie.fit(coterie.datasets.bank_customers(n=500), evidence="none"), 6)
    >>> found.customers.height, found.ks[-1], found.colours[6], [each.column for each in found.bins][-2:]
    (499, 12, (0, 1, 2, 3, 4, 5), ['gender', 'card_type'])
    """
    everyone, sweep = fitted.population.everyone, fitted.case.sweep
    X, prepared = everyone.prepared.held.X, everyone.preparation
    found = directions(X, prepared.columns)
    places = (X - found.centre) @ found.loadings
    frame = everyone.frame.filter(pl.Series(everyone.prepared.usable))
    told = [each for each in everyone.schema.columns if each.role != "ignored" and each.name in frame.columns]
    known = {each.feature: each for each in prepared.features}
    made = {f"c{i}": frame[each.name] for i, each in enumerate(told)}
    made |= {f"s{k}": pl.Series(sweep[k].labels.astype(np.uint8)) for k in sweep.n_clusters}
    made |= {"x": pl.Series(places[:, 0].astype(np.float32)), "y": pl.Series(places[:, 1].astype(np.float32))}
    binned = (
        bins_of(frame[each.name], known.get(each.name)) for each in told if each.role != "id" and each.type != "text"
    )
    builds = {each.name for each in everyone.schema.features}
    same = {a: {b: _same(sweep, a, b) for b in sweep.n_clusters} for a in sweep.n_clusters}
    return Drawn(
        customers=pl.DataFrame([values.alias(name) for name, values in made.items()]),
        columns=tuple(each.name for each in told),
        id=everyone.schema.id if everyone.schema.id in frame.columns else None,
        features=tuple(each.name for each in everyone.schema.features),
        bins=tuple(sorted((each for each in binned if each is not None), key=lambda each: each.column not in builds)),
        axes=found.axes,
        explained=found.explained,
        ks=sweep.n_clusters,
        same=same,
        colours={k: _colours(same[recommended][k], recommended) for k in sweep.n_clusters},
    )


def _same(sweep: Sweep, one: int, other: int) -> list[int | None]:
    return matches(shared(sweep[one].labels, sweep[other].labels, (one, other)))


def _colours(matched: Sequence[int | None], recommended: int) -> tuple[int, ...]:
    """Give each segment the colour of the recommended one that it is, and others one that is free."""
    taken = {each for each in matched if each is not None}
    order = [*range(recommended, COLOURS), *range(min(recommended, COLOURS))]
    free = iter([each for each in order if each not in taken] + [0] * len(matched))
    return tuple((next(free) if each is None else each) % COLOURS for each in matched)


def sample(found: Drawn, *, most: int = MOST, seed: int = 0) -> bytes:
    r"""Return who is drawn, as bytes: a head of JSON, places on the map, segments by K, and bins by column.

    The same customers give the same bytes.

    Examples
    --------
    >>> import coterie
    >>> found = drawn(coterie.fit(coterie.datasets.bank_customers(n=500), evidence="none"), 6)
    >>> head = json.loads(sample(found).partition(b"\0")[0])
    >>> head["drawn"], head["of"]
    (499, 499)
    """
    rows = found.customers.height
    which = np.sort(np.random.default_rng(seed).permutation(rows)[:most])
    shown = found.customers[which]
    head: dict[str, Any] = {  # what the page reads
        "drawn": len(which),
        "of": rows,
        "ks": found.ks,
        "colours": found.colours,
        "columns": [
            {
                "name": each.column,
                "words": len(each.values) > 0,
                "edges": each.edges,
                "n": each.number,
                "said": each.said,
            }
            for each in found.bins
        ],
        "all": [_counted(each, found.customers[f"c{found.columns.index(each.column)}"]) for each in found.bins],
    }
    text = json.dumps(head, separators=(",", ":")).encode()
    text += b" " * (-(len(text) + 4) % 4) + b"\0\0\0\0"
    out = io.BytesIO(text)
    out.seek(0, io.SEEK_END)
    for place in ("x", "y"):
        out.write(shown[place].to_numpy().astype("<f4").tobytes())
    for k in found.ks:
        out.write(shown[f"s{k}"].to_numpy().tobytes())
    for each in found.bins:
        out.write(each.places(shown[f"c{found.columns.index(each.column)}"]).tobytes())
    return out.getvalue()


def _counted(bins: Bins, values: pl.Series) -> list[float]:
    return [round(each, _DIGITS + 2) for each in bins.shares(values)]


def columns_said(names: Sequence[str]) -> dict[str, str]:
    """Return what columns are called on the page.

    Examples
    --------
    >>> columns_said(["credit_score"])
    {'credit_score': 'credit score'}
    """
    return {name: said(name) for name in names}
