"""The customers do not allow what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import InputError, listed

if TYPE_CHECKING:
    from collections.abc import Sequence


def too_few_customers(rows: int, needed: int, why: str) -> InputError:
    """Too few usable customers for the segments asked for."""
    return InputError(
        f"{rows} usable customer{'s' if rows != 1 else ''}, but {why} needs at least {needed}. "
        f"Give more customers or ask for fewer segments."
    )


def identical_customers(rows: int, features: Sequence[str]) -> InputError:
    """Every customer has the same values."""
    return InputError(
        f"All {rows} customers are identical in {listed(list(features))}: there are no segments to find. "
        f"Name other columns with --features."
    )


def too_few_distinct(distinct: int, n_clusters: int) -> InputError:
    """Fewer distinct customers than segments."""
    return InputError(
        f"{n_clusters} segments were asked for, but only {distinct} distinct customers exist in the features. "
        f"Ask for at most {distinct} with --k."
    )


def not_a_matrix(why: str) -> InputError:
    """The numbers to cluster are not a finite matrix."""
    return InputError(f"The rows cannot be clustered: {why}. Give a matrix of finite numbers, a row a customer.")


def bad_weights(why: str) -> InputError:
    """The weights of the rows cannot be used."""
    return InputError(f"The weights cannot be used: {why}. Give one weight a row, at least 0 and not all 0.")
