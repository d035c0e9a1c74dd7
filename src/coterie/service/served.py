"""A saved segmentation ready to answer, under the name that addresses have for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coterie import errors
from coterie.artefact import load
from coterie.atomic import system_reason
from coterie.scoring import Scorer
from coterie.segmentation import Segmentation
from coterie.service.contract import Contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


Stamp = tuple[int, int, int]
"""What changes when a file is replaced or written."""

_ALIAS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class Served:
    """One version of a saved segmentation. A request keeps the one that it began with.

    Attributes
    ----------
    alias : str
        In addresses.
    path : Path
        The file.
    stamp : Stamp
        Of the file that was read.
    segmentation : Segmentation
    scorer : Scorer
    contract : Contract
        What a request must say.
    since : datetime
        When it was loaded.
    """

    alias: str
    path: Path
    stamp: Stamp
    segmentation: Segmentation
    scorer: Scorer
    contract: Contract
    since: datetime

    @property
    def artefact(self) -> str:
        """The short hash, which every answer names."""
        return self.segmentation.short_hash


def serve_file(alias: str, path: Path) -> Served:
    """Load a saved segmentation.

    Raises
    ------
    coterie.errors.ArtefactError

    Examples
    --------
    >>> import coterie, pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "bank.coterie")
    >>> coterie.save(coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none"), path)
    >>> serve_file("bank", path).alias
    'bank'
    """
    stamp = stamp_of(path)  # before it is read: what is written meanwhile is read again
    segmentation = load(path)
    scorer = Scorer(segmentation)
    return Served(alias, path, stamp, segmentation, scorer, Contract(scorer.description), datetime.now(UTC))


def stamp_of(path: Path) -> Stamp:
    """Return what changes when a file is replaced or written.

    Raises
    ------
    coterie.errors.ArtefactError
        When there is no such file, or it cannot be looked at.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        raise errors.writing.no_such_artefact(path) from None
    except OSError as error:
        raise errors.writing.not_an_artefact(path.name, system_reason(error)) from error
    return found.st_mtime_ns, found.st_size, found.st_ino


def aliases(given: Iterable[str]) -> Mapping[str, Path]:
    """Return the file of each alias: of ``NAME=PATH`` the name, of a path the file's name without its ending.

    Parameters
    ----------
    given : iterable of str
        As the command takes them.

    Raises
    ------
    coterie.errors.OptionError
        For two of the same name, and a name that no address can hold.

    Examples
    --------
    >>> {name: str(path) for name, path in aliases(["bank.coterie", "b=other.coterie"]).items()}
    {'bank': 'bank.coterie', 'b': 'other.coterie'}
    """
    found: dict[str, Path] = {}
    for text in given:
        name, equals, rest = text.partition("=")
        named = bool(equals and rest and _ALIAS.fullmatch(name)) and not Path(text).exists()
        path = Path(rest) if named else Path(text)
        alias = name if named else path.stem
        if alias in found:
            raise errors.serving.alias_twice(alias, str(path))
        if not _ALIAS.fullmatch(alias):
            raise errors.serving.no_alias(alias, str(path))
        found[alias] = path
    return found
