"""Kinds of one homogeneous population of customers: orders, visits, answers, counts and amounts of one process."""

from __future__ import annotations

import numpy as np

from evidence_kinds.pieces import columns, correlated

Rng = np.random.Generator


def orders_and_revenue(rng: Rng, n: int) -> np.ndarray:
    """Orders, mean basket, and revenue = orders x basket."""
    orders = 1 + rng.poisson(rng.gamma(1.5, 8, n))
    basket = np.exp(rng.normal(3.5, 0.5, n))
    return columns(orders, basket, orders * basket)


def visits_and_purchases(rng: Rng, n: int) -> np.ndarray:
    """Visits, purchases <= visits, and minutes that grow with the visits."""
    visits = 1 + rng.poisson(rng.gamma(2.0, 15, n))
    purchases = rng.binomial(visits, rng.beta(3, 6, n))
    return columns(visits, purchases, visits * rng.gamma(4.0, 1.5, n))


def purchases_of_one_process(rng: Rng, n: int) -> np.ndarray:
    """Recency, frequency and money in a year of one gamma-Poisson population, for who bought at all."""
    rate = rng.gamma(1.2, 6, 12 * n)
    frequency = rng.poisson(rate)
    frequency = frequency[frequency > 0][:n]
    since = 365 * rng.beta(1, frequency)
    return columns(np.ceil(since), frequency, frequency * np.exp(rng.normal(3.5, 0.6, n)))


def purchases_with_tenure(rng: Rng, n: int) -> np.ndarray:
    """Tenure, recency, frequency and mean basket of one gamma-Poisson population whose customers joined evenly."""
    tenure = rng.uniform(60, 1095, 12 * n)
    frequency = rng.poisson(rng.gamma(2.0, 5, 12 * n) * tenure / 365)
    bought = np.flatnonzero(frequency)[:n]
    tenure, frequency = tenure[bought], frequency[bought]
    return columns(tenure, tenure * rng.beta(1, frequency), frequency, np.exp(rng.normal(3.5, 0.5, n)))


def recency_and_frequency(rng: Rng, n: int) -> np.ndarray:
    """Exponential recency, geometric frequency and gamma money, independent of each other."""
    return columns(np.ceil(rng.exponential(60, n)), rng.geometric(0.12, n), rng.gamma(2.0, 40, n))


def likert(rng: Rng, n: int) -> np.ndarray:
    """Eight answers from 1 to 5 of one attitude."""
    return np.digitize(correlated(rng, n, 8, 0.5), [-1.4, -0.5, 0.4, 1.3]) + 1.0


def likert_of_ten(rng: Rng, n: int) -> np.ndarray:
    """Four answers from 0 to 10 of one satisfaction."""
    return np.clip(np.round(5.7 + 1.7 * correlated(rng, n, 4, 0.6)), 0, 10)


def items(rng: Rng, n: int) -> np.ndarray:
    """Ten 0/1 items of one trait, from easy to hard."""
    return (correlated(rng, n, 10, 0.4) > np.linspace(-0.9, 0.9, 10)).astype(np.float64)


def correlated_counts(rng: Rng, n: int) -> np.ndarray:
    """Four Poisson counts whose rates rise with one factor."""
    return rng.poisson(np.exp([0.7, 1.4, 2.1, 2.8] + 0.6 * correlated(rng, n, 4, 0.7))).astype(np.float64)


def large_counts(rng: Rng, n: int) -> np.ndarray:
    """Three Poisson counts with means of 100 and more whose rates rise with one factor."""
    return rng.poisson(np.exp([4.6, 5.3, 6.0] + 0.4 * correlated(rng, n, 3, 0.6))).astype(np.float64)


def counts_by_exposure(rng: Rng, n: int) -> np.ndarray:
    """Days as a customer, and two counts that grow with them."""
    days = rng.uniform(30, 1500, n)
    return columns(days, rng.poisson(days[:, None] * rng.gamma(3.0, [0.01, 0.004], (n, 2))))


def heaped_amounts(rng: Rng, n: int) -> np.ndarray:
    """Three correlated amounts that people rounded to 10, 50 or 100."""
    to = rng.choice([10, 50, 100], (n, 3), p=[0.5, 0.3, 0.2])
    return np.maximum(np.round(np.exp([5.5, 6.2, 6.9] + 0.6 * correlated(rng, n, 3, 0.5)) / to), 1) * to


def age_and_income(rng: Rng, n: int) -> np.ndarray:
    """Age in years, income that rises and falls by it, and savings that grow."""
    age = np.floor(rng.triangular(18, 38, 85, n))
    income = np.exp(10 + 0.9 * (1 - ((age - 50) / 32) ** 2) + 0.35 * rng.normal(size=n))
    return columns(age, income, (age - 15) * income * rng.gamma(2.0, 0.01, n))


