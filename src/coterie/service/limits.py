"""How much one request may ask for."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """How much one request may ask for.

    Attributes
    ----------
    body : int
        Bytes of a body, and of one line of a stream.
    rows : int
        Customers in one list; a stream of lines may have any number.
    seconds : float
        For a body to arrive, and for the work on it; of a stream, for each piece.

    Examples
    --------
    >>> Limits().body
    8388608
    """

    body: int = 8 * MEBIBYTE
    rows: int = 10_000
    seconds: float = 30.0
