"""Places for names in a picture: none covers another."""

from __future__ import annotations

_LINE = 13  # from one line of names to the next
_MOST_TRIED = 20


def free(
    at: tuple[float, float],
    half: float,
    taken: list[tuple[float, float, float]],
    *,
    left: float,
    right: float,
    top: float,
    floor: float,
) -> tuple[float, float]:
    """Return the nearest place above or below where a name covers no other, and take it.

    Parameters
    ----------
    at : (float, float)
        Where its middle would be best.
    half : float
        Half of its width.
    taken : list of (float, float, float)
        Middles and half widths of the names placed before; this one is added.
    left, right, top, floor : float
        Between which names may stand.

    Examples
    --------
    >>> names = []
    >>> free((50, 50), 20, names, left=0, right=100, top=0, floor=100)
    (50, 50)
    >>> free((50, 50), 20, names, left=0, right=100, top=0, floor=100)
    (50, 63)
    """
    x, y = min(max(at[0], left + half), right - half), at[1]
    for step in range(_MOST_TRIED):
        here = y + (step + 1) // 2 * _LINE * (1 if step % 2 else -1)
        apart = all(abs(here - other) >= _LINE or abs(x - there) >= half + wide for there, other, wide in taken)
        if apart and top < here < floor:
            taken.append((x, here, half))
            return x, here
    taken.append((x, y, half))
    return x, y
