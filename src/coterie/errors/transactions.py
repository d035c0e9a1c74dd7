"""Purchases: a table of them is taken for customers, or cannot be summarised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import ColumnRefused, DataRefused, Drifted, MissingColumns, NotCustomers, OptionError
from coterie.errors.voices import either, naming, parameter, setting
from coterie.errors.wording import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coterie.errors.kinds import CoterieError
    from coterie.errors.questions import Answer


_CUSTOMER, _DATE = parameter("--customer"), parameter("--date")
_AMOUNT, _QUANTITY, _PRICE = parameter("--amount"), parameter("--quantity"), parameter("--price")


def looks_like_transactions(
    column: str, rows: int, customers: int, *, command: str = "", sides: Sequence[tuple[str, str]] = ()
) -> NotCustomers:
    """Many rows per customer, and they say different things; `command` makes one row per customer of them.

    Where amounts stand in two columns, `sides` has each with the command by which it holds what was paid.
    """
    first = f"Make one row per customer first with `{command}`" if command else "Make one row per customer first"
    if sides:
        ways = " or, ".join(f"where '{side}' holds what customers paid, with `{way}`" for side, way in sides)
        first = f"Amounts stand in two columns, of which one takes money off. Make one row per customer first: {ways}"
    return NotCustomers(
        f"{rows} rows, but {customers} different values of '{column}': these look like transactions, not customers. "
        f"{first}, or add {naming('--ignore', column)} if every row is a customer."
    )


def amount_or_price(given: Sequence[str]) -> OptionError:
    """What a purchase was worth is not said, or said twice."""
    said = f"given were {listed([parameter(each) for each in given])}" if given else "neither was given"
    return OptionError(f"Name what a row is worth, either {_AMOUNT} or {_QUANTITY} and {_PRICE}: {said}.")


def not_dates(column: str, example: str) -> ColumnRefused:
    """The column of the purchases' dates holds something else."""
    return ColumnRefused(
        f"{parameter('--date')} names '{column}', which holds values such as '{example}', no dates of one form. "
        f"Name the column that says when a purchase was made, or write its dates as 2024-12-31."
    )


def not_amounts(option: str, column: str, example: str) -> ColumnRefused:
    """A column of money or of pieces holds something else."""
    return ColumnRefused(
        f"{parameter(option)} names '{column}', which holds values such as '{example}', no numbers. "
        f"Name a column of numbers."
    )


def bad_as_of(value: object) -> OptionError:
    """The day that is looked back from is no date."""
    return OptionError(f"{parameter('--as-of')} is '{value}', but must be a date such as 2024-12-31.")


def no_purchases(rows: int, reasons: Sequence[str]) -> DataRefused:
    """Not one row is a purchase that can be used."""
    return DataRefused(
        f"None of the {rows} rows is a purchase that can be used: {listed(list(reasons))}. "
        f"Check which columns {_CUSTOMER}, {_DATE} and {_AMOUNT} name, and {parameter('--as-of')}."
    )


def ids_cut(column: str, example: str) -> ColumnRefused:
    """Most ids of the customers have lost their last digits in a spreadsheet."""
    return ColumnRefused(
        f"A spreadsheet has cut the ids in '{column}': '{example}' has lost its last digits, so that different "
        f"customers cannot be told apart. Export the table again, with this column as text, or name another with "
        f"{_CUSTOMER}."
    )


def days_without_year(column: str, example: str) -> ColumnRefused:
    """The only days of purchases have no year."""
    return ColumnRefused(
        f"'{column}' holds days and months without a year, such as '{example}', so that no purchase has a date. Write "
        f"the year into it, or export the table with full dates."
    )


def customer_name_taken(column: str) -> ColumnRefused:
    """The customers' column is called as a column of the result."""
    return ColumnRefused(
        f"{_CUSTOMER} names '{column}', which is also the name of a column of the result. Rename it in the table."
    )


def unknown_word(option: str, column: str, word: str, *, held: Sequence[str]) -> OptionError:
    """A word that is to decide which rows count stands in no row of its column."""
    there = f"Name one of its words: {listed(list(held))}." if held else "It has no words at all. Name another column."
    return OptionError(
        f"{parameter(option)} names '{word}', which '{column}' does not hold.{nearest(word, held)} {there}"
    )


def word_used_twice(column: str, word: str) -> OptionError:
    """Rows of one word are to count as purchases, and to be returns."""
    return OptionError(
        f"'{word}' of '{column}' is named by both {parameter('--count')} and {parameter('--returns')}. Name it once."
    )


def unknown_currency(wanted: str, held: Sequence[str]) -> OptionError:
    """No amount that counts is in the currency that was named; `held` are those there are."""
    there = f"the amounts that count are in {listed(list(held))}.{nearest(wanted, held)} Name one of these"
    none = "no column and no cell of the amounts says a currency. Leave it out"
    return OptionError(f"{parameter('--currency')} is '{wanted}', but {there if held else none}.")


def not_purchases(option: str, name: str) -> OptionError:
    """An option that says which rows of purchases count was given for a table of something else."""
    return OptionError(
        f"{parameter(option)} is for purchases, and '{name}' is taken for a table of customers. Leave the option out."
    )


