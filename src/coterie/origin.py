"""Where a Parquet file of assignments comes from: which segmentation, and from which day purchases were looked back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from pathlib import Path

    from coterie.segmentation import Segmentation
    from coterie.transactions import Purchases

_ARTEFACT, _AS_OF = "coterie.artefact", "coterie.as_of"


@dataclass(frozen=True)
class Origin:
    """Where assignments come from.

    Attributes
    ----------
    short_hash : str
        Of the segmentation.
    as_of : str or None
        The day from which purchases were looked back, such as 2024-12-31; None where rows are customers.
    """

    short_hash: str
    as_of: str | None = None

    @property
    def told(self) -> dict[str, str]:
        """What stands in the file beside its rows.

        Examples
        --------
        >>> Origin("0123456789ab").told
        {'coterie.artefact': '0123456789ab'}
        """
        return {_ARTEFACT: self.short_hash} | ({} if self.as_of is None else {_AS_OF: self.as_of})


def origin_of(segmentation: Segmentation, purchases: Purchases | None) -> Origin:
    """Return where assignments come from that a segmentation gives to customers, made of purchases or not.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=300), k=2, evidence="none").segmentation
    >>> origin_of(found, found.purchases) == Origin(found.short_hash)
    True
    """
    return Origin(segmentation.short_hash, None if purchases is None else purchases.as_of)


def origin_in(path: Path) -> Origin | None:
    """Return where the assignments of a file come from; None where it does not say, as only Parquet can.

    Examples
    --------
    >>> from pathlib import Path
    >>> origin_in(Path("assignments.csv")) is None
    True
    """
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PAR1":
                return None
            found = pl.read_parquet_metadata(file)
    except (OSError, pl.exceptions.PolarsError):  # `read` says what is wrong with it
        return None
    return Origin(found[_ARTEFACT], found.get(_AS_OF)) if _ARTEFACT in found else None
