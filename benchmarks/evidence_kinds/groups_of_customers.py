"""Kinds with groups of customers: counts, answers, amounts, shares. Each returns its table and each row's group."""

from __future__ import annotations

import numpy as np

from evidence_kinds.pieces import columns, labelled

Rng = np.random.Generator
Labelled = tuple[np.ndarray, np.ndarray]


def counts(rng: Rng, n: int) -> Labelled:
    """Three groups with their own rates of four Poisson counts."""
    labels = labelled(n, 0.4, 0.35, 0.25)
    return rng.poisson(np.array([[2.0, 3, 18, 4], [12, 3, 4, 5], [4, 14, 8, 16]])[labels]).astype(np.float64), labels


def counts_in_turn(rng: Rng, n: int) -> Labelled:
    """Three groups, each with few of two things and many of a third."""
    labels = labelled(n, 0.4, 0.35, 0.25)
    return rng.poisson(np.array([[3.0, 3, 30], [30, 4, 4], [4, 30, 12]])[labels]).astype(np.float64), labels


def few_orders(rng: Rng, n: int) -> Labelled:
    """Customers of one to three orders, and customers of about twenty, with spending to match."""
    labels = labelled(n, 0.65, 0.35)
    orders = np.where(labels == 1, 8 + rng.poisson(14, n), 1 + rng.binomial(2, 0.3, n))
    return columns(orders, orders * np.exp(rng.normal(3.5, 0.4, n))), labels


def large_counts(rng: Rng, n: int) -> Labelled:
    """Four groups with their own levels of three counts of 100 and more."""
    labels = labelled(n, *[0.25] * 4)
    levels = np.array([[120.0, 150, 900], [500, 160, 300], [130, 700, 320], [450, 600, 1000]])[labels]
    return rng.poisson(levels * np.exp(0.2 * rng.normal(size=(n, 3)))).astype(np.float64), labels


def answers(rng: Rng, n: int) -> Labelled:
    """Three patterns of eight answers from 1 to 7, with a personal leaning to agree."""
    labels = labelled(n, 0.4, 0.35, 0.25)
    patterns = np.array([[6, 6, 6, 6, 2, 2, 3, 3], [2, 2, 3, 3, 6, 6, 6, 6], [5, 2, 5, 2, 2, 5, 2, 5]])
    leaning = 0.4 * rng.normal(size=(n, 1))
    return np.clip(np.round(patterns[labels] + leaning + rng.normal(size=(n, 8))), 1, 7), labels


def classes_of_items(rng: Rng, n: int) -> Labelled:
    """Three classes that have 0/1 items of their own, four of twelve each."""
    labels = labelled(n, 0.4, 0.35, 0.25)
    likely = np.where(np.arange(12) // 4 == labels[:, None], 0.88, 0.12)
    return (rng.uniform(size=(n, 12)) < likely).astype(np.float64), labels


def spending(rng: Rng, n: int) -> Labelled:
    """Three segments with their own multiples of spending in four departments."""
    labels = labelled(n, 0.5, 0.3, 0.2)
    medians = np.array([[20.0, 20, 25, 15], [90, 30, 200, 20], [30, 150, 40, 120]])[labels]
    return medians * np.exp(0.45 * rng.normal(size=(n, 4))), labels


def recency_frequency_money(rng: Rng, n: int) -> Labelled:
    """Recency, frequency and money of three segments with their own rates and baskets."""
    labels = labelled(n, 0.45, 0.35, 0.2)
    frequency = 1 + rng.poisson(np.array([1.0, 10, 45])[labels] * rng.gamma(12.0, 1 / 12, n))
    recency = np.ceil(365 * rng.beta(1, frequency))
    basket = np.array([80.0, 35, 50])[labels] * np.exp(0.35 * rng.normal(size=n))
    return columns(recency, frequency, frequency * basket), labels


def shares(rng: Rng, n: int) -> Labelled:
    """Shares of morning, noon, evening and night that sum to 1, of three habits."""
    labels = labelled(n, 0.4, 0.35, 0.25)
    habits = np.array([[0.6, 0.2, 0.15, 0.05], [0.15, 0.2, 0.5, 0.15], [0.1, 0.55, 0.15, 0.2]])[labels]
    drawn = rng.gamma(25 * habits)
    return drawn / drawn.sum(axis=1, keepdims=True), labels


def cohorts(rng: Rng, n: int) -> Labelled:
    """Customers of three campaigns, years apart; usage grows with tenure."""
    labels = labelled(n, 0.4, 0.35, 0.25)
    tenure = rng.uniform(np.array([2.0, 20, 50])[labels], np.array([7.0, 27, 60])[labels])
    return columns(tenure, tenure * np.exp(0.3 * rng.normal(size=n)), rng.normal(60, 12, n)), labels


def personas(rng: Rng, n: int) -> Labelled:
    """Six personas of a bank: age, income, balance, card spending, credit score."""
    labels = labelled(n, 0.2, 0.2, 0.2, 0.1, 0.15, 0.15)
    age = rng.normal(np.array([22.0, 31, 44, 53, 71, 40])[labels], np.array([2.0, 4, 5, 6, 5, 7])[labels])
    amounts = np.array(
        [
            [9_000.0, 700, 350],
            [55_000, 5_000, 1_500],
            [80_000, 30_000, 4_000],
            [220_000, 300_000, 7_000],
            [28_000, 90_000, 600],
            [30_000, 350, 2_200],
        ]
    )[labels] * np.exp(np.array([0.3, 0.6, 0.4]) * rng.normal(size=(n, 3)))
    score = rng.normal(np.array([640.0, 700, 730, 780, 760, 560])[labels], 35)
    return columns(np.clip(age, 18, 95), amounts, np.clip(score, 300, 850)), labels


CUSTOMERS = {
    "groups by counts": (3, counts),
    "many of one thing each": (3, counts_in_turn),
    "few orders and many": (2, few_orders),
    "groups by large counts": (4, large_counts),
    "answers 1 to 7 of three patterns": (3, answers),
    "0/1 items of three classes": (3, classes_of_items),
    "spending of three segments": (3, spending),
    "recency, frequency, money of three": (3, recency_frequency_money),
    "shares of three habits": (3, shares),
    "three cohorts": (3, cohorts),
    "six personas": (6, personas),
}
"""Each kind's number of groups, and what makes it."""
