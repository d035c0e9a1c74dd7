"""The page of a saved segmentation, as `coterie report` says that it wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import ConfigDict

from coterie.version import __version__

if TYPE_CHECKING:
    from coterie.segmentation import Segmentation


@dataclass(frozen=True)
class Reported:
    """What `coterie report --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    short_hash: str
    """Of what decides a customer's segment."""
    segmentation: str
    """The saved file that was shown."""
    out: str
    """The page that was written."""
    beside: tuple[str, ...]
    """The folders of charts and of pages of single segments that were written with it."""


def reported(segmentation: Segmentation, *, saved: str, out: str, beside: tuple[str, ...] = ()) -> Reported:
    """Return what was shown, and where.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none").segmentation
    >>> reported(found, saved="bank.coterie", out="bank.html").out
    'bank.html'
    """
    return Reported(1, __version__, segmentation.short_hash, saved, out, beside)
