"""Purchases: a table of them is taken for customers, or cannot be summarised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import InputError, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def looks_like_transactions(column: str, rows: int, customers: int, *, command: str = "") -> InputError:
    """Many rows a customer, and they say different things; `command` makes one row a customer of them."""
    first = f"Make one row a customer first with `{command}`" if command else "Make one row a customer first"
    return InputError(
        f"{rows} rows, but {customers} different values of '{column}': these look like transactions, not customers. "
        f"{first}, or add --ignore '{column}' if every row is a customer."
    )


def amount_or_price(given: Sequence[str]) -> InputError:
    """What a purchase was worth is not said, or said twice."""
    said = f"given were {listed(list(given))}" if given else "neither was given"
    return InputError(f"Name what a row is worth: either --amount COL, or --quantity COL and --price COL; {said}.")


def not_dates(column: str, example: str) -> InputError:
    """The column of the purchases' dates holds something else."""
    return InputError(
        f"--date names '{column}', which holds values such as '{example}', no dates of one form. "
        f"Name the column that says when a purchase was made, or write its dates as 2024-12-31."
    )


def not_amounts(option: str, column: str, example: str) -> InputError:
    """A column of money or of pieces holds something else."""
    return InputError(
        f"{option} names '{column}', which holds values such as '{example}', no numbers. Name a column of numbers."
    )


def bad_as_of(value: object) -> InputError:
    """The day that is looked back from is no date."""
    return InputError(f"--as-of is '{value}', but must be a date such as 2024-12-31.")


def no_purchases(rows: int, reasons: Sequence[str]) -> InputError:
    """Not one row is a purchase that can be used."""
    return InputError(
        f"None of the {rows} rows is a purchase that can be used: {listed(list(reasons))}. "
        f"Check which columns --customer, --date and --amount name, and --as-of."
    )


def customer_name_taken(column: str) -> InputError:
    """The customers' column is called as a column of the result."""
    return InputError(
        f"--customer names '{column}', which is also the name of a column of the result. Rename it in the table."
    )


def missing_purchase_columns(missing: Mapping[str, str], present: Sequence[str]) -> InputError:
    """New purchases lack columns that customers were made of when the segments were; `missing` by what they say."""
    lacking = listed([f"'{name}' ({what})" for what, name in missing.items()])
    close = [hint for name in missing.values() if (hint := nearest(name, present))]
    hint = close[0] if len(missing) == len(close) == 1 else f" The columns are: {listed(list(present))}."
    return InputError(
        f"The segments were made from purchases, and this table lacks columns of them: {lacking}.{hint} Give purchases "
        f"with these columns, or customers as `coterie transactions` writes them."
    )


def other_purchases(why: str) -> InputError:
    """New purchases have the columns, which do not hold what they did."""
    return InputError(
        f"{why} The segments were made from purchases with these columns: correct them, or make customers of other "
        f"columns with `coterie transactions` and score those."
    )
