"""Bank customers that never were: drawn from six personas that overlap as real ones do.

Every value is generated. No person, no bank and no published table stands behind any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

import numpy as np
import polars as pl

from coterie import errors
from coterie.datasets.personas import CARDS, GENDERS, PERSONAS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

BATCH_SIZE = 250_000
_COPIES = 0.002
_VARIANTS = 0.03
_MISSING = {
    "age": 0.022,
    "gender": 0.010,
    "income": 0.029,
    "spending_score": 0.024,
    "credit_score": 0.026,
    "card_type": 0.012,
}


@overload
def bank_customers(  # noqa: D418 - every public function here says what it does
    n: int = ..., random_state: int = ..., *, return_persona: Literal[False] = ...
) -> pl.DataFrame:
    """Generate bank customers."""


@overload
def bank_customers(  # noqa: D418 - as above
    n: int = ..., random_state: int = ..., *, return_persona: Literal[True]
) -> tuple[pl.DataFrame, pl.Series]:
    """Generate bank customers with their personas."""


def bank_customers(
    n: int = 5000, random_state: int = 0, *, return_persona: bool = False
) -> pl.DataFrame | tuple[pl.DataFrame, pl.Series]:
    """Generate bank customers: invented people, for trying coterie without anybody's data.

    Six personas (Established Earners, Trendsetters, Silver Sages, Prudent Elite, Millennial Moguls, Financial Titans)
    with shares of 12 to 24 % and features that are correlated within a persona; incomes are log-normal. Like a real
    export, the table has its blemishes: 2 to 3 % of each feature missing, one row in 500 an exact copy of another,
    and some categories in another letter case or with blanks around.

    Parameters
    ----------
    n : int
        Rows, the copies included.
    random_state : int
        Seed; the same `n` and seed give the same rows.
    return_persona : bool
        Also return the persona that each row was drawn from.

    Returns
    -------
    polars.DataFrame of shape (n, 7)
        ``customer_id`` (text), ``age`` (years), ``gender``, ``income`` (dollars a year), ``spending_score``
        (1 to 100), ``credit_score`` (300 to 850), ``card_type``.
    polars.Series of shape (n,)
        The personas; only with `return_persona`.

    Raises
    ------
    InputError
        If `n` is below 1 or `random_state` below 0.

    Examples
    --------
    >>> from coterie.datasets import bank_customers
    >>> customers, persona = bank_customers(1000, return_persona=True)
    >>> customers.columns
    ['customer_id', 'age', 'gender', 'income', 'spending_score', 'credit_score', 'card_type']
    >>> persona.n_unique()
    6
    """
    _check(n, random_state)
    frame, persona = _batch(n, 0, np.random.default_rng([random_state, 0]))
    return (frame, persona) if return_persona else frame


def bank_customers_batches(n: int, random_state: int = 0, *, batch_size: int = BATCH_SIZE) -> Iterator[pl.DataFrame]:
    """Generate bank customers a batch at a time, so that memory holds one batch and no more.

    Each batch is drawn from its own seed, made of `random_state` and the batch's number, and knows nothing of the
    others: any of them can be made again alone, and the first batch is what :func:`bank_customers` gives for
    ``n=batch_size``. Another `batch_size` gives other customers. Ids go on from batch to batch, and copies of a row
    stand in the same batch.

    Parameters
    ----------
    n : int
        Rows in all, the copies included.
    random_state : int
        Seed.
    batch_size : int
        Rows in a batch; the last may be shorter.

    Yields
    ------
    polars.DataFrame of shape (batch_size, 7)

    Raises
    ------
    InputError
        If `n` or `batch_size` is below 1 or `random_state` below 0.

    Examples
    --------
    >>> [batch.height for batch in bank_customers_batches(2500, batch_size=1000)]
    [1000, 1000, 500]
    """
    _check(n, random_state)
    if batch_size < 1:
        raise errors.choosing.bad_value(option="batch_size", value=batch_size, must="at least 1")
    return _batches(n, random_state, batch_size)


def _batches(n: int, random_state: int, batch_size: int) -> Iterator[pl.DataFrame]:
    for index, start in enumerate(range(0, n, batch_size)):
        rng = np.random.default_rng([random_state, index])
        yield _batch(min(batch_size, n - start), start, rng)[0]


def _check(n: int, random_state: int) -> None:
    if n < 1:
        raise errors.choosing.bad_value(option="n", value=n, must="at least 1")
    if random_state < 0:
        raise errors.choosing.bad_value(option="random_state", value=random_state, must="0 or more")


def _batch(n: int, start: int, rng: np.random.Generator) -> tuple[pl.DataFrame, pl.Series]:
    """Draw customers `start` + 1 onwards. Personas are drawn row by row, so the order of rows tells nothing of them."""
    persona = rng.choice(len(PERSONAS), size=n, p=[persona.share for persona in PERSONAS])
    numbers = _numbers(persona, rng)
    gender = _drawn(persona, [(p.female, 1 - p.female) for p in PERSONAS], rng)
    card = _drawn(persona, [p.cards for p in PERSONAS], rng)
    columns: dict[str, pl.Series | NDArray[np.int64]] = {
        "age": numbers["age"],
        "gender": _spelt(gender, GENDERS, rng),
        "income": numbers["income"],
        "spending_score": numbers["spending_score"],
        "credit_score": numbers["credit_score"],
        "card_type": _spelt(card, CARDS, rng),
    }
    frame = pl.DataFrame({"customer_id": _ids(start, n)} | {name: _holed(columns[name], name, rng) for name in columns})
    rows = _copied(n, rng)
    return frame[rows], pl.Series("persona", [p.name for p in PERSONAS])[persona[rows]].rename("persona")


def _ids(start: int, n: int) -> pl.Series:
    return pl.select(pl.format("C{}", pl.int_range(start + 1, start + n + 1).cast(pl.String).str.zfill(8))).to_series()


def _numbers(persona: NDArray[np.int64], rng: np.random.Generator) -> dict[str, NDArray[np.int64]]:
    """Draw the four features: normal within a persona (income: log-normal), then rounded as an export has them."""
    centre, spread = np.array([p.centre for p in PERSONAS]), np.array([p.spread for p in PERSONAS])
    noise = rng.standard_normal((len(persona), 4))
    age, income, spending, credit = (centre[persona] + np.einsum("nij,nj->ni", spread[persona], noise)).T
    return {
        "age": _within(age, 18, 95),
        "income": (100 * np.round(np.exp(income) / 100)).astype(np.int64),
        "spending_score": _within(spending, 1, 100),
        "credit_score": _within(credit, 300, 850),
    }


def _within(values: NDArray[np.float64], low: int, high: int) -> NDArray[np.int64]:
    """Round, mirroring what lies beyond a bound at it: cut off, it would pile up there."""
    mirrored = high - np.abs(high - (low + np.abs(values - low)))
    whole: NDArray[np.int64] = np.clip(np.round(mirrored), low, high).astype(np.int64)
    return whole


def _drawn(
    persona: NDArray[np.int64], shares: Sequence[tuple[float, ...]], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Draw a category's number for each customer, by the shares of the persona."""
    steps = np.cumsum(np.array(shares), axis=1)[:, :-1]
    passed: NDArray[np.bool_] = rng.random(len(persona))[:, None] >= steps[persona]
    number: NDArray[np.int64] = np.count_nonzero(passed, axis=1)
    return number


def _spelt(category: NDArray[np.int64], words: Sequence[str], rng: np.random.Generator) -> pl.Series:
    """Write categories out, a few of them as hurried people do."""
    variants = [[word, word.lower(), word.upper(), f"{word} ", f" {word.lower()}"] for word in words]
    hurried = rng.random(len(category)) < _VARIANTS
    variant = np.where(hurried, rng.integers(1, len(variants[0]), size=len(category)), 0)
    return pl.Series([spelling for spellings in variants for spelling in spellings])[
        category * len(variants[0]) + variant
    ]


def _holed(values: pl.Series | NDArray[np.int64], name: str, rng: np.random.Generator) -> pl.Series:
    """Leave out the share of values that is missing from that column."""
    rows = rng.choice(len(values), size=round(len(values) * _MISSING[name]), replace=False)
    return pl.Series(name, values).scatter(rows, None)


def _copied(n: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return row numbers in which the last few rows are replaced by copies of others, put in at random places."""
    copies = round(n * _COPIES)
    kept = np.arange(n - copies)
    if copies == 0:
        return kept
    originals = rng.choice(kept, size=copies, replace=False)
    rows: NDArray[np.int64] = np.insert(kept, rng.integers(0, len(kept) + 1, size=copies), originals)
    return rows
