"""What the saved files of earlier formats in `tests/artefacts` were made of, and are scored with.

`python tests/artefact/earlier.py` wrote those of format 2, and the assignments of all, with the last version that wrote
format 2. It is kept so that one can see what they hold; a later version writes another format.
"""

from __future__ import annotations

import datetime as dt
import warnings
from pathlib import Path

import numpy as np
import polars as pl

import coterie

FOLDER = Path(__file__).parent.parent / "artefacts"


def purchases(n: int, *, seed: int) -> pl.DataFrame:
    """Seven purchases a customer, of three sizes of basket."""
    chance = np.random.default_rng(seed)
    who = np.array([*range(n), *chance.integers(0, n, 6 * n)])
    days = [dt.date(2023, 1, 1) + dt.timedelta(days=int(day)) for day in chance.integers(0, 500, 7 * n)]
    amount = (chance.lognormal(3, 0.4, 7 * n) * (1 + 4 * (who % 3))).round(2)
    return pl.DataFrame({"customer_id": [f"C{i:05}" for i in who], "order_date": days, "amount": amount})


def messy(n: int, *, seed: int) -> pl.DataFrame:
    """Customers with gaps, decimal commas, a code for "missing", a skewed number and categories."""
    chance = np.random.default_rng(seed)
    spent = chance.lognormal(3, 1.2, n)
    return pl.DataFrame(
        {
            "age": [None if i % 11 == 0 else 999 if i % 17 == 0 else int(x) for i, x in enumerate(_ages(n, seed))],
            "spent": [f"{x:.2f}".replace(".", ",") for x in spent],
            "plan": [("Basic", "basic ", "Plus", "Pro", "n/a")[i] for i in chance.integers(0, 5, n)],
            "town": [("north", "south")[i] for i in chance.integers(0, 2, n)],
        }
    )


def _ages(n: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed + 1).integers(18, 80, n)


def subscribers(n: int) -> pl.DataFrame:
    """Customers as those of the file of format 1."""
    return pl.DataFrame(
        {"id": [f"K{i}" for i in range(n)], "age": [18 + i * 7 % 60 for i in range(n)], "plan": [*"abcd-"] * (n // 5)}
    )


SCORED = {
    "format-1": lambda: subscribers(40),
    "format-2-bank": lambda: coterie.datasets.bank_customers(n=120, random_state=7),
    "format-2-purchases": lambda: purchases(60, seed=7),
    "format-2-plain": lambda: messy(120, seed=7),
}
"""By saved file, the customers it is scored with."""


def scored(name: str) -> str:
    """Return the assignments of a file's customers as CSV, numbers with six decimals."""
    segmentation = coterie.load(FOLDER / f"{name}.coterie")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the customers differ on purpose
        found = coterie.score(segmentation, SCORED[name](), checks="lenient")
    return str(found.write_csv(float_precision=6))


if __name__ == "__main__":
    bank = coterie.datasets.bank_customers(n=1000)
    coterie.save(coterie.segment(bank), FOLDER / "format-2-bank.coterie")
    coterie.save(coterie.segment(purchases(400, seed=0)), FOLDER / "format-2-purchases.coterie")
    options = {"k": 4, "evidence": "none", "catalogue": "none", "features": ["age", "spent", "plan"]}
    coterie.save(coterie.segment(messy(300, seed=0), **options), FOLDER / "format-2-plain.coterie")
    for name in SCORED:
        (FOLDER / f"{name}.csv").write_text(scored(name))
