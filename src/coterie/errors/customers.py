"""The customers do not allow what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import CustomerNotFound, DataRefused, OutOfMemory, TooFewCustomers
from coterie.errors.voices import parameter
from coterie.errors.wording import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


def too_few_customers(rows: int, needed: int, why: str) -> TooFewCustomers:
    """Too few usable customers for the segments asked for."""
    return TooFewCustomers(
        f"{rows} usable customer{'s' if rows != 1 else ''}, but {why} needs at least {needed}. "
        f"Give more customers or ask for fewer segments."
    )


def identical_customers(rows: int, features: Sequence[str]) -> DataRefused:
    """Every customer has the same values."""
    return DataRefused(
        f"All {rows} customers are identical in {listed(list(features))}: there are no segments to find. "
        f"Name other columns with {parameter('--features')}."
    )


def too_few_distinct(distinct: int, n_clusters: int) -> TooFewCustomers:
    """Fewer distinct customers than segments."""
    return TooFewCustomers(
        f"{n_clusters} segments were asked for, but only {distinct} distinct customers exist in the features. "
        f"Ask for at most {distinct} with {parameter('--k')}."
    )


def not_a_matrix(why: str) -> DataRefused:
    """The numbers to cluster are not a finite matrix."""
    return DataRefused(f"The rows cannot be clustered: {why}. Give a matrix of finite numbers, one row per customer.")


def bad_weights(why: str) -> DataRefused:
    """The weights of the rows cannot be used."""
    return DataRefused(f"The weights cannot be used: {why}. Give one weight a row, at least 0 and not all 0.")


def memory_full() -> OutOfMemory:
    """The system gives no more memory."""
    return OutOfMemory("Out of memory. Use fewer rows or columns, or a machine with more memory.")


def no_such_customer(wanted: str, column: str, known: Sequence[str]) -> CustomerNotFound:
    """No customer has the id that was asked for; `known` are some that there are."""
    hint = nearest(wanted, known) or f" Give one of that column, such as {listed(list(known), 3)}."
    return CustomerNotFound(f"{parameter('--id')} is '{wanted}', which no customer has in '{column}'.{hint}")


def customer_without_segment(wanted: str, features: Sequence[str]) -> DataRefused:
    """A customer has no value that could place them."""
    return DataRefused(
        f"Customer '{wanted}' has no value in any of {listed(list(features))}, and so no segment to explain. "
        f"Fill in one of them."
    )
