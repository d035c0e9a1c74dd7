"""How far a run is: which step, what part of all of it, and about how long it still takes."""

from __future__ import annotations

from dataclasses import dataclass

STEPS = ("read", "tried", "placebos", "halves", "resampled", "audited", "described")
"""The steps that people are told of."""

_PARTS = {"read": 0.10, "tried": 0.14, "placebos": 0.14, "halves": 0.14, "resampled": 0.18, "audited": 0.06}
"""Of the time of a run, about; what is left is for describing."""

_OF_STAGE = {"Reading": ("read", 0.0, 0.4), "Cleaning": ("read", 0.4, 0.7), "Preparing": ("read", 0.7, 1.0)}
_JUDGING = ("placebos", "halves", "resampled", "audited")


@dataclass(frozen=True)
class Progress:
    """How far a run is.

    Attributes
    ----------
    step : str
        One of `STEPS`.
    within : float
        What part of this step is done.
    fraction : float
        What part of all of it.
    seconds : float
        Since it began.
    early : bool
        Whether there is something to look at already.
    place : int
        How many runs go before it; 0 where it runs.
    """

    step: str = STEPS[0]
    within: float = 0.0
    fraction: float = 0.0
    seconds: float = 0.0
    early: bool = False
    place: int = 0

    @property
    def left(self) -> float | None:
        """About how many seconds it still takes; None where it is too early to tell."""
        return self.seconds / self.fraction - self.seconds if self.fraction >= 0.1 else None


def step_of(stage: str, done: int, total: int) -> tuple[str, float]:
    """Return the step that a stage of the library belongs to, and what part of it is done.

    Examples
    --------
    >>> step_of("Clustering", 3, 12), step_of("Judging", 2, 4), step_of("Cleaning", 1, 1)
    (('tried', 0.25), ('resampled', 0.0), ('read', 0.7))
    """
    part = done / total if total else 0.0
    if stage in _OF_STAGE:
        step, low, high = _OF_STAGE[stage]
        return step, round(low + (high - low) * part, 6)
    if stage == "Judging":
        return _JUDGING[min(done, len(_JUDGING) - 1)], 0.0
    return ("tried" if stage == "Clustering" else "described"), part


def fraction_at(step: str, within: float) -> float:
    """Return what part of all the work is done.

    Examples
    --------
    >>> fraction_at("read", 0.0), round(fraction_at("described", 1.0), 6)
    (0.0, 1.0)
    """
    before = sum(_PARTS[each] for each in STEPS[: STEPS.index(step)])
    return before + _PARTS.get(step, 1.0 - sum(_PARTS.values())) * min(max(within, 0.0), 1.0)
