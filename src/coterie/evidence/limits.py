"""Limits of the business that a number of segments breaks which was asked for beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.evidence.cautions import Caution
from coterie.remarks import say

if TYPE_CHECKING:
    from coterie.evidence.card import KRow
    from coterie.evidence.recommendation import Limits


def of_limits(row: KRow, limits: Limits) -> list[Caution]:
    """Warn of limits that the K asked for breaks: it is kept, since it was asked for.

    Parameters
    ----------
    row : KRow
        What is known of the K.
    limits : Limits
        With the K, where one was asked for; a K that is chosen keeps to them.

    Returns
    -------
    list of Caution

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from coterie.evidence.recommendation import Limits
    >>> row = SimpleNamespace(k=7, smallest_share=0.004)
    >>> [each.message for each in of_limits(row, Limits(max_segments=5, k=7))]
    ['K = 7 was asked for, more than the limit of 5.']
    >>> of_limits(row, Limits(min_share=0.004, k=7))
    []
    """
    if limits.k is None or row.k == 1:
        return []
    said = []
    if limits.max_segments is not None and row.k > limits.max_segments:
        said.append(say("caution.too_many_segments", k=row.k, most=limits.max_segments))
    if row.smallest_share < limits.min_share:
        least = 100 * limits.min_share
        said.append(say("caution.too_small_share", k=row.k, share=row.smallest_share, least=least))
    return [Caution("beyond_limits", each, say("caution_advice.beyond_limits")) for each in said]
