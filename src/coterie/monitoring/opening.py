"""What is given to be compared: a segmentation, assignments, or customers."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie import errors
from coterie.artefact import load
from coterie.monitoring.labelling import WHO, placed_as, who_is
from coterie.origin import origin_in
from coterie.segmentation import Result, Segmentation
from coterie.sources import Table, read

if TYPE_CHECKING:
    from collections.abc import Mapping

ARTEFACT = "segmentation.coterie"
"""What `coterie segment` calls the saved segmentation in its folder."""

_HASH = "artefact"
"""The column in which tables of databases say which segmentation their rows come from."""


@dataclass(frozen=True, eq=False)
class Assigned:
    """Assignments: who is in which segment.

    Attributes
    ----------
    name : str
    frame : polars.DataFrame
        `who` and `segment_id`; -1 for who has no segment.
    names : dict of int to str
        What segments are called there.
    key : str
        What the id column is called.
    short_hash : str or None
        Of the segmentation, where the rows or the file say it, or where it lies beside the file.
    segmentation : Segmentation or None
        The one that lies beside the file.
    sizes : dict of int to int
        Rows of each segment.
    as_of : str or None
        The day from which their purchases were looked back, where the file says it.
    """

    name: str
    frame: pl.DataFrame
    names: dict[int, str]
    key: str
    short_hash: str | None
    segmentation: Segmentation | None
    sizes: dict[int, int]
    as_of: str | None = None


def segmentation_in(given: object) -> Segmentation | None:
    """Return the segmentation that is given, loaded where it is a file; None for what is none.

    Examples
    --------
    >>> segmentation_in("customers.csv") is None
    True
    """
    if isinstance(given, Segmentation | Result):
        return given if isinstance(given, Segmentation) else given.segmentation
    path = _path(given)
    if path is None:
        return None
    if path.is_dir() and (path / ARTEFACT).is_file():
        return load(path / ARTEFACT)
    return load(path) if path.suffix == ".coterie" or _is_saved(path) else None


def assigned_in(table: Table, given: object, option: str, *, key: str | None = None) -> Assigned:
    """Return the assignments in a table.

    Parameters
    ----------
    table : Table
        As it was read.
    given : object
        Where it comes from.
    option : str
        What messages call it.
    key : str or None
        The column of ids, where it is there; the first one otherwise.

    Raises
    ------
    coterie.errors.InputError
        For what holds no assignments, those of several segmentations, and those without an id.

    Examples
    --------
    >>> frame = pl.DataFrame({"id": ["a", "b"], "segment_id": [0, None], "segment": ["Savers", None]})
    >>> found = assigned_in(read(frame), frame, "NEW")
    >>> found.frame.rows(), found.names, found.short_hash
    ([('a', 0), ('b', -1)], {0: 'Savers'}, None)
    """
    frame = table.frame
    key = key if key in frame.columns else frame.columns[0]
    if "segment_id" not in frame.columns or key == "segment_id":
        raise errors.monitoring.not_comparable(option, table.name, frame.columns)
    if key == "row":
        raise errors.monitoring.without_ids(option, table.name)
    labels = frame.select(who_is(key), placed_as("segment_id").alias("segment_id"))
    known = labels.filter(pl.col(WHO).is_not_null()).unique(WHO, keep="first", maintain_order=True)
    names, sizes = _names(frame), dict(labels["segment_id"].value_counts().iter_rows())
    path, saved = _path(given), _beside(given)
    origin = None if path is None else origin_in(path)
    if saved is not None and (others_of(names, saved) or (origin and origin.short_hash != saved.short_hash)):
        saved = None  # the file is another's, and only lies there
    short_hash = _hash_in(frame, option) or (origin.short_hash if origin else saved.short_hash if saved else None)
    return Assigned(table.name, known, names, key, short_hash, saved, sizes, origin.as_of if origin else None)


def others_of(names: Mapping[int, str], saved: Segmentation) -> dict[int, tuple[str, str]]:
    """Return the segments whose name in a file cannot be theirs, with the name there and their own.

    A name that a person gave may be newer than the file, unless the file gives it to another segment.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=300), k=2, evidence="none")
    >>> others_of(found.names, found.segmentation), list(others_of({1: found.names[0]}, found.segmentation))
    ({}, [1])
    """
    own = {each.id: each for each in saved.identities.segments}
    called = {each.name: each.id for each in own.values()}
    return {
        number: (name, own[number].name)
        for number, name in names.items()
        if number in own and name != own[number].name and (not own[number].locked or name in called)
    }


def read_assigned(
    given: object,
    option: str,
    *,
    key: str | None = None,
    **reading: Any,  # noqa: ANN401 - as `read` takes them
) -> Assigned:
    """Read assignments: see `assigned_in`."""
    return assigned_in(read(given, **reading), given, option, key=key)


def called(given: object, otherwise: str) -> str:
    """Return what a page calls something that was given: the name of its file.

    Examples
    --------
    >>> called("data/june.csv", "customers"), called(pl.DataFrame(), "customers")
    ('june.csv', 'customers')
    """
    path = _path(given)
    return otherwise if path is None else path.name or otherwise


def _path(given: object) -> Path | None:
    if not isinstance(given, str | Path) or (isinstance(given, str) and ("://" in given or given.startswith("$"))):
        return None
    try:
        return Path(given).expanduser()
    except RuntimeError:
        return None


def _is_saved(path: Path) -> bool:
    """Return whether a file of another name is a saved segmentation."""
    try:
        if not path.is_file() or not zipfile.is_zipfile(path):
            return False
        with zipfile.ZipFile(path) as archive:
            return "segmentation.json" in archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError):  # `read` says what is wrong with it
        return False


def _beside(given: object) -> Segmentation | None:
    """Return the segmentation that was written with a file of assignments."""
    path = _path(given)
    if path is None or path.stem != "assignments":
        return None
    saved = path.with_name(ARTEFACT)
    return load(saved) if saved.is_file() else None


def _hash_in(frame: pl.DataFrame, option: str) -> str | None:
    if _HASH not in frame.columns:
        return None
    found = sorted(map(str, frame[_HASH].drop_nulls().unique()))
    if len(found) > 1:
        raise errors.monitoring.several_segmentations(option, found)
    return found[0] if found else None


def _names(frame: pl.DataFrame) -> dict[int, str]:
    """Return what each segment is called, in the order of ids."""
    if "segment" not in frame.columns:
        return {}
    pairs = frame.select(placed_as("segment_id").alias("segment_id"), pl.col("segment").cast(pl.String)).unique()
    found: Mapping[int, str] = {number: name for number, name in sorted(pairs.drop_nulls().rows()) if number >= 0}
    return dict(found)
