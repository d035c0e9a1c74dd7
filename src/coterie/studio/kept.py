"""What is kept of a run, read back: its segments at every number of them, and everyone who is in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie import errors
from coterie.artefact import load
from coterie.segmentation import Segmentation, rename
from coterie.studio.working import CUSTOMERS, EARLY, META, SAMPLE, WHOLE
from coterie.views import summary_of
from coterie.views.exploring.bins import Bins
from coterie.views.exploring.strip import KStrip, k_strip
from coterie.views.front import Front, front
from coterie.views.spoken import spoken
from coterie.views.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Kept:
    """A run's folder.

    Attributes
    ----------
    folder : Path
    number : int
        Of the run.
    columns, features : tuple of str
        What ``c0``, ``c1`` … are called; those that built the segments.
    id : str or None
        The column that identifies a customer.
    bins : tuple of Bins
    axes, explained : tuple
        Of the map.
    ks, described : tuple of int
        The K's that there are, and those that are described already.
    recommended : int
    same, colours : tuple
        As in `Drawn`, by the place of a K in `ks`.
    early : bool
        Whether the evidence is still to come.
    """

    folder: Path
    number: int
    columns: tuple[str, ...]
    features: tuple[str, ...]
    id: str | None
    bins: tuple[Bins, ...]
    axes: tuple[str, str]
    explained: tuple[float, float]
    ks: tuple[int, ...]
    described: tuple[int, ...]
    recommended: int
    same: tuple[Any, ...]
    colours: tuple[Any, ...]
    early: bool

    @property
    def customers(self) -> pl.DataFrame:
        """Everyone who has a segment."""
        return _customers(self.folder)

    @property
    def sample(self) -> bytes:
        """Who is drawn, as the page reads it."""
        return (self.folder / SAMPLE).read_bytes()

    def colour(self, k: int, segment: int) -> int:
        """Return the number of a segment's colour."""
        return int(self.colours[self.ks.index(k)][segment])

    def same_as(self, k: int, segment: int, other: int) -> int | None:
        """Return the segment at K = other that a segment at K = k is; None where none is."""
        row = self.same[self.ks.index(k)][self.ks.index(other)]
        return next((place for place, whose in enumerate(row) if whose == segment), None)


@dataclass(frozen=True)
class Shown:
    """One number of segments, as it is shown."""

    k: int
    segmentation: Segmentation
    summary: Summary
    front: Front
    strip: KStrip


def kept_in(folder: Path, number: int) -> Kept | None:
    """Return what is kept of a run: everything, or what is there before the evidence is; None where nothing is.

    Parameters
    ----------
    folder : Path
        Of the run.
    number : int
    """
    for name in (WHOLE, EARLY):
        try:
            meta = json.loads((folder / name / META).read_text(encoding="utf-8"))
        except OSError:
            continue
        bins = tuple(Bins(*map(_as_made, each)) for each in meta.pop("bins"))
        known = {name: _as_made(each) for name, each in meta.items()}
        return Kept(folder=folder / name, number=number, bins=bins, **known)
    return None


def shown(kept: Kept, k: int, names: Mapping[int, str]) -> Shown:
    """Return one number of segments under the names that were given.

    Parameters
    ----------
    kept : Kept
    k : int
        One of `Kept.described`.
    names : mapping of int to str
        By segment.
    """
    return _shown(kept.folder, k, tuple(sorted(names.items())), None if kept.early else kept.recommended)


@lru_cache(maxsize=64)
def _shown(folder: Path, k: int, names: tuple[tuple[int, str], ...], recommended: int | None) -> Shown:
    segmentation = named(load(folder / f"{k}.coterie"), dict(names))
    summary = summary_of(segmentation)
    with spoken(segmentation):
        return Shown(k, segmentation, summary, front(summary), _strip(folder, summary, recommended))


def _strip(folder: Path, summary: Summary, recommended: int | None) -> KStrip:
    """Return the strip, which is the same at every K: why one is recommended is said of that one."""
    if recommended is not None and recommended != len(summary.segments):
        summary = summary_of(load(folder / f"{recommended}.coterie"))
    return k_strip(summary, recommended)


def named(segmentation: Segmentation, names: Mapping[int, str]) -> Segmentation:
    """Return a segmentation under names that were given, leaving out those that another of its segments bears."""
    for segment, name in names.items():
        try:
            segmentation = rename(segmentation, {segment: name})
        except errors.InputError:
            continue
    return segmentation


@lru_cache(maxsize=3)
def _customers(folder: Path) -> pl.DataFrame:
    return pl.read_parquet(folder / CUSTOMERS)


def _as_made(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return tuple(value) if isinstance(value, list) else value