def tenure_bounded_by_age(rng: Rng, n: int) -> np.ndarray:
    """Age, tenure <= age - 18, and yearly spending that rises with both."""
    age = 19 + rng.gamma(4.0, 7, n)
    tenure = (age - 18) * rng.uniform(size=n)
    return columns(age, tenure, (age + 2 * tenure) * rng.gamma(5.0, size=n))


def tenure_and_usage(rng: Rng, n: int) -> np.ndarray:
    """Exponential tenure in months, total charges that grow by it, and the last month's charges."""
    tenure = 1 + rng.exponential(24, n)
    monthly = rng.gamma(8.0, 8, n)
    return columns(tenure, tenure * monthly * rng.normal(1, 0.05, n), monthly)


def running_totals(rng: Rng, n: int) -> np.ndarray:
    """Spending in one, two, three and four years."""
    return np.cumsum(rng.gamma(2.0, 100, (n, 4)) * rng.gamma(3.0, size=(n, 1)), axis=1)


def basket_and_discount(rng: Rng, n: int) -> np.ndarray:
    """Baskets, their share bought at a discount, which falls with them, and what was saved."""
    size = rng.normal(size=n)
    share = 1 / (1 + np.exp(0.7 * size + 0.7 * rng.normal(size=n) + 0.5))
    basket = np.exp(4 + 0.7 * size)
    return columns(basket, share, basket * share)


def days_and_counts(rng: Rng, n: int) -> np.ndarray:
    """Day of the year of joining, and orders and returns since then."""
    day = rng.integers(1, 276, n)
    orders = rng.poisson(rng.gamma(4.0, 0.05, n) * (366 - day))
    return columns(day, orders, rng.binomial(orders, 0.3))


def spending_by_department(rng: Rng, n: int) -> np.ndarray:
    """Spending in six departments: shares of one total that differ from customer to customer."""
    return np.exp(rng.normal(6, 0.7, (n, 1))) * rng.dirichlet([6.0, 5, 4, 3, 3, 2], n)


def zero_inflated_spending(rng: Rng, n: int) -> np.ndarray:
    """Spending in three departments, each 0 for some, of one propensity."""
    propensity = correlated(rng, n, 3, 0.6)
    return np.where(propensity > -0.3, np.exp(3 + 0.8 * propensity + 0.4 * rng.normal(size=(n, 3))), 0.0)


def mostly_zero(rng: Rng, n: int) -> np.ndarray:
    """Two correlated amounts, and a third that 80 % do not have."""
    X = np.exp(0.6 * correlated(rng, n, 3, 0.5))
    X[rng.uniform(size=n) < 0.8, 2] = 0
    return X


def top_coded(rng: Rng, n: int) -> np.ndarray:
    """Three correlated amounts, cut off at a top that 8 to 16 % reach."""
    return np.minimum(np.exp(0.7 * correlated(rng, n, 3, 0.5)), [2.0, 2.3, 2.7])


def full_house(rng: Rng, n: int) -> np.ndarray:
    """Three scores from 0 to 100 of one skill, of which a fifth are 100."""
    return np.minimum(np.round(87 + 15 * correlated(rng, n, 3, 0.6), 1), 100)


def default_limit(rng: Rng, n: int) -> np.ndarray:
    """A credit limit that a third leave at the default of 1000, and two amounts that do not depend on that."""
    X = np.exp(correlated(rng, n, 3, 0.4) * 0.6 + [7, 6, 5])
    X[rng.uniform(size=n) < 1 / 3, 0] = 1000
    return X


ONE_POPULATION = {
    "orders and revenue": orders_and_revenue,
    "visits and purchases": visits_and_purchases,
    "purchases of one process": purchases_of_one_process,
    "purchases and tenure": purchases_with_tenure,
    "recency and frequency": recency_and_frequency,
    "answers 1 to 5 of one factor": likert,
    "answers 0 to 10 of one factor": likert_of_ten,
    "0/1 items of one factor": items,
    "correlated counts": correlated_counts,
    "correlated large counts": large_counts,
    "counts by exposure": counts_by_exposure,
    "heaped amounts": heaped_amounts,
    "age and income": age_and_income,
    "tenure bounded by age": tenure_bounded_by_age,
    "tenure and usage": tenure_and_usage,
    "running totals": running_totals,
    "basket and discount": basket_and_discount,
    "days and counts": days_and_counts,
    "spending by department": spending_by_department,
}
"""One population without a gap but those between whole numbers."""
LATTICES = (
    "orders and revenue",
    "visits and purchases",
    "purchases of one process",
    "purchases and tenure",
    "recency and frequency",
    "answers 1 to 5 of one factor",
    "answers 0 to 10 of one factor",
    "0/1 items of one factor",
    "correlated counts",
    "counts by exposure",
    "heaped amounts",
    "days and counts",
)
"""Those of them with a column of few distinct values: counts, answers, heaps."""
ATOMS = {
    "zero-inflated spending": zero_inflated_spending,
    "amount that most do not have": mostly_zero,
    "top-coded amounts": top_coded,
    "scores with a ceiling": full_house,
    "default limit": default_limit,
}
"""One population with many customers at one value, apart from the others by that alone."""