def no_customers_named(option: str) -> OptionError:
    """An option says how a table of customers is joined, and no table of customers was given or found."""
    return OptionError(
        f"{parameter(option)} is about a table of customers beside one of purchases, and none was given. Name it with "
        f"{parameter('--customers')}, or leave the option out."
    )


def customers_without_purchases(name: str, customers: str, *, turned: bool) -> OptionError:
    """A table of customers was given beside a table that holds no purchases; `turned`: they are in the other one."""
    first = f"{parameter('--customers')} is for a table of customers beside one of purchases. "
    if turned:
        return OptionError(f"{first}'{customers}' holds the purchases: exchange the two tables.")
    return OptionError(
        f"{first}It is not certain that '{name}', beside '{customers}', holds purchases: name their columns with "
        f"`coterie transactions`, or leave the option out if every row is a customer."
    )


def no_ids_in_common(
    name: str, called: str, bought: Iterable[object], *, columns: Sequence[str], flag: str
) -> DataRefused:
    """No customer who bought is in the table of customers, by any of the columns that were tried."""
    example = next((str(each)[:30] for each in bought if each is not None), "")
    tried = f"in {listed([repr(each) for each in columns])} of '{name}'" if columns else f"in '{name}'"
    return DataRefused(
        f"No customer of the purchases ('{called}', such as '{example}') was found {tried}. Name the column of "
        f"customer numbers there with {parameter(flag)}, or leave {parameter('--customers')} out."
    )


def not_one_row_each(name: str, column: str, *, rows: int, customers: int, flag: str) -> DataRefused:
    """A table that is joined as one of customers has many rows per customer."""
    return DataRefused(
        f"'{name}' has {rows:,} rows and {customers:,} different values of '{column}': a table of customers has one "
        f"row per customer. Exchange the two tables if it holds the purchases, or name another column with "
        f"{parameter(flag)}."
    )


def customers_beside_customers() -> OptionError:
    """A table of customers was given to be joined, and the segments were not made from purchases."""
    return OptionError(
        f"{parameter('--customers')} is joined to purchases, and these segments were made from a table of customers. "
        f"Leave the option out."
    )


def needs_customers(name: str, missing: Sequence[str]) -> MissingColumns:
    """The segments were built on columns of a table of customers, and new purchases came without one."""
    return MissingColumns(
        f"The segments were made from purchases and a table of customers, '{name}', and these are built on columns of "
        f"it: {listed([repr(each) for each in missing])}. Give such a table with {parameter('--customers')}."
    )


def missing_purchase_columns(missing: Mapping[str, str], present: Sequence[str]) -> MissingColumns:
    """New purchases lack columns that customers were made of when the segments were; `missing` by what they say."""
    lacking = listed([f"'{name}' ({what})" for what, name in missing.items()])
    close = [hint for name in missing.values() if (hint := nearest(name, present))]
    hint = close[0] if len(missing) == len(close) == 1 else f" The columns are: {listed(list(present))}."
    return MissingColumns(
        f"The segments were made from purchases, and this table lacks columns of them: {lacking}.{hint} Give purchases "
        f"with these columns, or customers as `coterie transactions` writes them."
    )


def missing_deciding_columns(missing: Sequence[str], present: Sequence[str]) -> MissingColumns:
    """New purchases lack columns that said which rows count when the segments were made."""
    hint = nearest(missing[0], present) if len(missing) == 1 else ""
    return MissingColumns(
        f"{listed([repr(name) for name in missing])} said which rows of purchases count when the segments were made, "
        f"and this table lacks it.{hint} Give purchases with it, or make customers with `coterie transactions` and "
        f"score those."
    )


def unknown_row_words(column: str, told: str, command: str) -> Drifted:
    """New purchases hold words, in a column that says which rows count, whose meaning is not known; with their rows."""
    return Drifted(
        f"'{column}' says which rows are purchases, and words in it are new since the segments were made: {told}. "
        f"{_two_steps(command)} This counts their rows as purchases: leave the words out if they are none. Or make the "
        f"segments again from purchases with these words, and say there which of them count."
    )


def open_purchases(sentence: str, answers: Sequence[Answer], command: str) -> Drifted:
    """Which rows of new purchases count is not certain, and scoring cannot be told; `answers` are offered."""
    said = [setting(flag, _pair(value)) for flag, value, _ in answers]
    return Drifted(
        f"{sentence} Scoring takes the answer of the segmentation, which has none for this. {_two_steps(command)} In "
        f"its first step also give {' or '.join(said)}. Or give the answer when the segments are made again."
    )


def _pair(value: str) -> str | tuple[str, str]:
    """Return an answer as a column and its words; a currency has no column."""
    column, equals, said = value.rpartition("=")
    return (column, said) if equals else value


def _two_steps(command: str) -> str:
    """Tell how customers are made by hand, and scored."""
    scored = either(
        "coterie.score(segmentation, made.customers)",
        "coterie score SEGMENTATION customers.csv --out scored.csv",
    )
    made = either(f"made = {command}", command)
    return f"Make customers by hand and score those: `{made}`, then `{scored}`."


def other_purchases(why: CoterieError) -> Drifted:
    """New purchases have the columns, which do not hold what they did; `why` is what making customers of them says."""
    return Drifted(
        f"{why.in_both} The segments were made from purchases with these columns: correct them, or make customers of "
        f"other columns with `coterie transactions` and score those."
    )
