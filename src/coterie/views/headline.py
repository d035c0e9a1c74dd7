"""The result in one line, for the page and the terminal: how many segments of what kind, or that there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import capital, say

if TYPE_CHECKING:
    from coterie.evidence.kept import Verdict


def headline(k: int, customers: int, verdict: Verdict | None) -> str:
    """Say how many segments of which kind there are among how many customers.

    Parameters
    ----------
    k, customers : int
        The number of segments, and of the customers in them.
    verdict : coterie.evidence.kept.Verdict or None
        What kind of segments these are; None without evidence.

    Examples
    --------
    >>> headline(2, 1000, None)
    'Two segments among 1,000 customers'
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> headline(3, 499, found.evidence.verdict)
    'Three reproducible segments among 499 customers'
    """
    if verdict is None:
        return capital(say("headline.segments", n=k, customers=customers))
    if verdict.kind == "reproducible" and verdict.supported_k == k:
        return say("headline.no_groups_apart", k=k, customers=customers)
    if verdict.kind != "constructed":
        return capital(say("headline.of_kind", n=k, kind=verdict.kind, customers=customers))
    if verdict.supported_k == 1:
        return say("headline.one" if k == 1 else "headline.cut", k=k, customers=customers)
    code = "headline.one_though" if k == 1 else "headline.cut_though"
    return say(code, k=k, customers=customers, supported=verdict.supported_k)


def is_cut(verdict: Verdict | None) -> bool:
    """Return whether the segments are parts of a convenient cut.

    Examples
    --------
    >>> is_cut(None)
    False
    """
    return verdict is not None and verdict.kind == "constructed" and verdict.k > 1
