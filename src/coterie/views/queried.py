"""The query of a segmentation, as `coterie sql` says that it printed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import ConfigDict

from coterie.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coterie.segmentation import Segmentation


@dataclass(frozen=True)
class Queried:
    """What `coterie sql --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    short_hash: str
    """Of what decides a customer's segment; each row of the query's answer has it."""
    dialect: str
    """The database it is for."""
    executed: bool
    """Whether coterie's tests run queries of this dialect on such a database; otherwise they are only printed."""
    sql: str
    """The statement."""
    schema_yml: str
    """The tests of a model of dbt; empty for anything else."""
    files: tuple[str, ...]
    """What was written."""


def queried(segmentation: Segmentation, *, sql: str, schema_yml: str, dialect: str, files: Sequence[Path]) -> Queried:
    """Return what was printed, and where to.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none").segmentation
    >>> queried(found, sql="SELECT 1", schema_yml="", dialect="oracle", files=()).executed
    False
    """
    from coterie.scoring.sql.dialects import DIALECTS  # noqa: PLC0415 - only this command needs it

    hash_ = segmentation.short_hash
    executed = DIALECTS[dialect].executed
    return Queried(1, __version__, hash_, dialect, executed, sql, schema_yml, tuple(str(file) for file in files))
