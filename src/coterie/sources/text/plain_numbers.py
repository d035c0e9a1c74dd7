"""Bytes that hold plain numbers alone."""

from __future__ import annotations

import numpy as np

_CHUNK = 2**16


def is_plain(block: bytes, delimiter: str) -> bool:
    r"""Return whether lines hold nothing but plain numbers and empty cells.

    A plain number is written in digits, perhaps with a minus before and a decimal point inside, and without a zero in
    front: what is read from it is all that it says. Whether signs and points stand in the right number is left to
    whoever reads the numbers.

    Parameters
    ----------
    block : bytes
        Whole lines.
    delimiter : str
        Between the fields.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_plain(b"1,-0.5,\n", ",")
    True
    >>> [is_plain(line, ",") for line in (b"007,1\n", b"1,5.\n", b"1,+5\n", b"-0,1\n", b"1,1e5\n", b" 7,1\n")]
    [False, False, False, False, False, False]
    """
    view, ends = memoryview(block), b"\n"
    for at in range(0, len(block), _CHUNK):
        inside = view[max(at - 1, 0) : at + _CHUNK + 1]
        before, after = ends * (at == 0), ends * (at + _CHUNK >= len(block))
        chunk = b"".join((before, inside, after))
        if not _chunk_is_plain(np.frombuffer(chunk, np.uint8), ord(delimiter)):
            return False
    return True


def _chunk_is_plain(cells: np.ndarray[tuple[int], np.dtype[np.uint8]], delimiter: int) -> bool:
    """Look at each byte but the first and the last, with its neighbours; in pieces that stay in the cache.

    Of flags, ``a > b`` is "a and not b" in one step.
    """
    digit = (cells - np.uint8(48)) < 10
    point, minus = cells == ord("."), cells == ord("-")
    inside = digit | point
    if not (inside | minus | (cells == ord("\n")) | (cells == delimiter)).all():
        return False
    after = digit[2:]
    if (point[1:-1] > (digit[:-2] & after)).any() or (minus[1:-1] > after).any():
        return False
    zero = (cells == ord("0"))[1:-1] > inside[:-2]  # one after a digit or a point is not the first digit
    return not (zero & (after | (minus[:-2] > point[2:]))).any()
