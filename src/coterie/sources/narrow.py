"""Numbers in four bytes instead of eight, where they lose nothing: half as much goes to disk and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from coterie.threads import cache_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LARGEST = 2**31 - 1
_DECIMALS = range(7)
_SAMPLE = 1000


def narrowed(numbers: NDArray[Any]) -> NDArray[Any]:
    """Return numbers as whole ones of four bytes, with the decimals they have; as they are where something is lost.

    A number with few decimals is the nearest one to a whole number over a power of ten, so that dividing gives it back.
    A zero below zero comes back as zero, which cleaning would make of it.

    Parameters
    ----------
    numbers : ndarray of shape (n,)
        int64 or float64.

    Returns
    -------
    ndarray of shape (n,)
        Of the same type, or of int32 in a record whose field is called by the decimals.

    Examples
    --------
    >>> narrowed(np.array([1.25, -3.0])).tolist(), narrowed(np.array([1 / 3])).dtype.str
    ([(125,), (-300,)], '<f8')
    """
    for decimals in _DECIMALS if numbers.dtype == np.float64 else _DECIMALS[:1]:
        if _whole(numbers[:_SAMPLE], decimals) is None:
            continue
        out = np.empty(len(numbers), np.int32)
        for block in cache_blocks(len(numbers)):
            whole = _whole(numbers[block], decimals)
            if whole is None:
                return numbers
            out[block] = whole
        return out.view([(f"{numbers.dtype.kind}{decimals}", np.int32)])
    return numbers


def _whole(numbers: NDArray[Any], decimals: int) -> NDArray[Any] | None:
    """Return numbers times a power of ten, None where that does not give them back."""
    if numbers.dtype == np.int64:
        return numbers if not len(numbers) or -_LARGEST <= numbers.min() <= numbers.max() <= _LARGEST else None
    ten = 10.0**decimals
    with np.errstate(over="ignore"):  # infinite is too large
        whole = np.rint(numbers * ten)
    if len(whole) and not -_LARGEST <= whole.min() <= whole.max() <= _LARGEST:
        return None
    back = whole.astype(np.int32) / ten
    return whole if np.array_equal(back, numbers) else None


def widened(narrow: NDArray[Any]) -> NDArray[Any]:
    """Return the numbers that `narrowed` was given.

    Examples
    --------
    >>> widened(narrowed(np.array([1.25, -3.0]))).tolist(), widened(narrowed(np.array([7, 8]))).tolist()
    ([1.25, -3.0], [7, 8])
    """
    if narrow.dtype.names is None:
        return narrow
    (name,), whole = narrow.dtype.names, narrow.view(np.int32)
    return whole.astype(np.int64) if name[0] == "i" else whole / 10.0 ** int(name[1:])
