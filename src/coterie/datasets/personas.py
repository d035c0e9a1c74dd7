"""The six kinds of customer behind the built-in example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CARDS = ("Classic", "Silver", "Gold", "Platinum")
GENDERS = ("Female", "Male")


class Normal(NamedTuple):
    """Mean and standard deviation of a feature within a persona."""

    mean: float
    sd: float


class LogNormal(NamedTuple):
    """Median of a feature within a persona, and standard deviation of its natural logarithm."""

    median: float
    sd: float


class Correlations(NamedTuple):
    """How two features move together within a persona."""

    age_income: float
    age_spending: float
    age_credit: float
    income_spending: float
    income_credit: float
    spending_credit: float


@dataclass(frozen=True)
class Persona:
    """A kind of customer, as a distribution to draw from.

    Attributes
    ----------
    name : str
        The name that the bank catalogue should find for it.
    share : float
        Of all customers.
    age : Normal
        In years.
    income : LogNormal
        In dollars a year.
    spending : Normal
        Spending score, 1 to 100.
    credit : Normal
        Credit score, 300 to 850.
    correlations : Correlations
        Of age, the logarithm of income, spending score and credit score.
    female : float
        Share of women.
    cards : tuple of float
        Share of each of `CARDS`.
    """

    name: str
    share: float
    age: Normal
    income: LogNormal
    spending: Normal
    credit: Normal
    correlations: Correlations
    female: float
    cards: tuple[float, float, float, float]

    @property
    def centre(self) -> NDArray[np.float64]:
        """Mean age, log income, spending score and credit score."""
        return np.array([self.age.mean, np.log(self.income.median), self.spending.mean, self.credit.mean])

    @property
    def spread(self) -> NDArray[np.float64]:
        """Lower triangle that turns independent standard normal draws into this persona's deviations."""
        c = self.correlations
        correlation = np.array(
            [
                [1, c.age_income, c.age_spending, c.age_credit],
                [c.age_income, 1, c.income_spending, c.income_credit],
                [c.age_spending, c.income_spending, 1, c.spending_credit],
                [c.age_credit, c.income_credit, c.spending_credit, 1],
            ]
        )
        sd = np.array([self.age.sd, self.income.sd, self.spending.sd, self.credit.sd])
        return np.linalg.cholesky(correlation * np.outer(sd, sd))


PERSONAS = (
    Persona(
        "Established Earners",
        share=0.24,
        age=Normal(39, 7.5),
        income=LogNormal(77_000, 0.32),
        spending=Normal(48, 12),
        credit=Normal(724, 39),
        correlations=Correlations(0.20, 0.05, 0.10, 0.20, 0.15, 0.05),
        female=0.51,
        cards=(0.15, 0.40, 0.40, 0.05),
    ),
    Persona(
        "Trendsetters",
        share=0.165,
        age=Normal(27, 5.4),
        income=LogNormal(30_000, 0.34),
        spending=Normal(67, 13.5),
        credit=Normal(632, 46),
        correlations=Correlations(0.25, 0.00, 0.10, 0.15, 0.15, -0.10),
        female=0.57,
        cards=(0.62, 0.30, 0.07, 0.01),
    ),
    Persona(
        "Silver Sages",
        share=0.18,
        age=Normal(65, 7.5),
        income=LogNormal(38_000, 0.34),
        spending=Normal(44, 12.5),
        credit=Normal(755, 36),
        correlations=Correlations(-0.15, -0.10, 0.05, 0.20, 0.15, 0.05),
        female=0.54,
        cards=(0.25, 0.56, 0.17, 0.02),
    ),
    Persona(
        "Prudent Elite",
        share=0.13,
        age=Normal(54, 8),
        income=LogNormal(146_000, 0.32),
        spending=Normal(16, 9.5),
        credit=Normal(795, 33),
        correlations=Correlations(0.10, 0.05, 0.05, 0.20, 0.15, 0.05),
        female=0.46,
        cards=(0.03, 0.15, 0.56, 0.26),
    ),
    Persona(
        "Millennial Moguls",
        share=0.17,
        age=Normal(33, 5.4),
        income=LogNormal(160_000, 0.33),
        spending=Normal(76, 11),
        credit=Normal(636, 44),
        correlations=Correlations(0.25, 0.05, 0.10, 0.25, 0.15, -0.05),
        female=0.43,
        cards=(0.05, 0.22, 0.50, 0.23),
    ),
    Persona(
        "Financial Titans",
        share=0.115,
        age=Normal(57, 8),
        income=LogNormal(250_000, 0.38),
        spending=Normal(74, 12.5),
        credit=Normal(790, 30),
        correlations=Correlations(0.15, 0.05, 0.05, 0.25, 0.15, 0.05),
        female=0.39,
        cards=(0.01, 0.04, 0.22, 0.73),
    ),
)
