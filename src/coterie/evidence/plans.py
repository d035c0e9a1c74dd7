"""How much evidence is gathered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Plan:
    """How much is done.

    Attributes
    ----------
    rows : int
        Customers in the sample, at most.
    draws : int
        Placebo tables of each kind.
    splits : int
        Halvings for prediction strength.
    resamples : int
        Bootstrap samples.
    search : {"needed", "always"}
        Whether the search for a clearer set of features is made where segments are natural and no feature is noise.
    """

    rows: int
    draws: int
    splits: int
    resamples: int
    search: Literal["needed", "always"]


PLANS = {
    "quick": Plan(rows=1000, draws=19, splits=20, resamples=20, search="needed"),
    "full": Plan(rows=4000, draws=99, splits=50, resamples=100, search="always"),
}
