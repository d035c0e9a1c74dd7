"""A model of a segmentation, as `coterie export` says that it wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import ConfigDict

from coterie.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from coterie.segmentation import Segmentation


@dataclass(frozen=True)
class Exported:
    """What `coterie export --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    short_hash: str
    """Of what decides a customer's segment; the model has it among its properties."""
    to: Literal["onnx"]
    """The format."""
    inputs: tuple[str, ...]
    """The columns that the model asks for."""
    file: str
    """What was written."""


def exported(segmentation: Segmentation, *, to: Literal["onnx"], file: Path) -> Exported:
    """Return what was written.

    Examples
    --------
    >>> from pathlib import Path
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none").segmentation
    >>> exported(found, to="onnx", file=Path("a.onnx")).inputs
    ('age', 'income', 'spending_score', 'credit_score')
    """
    inputs = tuple(column.name for column in segmentation.schema.features)
    return Exported(1, __version__, segmentation.short_hash, to, inputs, str(file))
