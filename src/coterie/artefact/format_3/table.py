"""The table that customers came in: where from, its columns, what was cleaned, and how features are prepared."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coterie import cleaning, preparation, remarks, schema, segmentation, transactions
from coterie.artefact.format_3.numbers import Count, Positive
from coterie.artefact.written import Written
from coterie.cleaning import account


class Source(Written):
    """Where the customers came from."""

    NOUN = segmentation.Source

    name: str = Field(description="Name of the file or table; no path, no address.")
    sha256: str = Field(description="Fingerprint of what was read.")
    rows: Count = Field(description="Rows of the table with one row per customer.")
    columns: Count = Field(description="Its columns.")


class Column(Written):
    """One column: what it is, and how its cells are read."""

    NOUN = schema.Column

    name: str = Field(description="As in the header.")
    type: Literal["numeric", "categorical", "boolean", "date", "text"] = Field(description="What its values are.")
    role: Literal["id", "feature", "descriptor", "ignored"] = Field(description="What it is used for.")
    missing: Count = Field(description="Rows without a value.")
    reason: str = Field(description="Why it has this type and role, in a sentence.")
    categories: tuple[str, ...] = Field(description="The spellings kept of a categorical column, most common first.")
    decimal: Literal[".", ","] = Field(description="Decimal mark of numbers written as text.")
    date_format: str = Field(description="How dates are written; empty where they are dates already.")
    codes: tuple[float, ...] = Field(description='Numbers that stand for "missing".')
    bounds: tuple[float, float] | None = Field(description="The least and the greatest number that can be.")
    units: tuple[str, ...] = Field(description="Spellings of a unit behind the numbers.")
    doubt: str = Field(description="What of its reading nothing proves.")
    no_measure: Literal["", "code", "label", "secret", "place"] = Field(
        default="", description="What it holds, by its name, that is no measure."
    )
    words: tuple[tuple[str, float], ...] = Field(
        default=(), description="Words that stand for numbers, in lower case, each with its number."
    )
    days_before: str = Field(
        default="",
        pattern=r"^(\d{4}-\d{2}-\d{2})?$",
        description="Of dates that build segments: their numbers are the days before this day, as 2024-12-31.",
    )


class ContractColumn(Written):
    """A column that scoring asks for."""

    name: str = Field(description="Its name.")
    type: Literal["numeric", "categorical", "boolean", "date", "text"] = Field(
        description="What its values must be: dates also where they are counted in days."
    )
    role: Literal["id", "feature"] = Field(
        description="A feature must be there; the id is kept beside the segment where it is."
    )


class Contract(Written):
    """What customers must have to be scored. It repeats what `columns` says, for readers in other languages."""

    columns: tuple[ContractColumn, ...] = Field(description="The id, if there is one, and the features; table order.")
    id_type: Literal["integer", "text"] | None = Field(
        default=None,
        description="What ids are in assignments, whatever a batch holds. Null: no id, neither, or not kept.",
    )


class Remark(Written):
    """Something worth telling, as a code and facts; the table of words says it in a sentence."""

    NOUN = remarks.Remark

    code: str = Field(description="An entry of the table of words; `as_written` for the words of an earlier format.")
    column: str | None = Field(description="The column it concerns; null for whole rows.")
    rows: Count = Field(description="How many rows it touched.")
    facts: dict[str, remarks.Fact] = Field(
        description="What the sentence says besides: a few examples, numbers, names."
    )


class Joined(Written):
    """What a table of customers added to customers made of purchases."""

    NOUN = transactions.Joined

    name: str = Field(description="Name of the table of customers; no path, no address.")
    sha256: str = Field(description="Fingerprint of what was read.")
    id: str = Field(description="Its column of ids.")
    zeros: bool = Field(description="Whether zeros before an id's number do not matter.")
    unmatched: Literal["keep", "drop"] = Field(description="What became of customers who bought and have no row there.")
    listed: Count = Field(description="Different customers in it.")
    matched: Count = Field(description="Customers who bought and have a row there.")
    without_row: Count = Field(description="Customers who bought and have none.")
    columns: tuple[tuple[str, str], ...] = Field(
        description="Its other columns, each with the name that it has in `columns`."
    )


class Purchases(Written):
    """What the customers were made of, where the table held purchases."""

    NOUN = transactions.Purchases

    columns: dict[str, str] = Field(description="The column by what it says: customer, date, amount and so on.")
    as_of: str = Field(description="The day that is looked back from, as 2024-12-31.")
    rows: Count = Field(description="Rows of the table of purchases.")
    width: Count = Field(description="Its columns.")
    purchases: Count = Field(description="Purchases that were made of them.")
    customers: Count = Field(description="Customers that were made of them.")
    says: str = Field(description="What was done, in a sentence.")
    otherwise: str = Field(description="What to type for something else.")
    doubts: tuple[Remark, ...] = Field(description="What can make every customer wrong, to be checked.")
    span: tuple[str, str] | None = Field(
        description="First and last day of the purchases. Null in a file that was upgraded."
    )
    joined: Joined | None = Field(
        default=None, description="The table of customers that was joined to them; null where there was none."
    )


class Step(Written):
    """Rows counted, or left out, on the way from the lines of the file to customers."""

    NOUN = account.Step

    code: str = Field(description="The entry of the table of words that names it.")
    rows: Count = Field(description="How many.")
    left_out: bool = Field(description="Whether they were left out.")


class ColumnCount(Written):
    """The cells of one column, by what became of them."""

    NOUN = account.ColumnCount

    column: str = Field(description="Its name.")
    cells: Count = Field(description="In the rows that are no duplicates.")
    empty: Count = Field(description="Cells that were empty.")
    tokens: int = Field(description='Cells that said "missing" in some way.')
    unreadable: Count = Field(description="Cells that could not be read.")
    impossible: Count = Field(description="Cells whose value cannot be.")
    rewritten: Count = Field(description="Cells that say the same in another way now.")
    gaps: Count = Field(description="Customers without a value in the end.")


class Account(Written):
    """Where every row and every cell went."""

    NOUN = account.Account

    rows: tuple[Step, ...] = Field(description="From the lines of the file to the customers.")
    columns: tuple[ColumnCount, ...] = Field(description="One for each column used.")


class Cleaning(Written):
    """What was done between reading and preparing."""

    NOUN = cleaning.CleaningReport

    remarks: tuple[Remark, ...] = Field(description="Everything that was done, in order.")
    rows_in: Count = Field(description="Rows before.")
    rows_out: Count = Field(description="Rows after.")
    account: Account = Field(description="Every row and cell before and after; empty for a table read in batches.")


class Feature(Written):
    """How one feature is prepared: (t(x) - center) / scale, or a column of 1 and 0 per category, divided by scale."""

    NOUN = preparation.PreparedFeature

    feature: str = Field(description="The column's name.")
    impute: Literal["median", "mean", "mode"] = Field(description="Where `fill` comes from.")
    fill: float | str = Field(description="What stands in for a missing value; of a category, one of `categories`.")
    transform: Literal["none", "yeo-johnson", "one-hot"] = Field(description="What is done before scaling.")
    center: float = Field(description="Subtracted after the transform.")
    scale: Positive = Field(description="Divided by after that.")
    power: float | None = Field(description="Of a Yeo-Johnson transform: t(x) = yeo_johnson(x / unit, power).")
    unit: Positive | None = Field(description="As above.")
    categories: tuple[str, ...] = Field(description="Of a one-hot encoding, in the order of its columns; no two alike.")
    weight: Positive = Field(
        default=1.0,
        description="By how much the feature's share of the squared distance is multiplied; `scale` has it already.",
    )
