"""Natural, reproducible or constructive: what these segments are, and what that means for their use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coterie.evidence.recommendation import found_again, same_every_time

if TYPE_CHECKING:
    from coterie.evidence.card import KRow
    from coterie.evidence.structure import Structure

Kind = Literal["natural", "reproducible", "constructive"]


@dataclass(frozen=True)
class Verdict:
    """What kind of segments these are.

    Attributes
    ----------
    kind : {"natural", "reproducible", "constructive"}
        Natural: clear groups, found again. Reproducible: no clear groups, but the same answer every time.
        Constructive: segments can be made, but none are there.
    k : int
        The number of segments judged.
    sentence : str
        The verdict in a sentence, with its numbers.
    meaning : str
        What the segments can and cannot be used for.
    structure : bool
        Whether the customers beat both placebos.
    p : float
        The larger p-value of the two placebos.
    agreement : float or None
        Mean adjusted Rand index of pairs of refits.
    prediction_strength : float or None
        Mean over halvings.
    worst_segment : float or None
        The least clusterwise Jaccard of any segment.
    """

    kind: Kind
    k: int
    sentence: str
    meaning: str
    structure: bool
    p: float
    agreement: float | None
    prediction_strength: float | None
    worst_segment: float | None


MEANING: dict[Kind, str] = {
    "natural": (
        "You can treat them as real groups of customers: describe them, name them, plan for them, and expect to find "
        "them again in new customers of the same kind."
    ),
    "reproducible": (
        "They divide customers who shade into each other, in the same way every time: good for steering and reporting, "
        "but customers near a border differ little from their neighbours across it."
    ),
    "constructive": (
        "They are a convenient way to cut customers up, no discovery: use them to organise work, do not read a type of "
        "person into them, and expect other customers or another seed to draw the borders elsewhere."
    ),
}
"""What each kind means for the user."""

_ONE = (
    "As far as these features go, the customers are one group: treat them alike, or ask for a number of segments where "
    "work has to be divided."
)
_ONE_OF_SEVERAL = "Groups are there that one segment does not show: look at the number that evidence supports."


def give_verdict(row: KRow, structure: Structure) -> Verdict:
    """Judge the segments of one K.

    Parameters
    ----------
    row : KRow
        What the criteria say of it.
    structure : Structure
        The test against both placebos.

    Returns
    -------
    Verdict

    References
    ----------
    The three kinds are those of Dolnicar and Leisch (2010), Evaluation of structure and reproducibility of cluster
    solutions using the bootstrap, Marketing Letters 21:83-101.

    Examples
    --------
    >>> from coterie.evidence.judging import judge
    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=(60, 4))
    >>> judge(noise, n_clusters=range(1, 5)).verdict.kind
    'constructive'
    """
    kind = _kind(row, found=structure.found)
    return Verdict(
        kind=kind,
        k=row.k,
        sentence=_sentence(kind, row, structure),
        meaning=_meaning(kind, row, found=structure.found),
        structure=structure.found,
        p=structure.p,
        agreement=row.agreement,
        prediction_strength=row.prediction_strength,
        worst_segment=row.worst_segment,
    )


def _kind(row: KRow, *, found: bool) -> Kind:
    if row.k > 1 and found and found_again(row):
        return "natural"
    return "reproducible" if row.k > 1 and same_every_time(row) else "constructive"


def _meaning(kind: Kind, row: KRow, *, found: bool) -> str:
    if row.k == 1:
        return _ONE_OF_SEVERAL if found else _ONE
    return MEANING[kind]


def _sentence(kind: Kind, row: KRow, structure: Structure) -> str:
    if row.k == 1:
        apart = "stand" if structure.found else "do not stand"
        return f"One segment: the customers {apart} apart from a placebo without groups ({_placebo(structure)})."
    again = f"refits agree to {_two(row.agreement)} of 1"
    if kind == "natural":
        return f"{row.k} natural segments: clear groups ({_placebo(structure)}) that are found again ({again})."
    if kind == "reproducible":
        return (
            f"{row.k} reproducible segments: no clear groups at this number ({_placebo(structure)}), "
            f"but nearly the same answer every time ({again})."
        )
    if structure.found:
        return (
            f"{row.k} constructed segments: the customers have some structure ({_placebo(structure)}), "
            f"but {row.k} segments do not catch it the same way twice ({again})."
        )
    return (
        f"{row.k} constructed segments: none are there by nature ({_placebo(structure)}), "
        f"and refits draw other borders ({again})."
    )


def _placebo(structure: Structure) -> str:
    worse = max(structure.placebos, key=lambda placebo: (placebo.p, -placebo.statistic))
    reached = round(worse.p * (len(worse.draws) + 1)) - 1
    return f"{reached} of {len(worse.draws)} placebo tables without groups look as separated"


def _two(value: float | None) -> str:
    return "an unknown part" if value is None else f"{value:.2f}"
