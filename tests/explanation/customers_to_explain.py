"""Customers to explain, as tables and one by one."""

from __future__ import annotations

import random

import polars as pl
from hypothesis import strategies as st

NUMBERS = {"age": (18, 80, 0), "spent": (1, 900, 2), "visits": (0, 15, 0)}
"""The least, the greatest, and the digits behind the point."""


def number(low: float, high: float, digits: int) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda each: round(each, digits))


people = st.fixed_dictionaries(
    {name: number(*each) for name, each in NUMBERS.items()}
    | {"plan": st.sampled_from(["basic", "gold", "free", None]), "newsletter": st.sampled_from(["true", "false"])}
)


def customers(n: int = 240, seed: int = 3) -> pl.DataFrame:
    """Customers with a skewed number, cents, whole years, categories and yes and no."""
    chance = random.Random(seed)  # noqa: S311 - invented customers
    rows = []
    for number in range(n):
        kind = chance.randrange(4)
        rows.append(
            {
                "client": f"c{number:04}",
                "age": round(chance.gauss((25, 40, 55, 70)[kind], 4)),
                "spent": round(chance.lognormvariate((3, 6, 4, 5)[kind], 0.6), 2),
                "visits": max(0, round(chance.gauss((12, 3, 6, 1)[kind], 1.5))),
                "plan": chance.choices(["basic", "gold", "free"], ((6, 1, 1), (1, 6, 1), (1, 1, 6), (2, 2, 2))[kind])[
                    0
                ],
                "newsletter": chance.random() < (0.9, 0.1, 0.5, 0.3)[kind],
            }
        )
    return pl.DataFrame(rows)
