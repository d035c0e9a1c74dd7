"""Which column says what of a purchase, and how it is read: as expressions, through which any table can stream."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.parsing.cells import as_date, as_number, as_text, is_nested, is_texty, nested_cells
from coterie.parsing.dates import EPOCH, EXCEL, date_format
from coterie.parsing.missing import is_missing
from coterie.parsing.units import without_units
from coterie.remarks import Remark
from coterie.schema.facts import Facts
from coterie.schema.kinds import as_numbers, kind_of, prior_mark
from coterie.transactions.ids import one_spelling
from coterie.transactions.sides import are_marked, bare_amounts, side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coterie.parsing.numbers import Mark

LARGEST = 1e15
"""Amounts beyond it are taken as unreadable: with them, cents could not be added exactly."""

_ENOUGH = 0.5
_SAMPLED = 200_000
_FEW = 1_000
_CELLS = 10_000


@dataclass(frozen=True)
class Columns:
    """The columns of a table of purchases, by what they say: `amount`, or `quantity` and `price`, or none of these.

    `refunded` is what was given back of a row's own amount.
    """

    customer: str
    date: str
    amount: str | None = None
    quantity: str | None = None
    price: str | None = None
    invoice: str | None = None
    category: str | None = None
    product: str | None = None
    refunded: str | None = None

    @property
    def named(self) -> dict[str, str]:
        """What was named: the column by its option."""
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        return {f"--{name}": column for name, column in given.items() if column is not None}

    @property
    def money(self) -> dict[str, str]:
        """The columns of numbers, by their options."""
        return {option: column for option, column in self.named.items() if option in _MONEY}

    def check(self, schema: pl.Schema) -> None:
        """Refuse names that are no columns, columns named twice, and cells that are no single values.

        Raises
        ------
        coterie.errors.InputError
        """
        claims: dict[str, str] = {}
        for option, column in self.named.items():
            if column not in schema:
                raise errors.columns.unknown_column(option, column, list(schema))
            if claims.setdefault(column, option) != option:
                raise errors.columns.column_used_twice(column, claims[column], option)
            if is_nested(schema[column]):
                raise errors.columns.unusable_cells(option, column, nested_cells(schema[column]))
        if set(self.money) not in ({"--amount"}, {"--quantity", "--price"}, set()):
            raise errors.transactions.amount_or_price([f"{option} {column}" for option, column in self.money.items()])
        if self.refunded is not None and not self.money:
            raise errors.transactions.amount_or_price([f"--refunded {self.refunded}"])


_MONEY = ("--amount", "--quantity", "--price")


@dataclass(frozen=True)
class Reading:
    """How the columns are read.

    Attributes
    ----------
    customer : polars.Expr
        The id, null where there is none.
    day : polars.Expr of Date
        Null where it cannot be read.
    amount, quantity : polars.Expr of Float64
        Null where they cannot be read; `quantity` is null throughout where no column says it.
    remarks : tuple of Remark
        What is not certain.
    sides : dict of str to polars.Expr
        By column of amounts with marks of debit and credit, the side of each row; its amounts have no sign.
    """

    customer: pl.Expr
    day: pl.Expr
    amount: pl.Expr
    quantity: pl.Expr
    remarks: tuple[Remark, ...]
    sides: dict[str, pl.Expr] = field(default_factory=dict)


def reading_of(frame: pl.LazyFrame, columns: Columns, rows: int) -> Reading:
    """Find out how the columns are written.

    What is found depends on the values alone, not on the order of rows.

    Parameters
    ----------
    frame : polars.LazyFrame
        The purchases.
    columns : Columns
        Checked.
    rows : int
        How many there are.

    Returns
    -------
    Reading

    Raises
    ------
    coterie.errors.InputError
        When the dates are no dates or the amounts no numbers.

    Examples
    --------
    >>> frame = pl.LazyFrame({"who": ["a", " n/a"], "when": ["3/4/2024", "5/6/2024"], "paid": ["$1,200", "(5)"]})
    >>> reading = reading_of(frame, Columns("who", "when", "paid"), 2)
    >>> frame.select(reading.customer, reading.day.alias("day"), reading.amount.alias("paid")).collect().rows()
    [('a', datetime.date(2024, 4, 3), 1200.0), (None, datetime.date(2024, 6, 5), -5.0)]
    >>> reading.remarks[0].code
    'day_and_month'
    """
    schema = frame.collect_schema()
    day, doubts = _day(frame, columns.date, rows)
    facts = {column: _facts(frame, column, rows) for column in columns.money.values()}
    prior = prior_mark(tuple(facts.values()))
    numbers = {}
    sides = {column: _side(fact) for column, fact in facts.items() if are_marked(fact)}
    for option, column in columns.money.items():
        numbers[option], more = _number(facts[column], option, prior)
        doubts += more
        numbers[option] = numbers[option].abs() if column in sides else numbers[option]
    quantity = numbers.get("--quantity", pl.lit(None, dtype=pl.Float64))
    amount = numbers.get("--amount", pl.lit(1.0))  # where nothing says what was paid, each row is one purchase
    if "--price" in numbers:
        amount = quantity * numbers["--price"]
    if columns.refunded is not None:
        back, more = _number(_facts(frame, columns.refunded, rows), "--refunded", prior)
        alone = absent(frame, columns.refunded).not_() & _no_money(frame, columns)
        less = amount.sign() * (amount.abs() - back.abs().fill_null(0.0))
        amount, doubts = pl.when(alone).then(-back.abs()).otherwise(less), doubts + more
    usable = pl.when(amount.abs() <= LARGEST).then(amount)
    customer, said = spelled_ids(frame, columns.customer, schema[columns.customer])
    return Reading(customer, day, usable, quantity, (*doubts, *said), sides)


def _no_money(frame: pl.LazyFrame, columns: Columns) -> pl.Expr:
    """Say where a row names no amount of its own."""
    return pl.any_horizontal([pl.lit(value=False), *(absent(frame, name) for name in columns.money.values())])


def without_amount(frame: pl.LazyFrame, columns: Columns) -> pl.Expr:
    """Say where a row says nothing of money: neither what was paid nor what was given back."""
    nothing = _no_money(frame, columns)
    return nothing if columns.refunded is None else nothing & absent(frame, columns.refunded)


def absent(frame: pl.LazyFrame, column: str) -> pl.Expr:
    """Say where a column says nothing at all.

    Examples
    --------
    >>> frame = pl.LazyFrame({"paid": ["5", " n/a", None]})
    >>> frame.select(absent(frame, "paid")).collect().to_series().to_list()
    [False, True, True]
    """
    if is_texty(frame.collect_schema()[column]):
        return is_missing(pl.col(column).cast(pl.String)).fill_null(value=True)
    return pl.col(column).is_null()


def code(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return a column of codes as numbers that tell them apart; null where there is none.

    Examples
    --------
    >>> pl.DataFrame({"x": [" a", "a", "-"]}).select(code("x", pl.String()))["x"].n_unique()
    2
    """
    known = _text(column) if is_texty(dtype) else pl.col(column)
    return pl.when(known.is_not_null()).then(known.hash(seed=0)).alias(column)


def _text(column: str) -> pl.Expr:
    """Return text without blanks around it; null where it says that there is none."""
    text = pl.col(column).cast(pl.String)
    return pl.when(~is_missing(text)).then(text.str.strip_chars())


def customer_ids(frame: pl.LazyFrame, column: str, dtype: pl.DataType) -> pl.Expr:
    """Return the ids: text in one spelling, or whole numbers also where a frame holds them with a decimal point.

    Examples
    --------
    >>> frame = pl.LazyFrame({"who": [7.0, None]})
    >>> frame.select(customer_ids(frame, "who", pl.Float64())).collect().to_series().to_list()
    [7, None]
    """
    return spelled_ids(frame, column, dtype)[0]


def spelled_ids(frame: pl.LazyFrame, column: str, dtype: pl.DataType) -> tuple[pl.Expr, tuple[Remark, ...]]:
    """Return the ids as `customer_ids` does, and what is said of their spellings."""
    if is_texty(dtype):
        text = _text(column)
        kept, said = one_spelling(frame.select(text.alias("id")), column)
        return (text.replace(list(kept), list(kept.values())) if kept else text), said
    return _number_id(frame, column, dtype), ()


def _number_id(frame: pl.LazyFrame, column: str, dtype: pl.DataType) -> pl.Expr:
    """Return ids that are numbers: whole ones also where a frame holds them with a decimal point."""
    if dtype.is_float():
        known = pl.when(pl.col(column).is_finite()).then(pl.col(column))
        whole = (
            frame.select(((known == known.round()) & (known.abs() < 2**53)).all()).collect(engine="streaming").item()
        )
        return known.cast(pl.Int64) if whole else known.cast(pl.String)
    return pl.col(column) if dtype.is_integer() else pl.col(column).cast(pl.String)


def _day(frame: pl.LazyFrame, column: str, rows: int) -> tuple[pl.Expr, list[Remark]]:
    """Return the days of a column, and what is not certain about them."""
    dtype = frame.collect_schema()[column]
    if isinstance(dtype, pl.Date):
        return pl.col(column), []
    if isinstance(dtype, pl.Datetime):
        return pl.col(column).dt.date(), []
    fact = _facts(frame, column, rows)
    if not fact.distinct:
        option = "--date"
        raise errors.columns.no_values(option, column)
    form, exchanged = _date_form(fact)
    if not form:
        raise errors.transactions.not_dates(column, fact.values[0][:30])
    remarks = []
    if exchanged:
        remarks.append(Remark("day_and_month", column, rows))
    return _each_value(column, lambda cells: as_date(cells, form), pl.Date()), remarks


def _date_form(fact: Facts) -> tuple[str, bool]:
    """Return how a column writes its dates, empty where it does not, and whether day and month could be exchanged."""
    kind = kind_of(fact)
    if kind.type == "date":
        return kind.date_format, kind.open_order
    times = (fact.counts.cast(pl.Int64) * _CELLS // fact.present).clip(1)
    cells = pl.DataFrame([fact.values, times.alias("times")])  # a few values that are no dates may be seldom ones
    found = date_format(cells.select(pl.col("value").repeat_by("times").explode()).to_series())
    if found is not None:
        return found.format, bool(found.other)
    if not fact.dtype.is_numeric():
        return "", False
    numbers = fact.values.cast(pl.Float64, strict=False)
    if numbers.is_between(20_000, 60_000).all():
        return EXCEL, False
    epoch = (numbers.is_between(3e8, 4e9) | numbers.is_between(3e11, 4e12)).all()
    return (EPOCH if epoch else ""), False


def _side(fact: Facts) -> pl.Expr:
    """Return the side of each amount of a column."""
    letters = bare_amounts(fact)
    return _each_value(fact.name, lambda cells: side(cells, letters), pl.String())


def _number(fact: Facts, option: str, prior: Mark | None) -> tuple[pl.Expr, list[Remark]]:
    """Return the numbers of a column, and what is not certain about them."""
    column = fact.name
    if not fact.distinct:
        raise errors.columns.no_values(option, column)
    letters = bare_amounts(fact)
    if letters:
        fact = replace(fact, values=without_units(fact.values, letters))
    mark, numbers = as_numbers(fact, prior)
    if fact.share(numbers.is_not_null()) < _ENOUGH:
        unread = fact.values.filter(numbers.is_null())
        raise errors.transactions.not_amounts(option, column, str(unread[0])[:30] if len(unread) else "")
    if not is_texty(fact.dtype):
        known = pl.col(column).cast(pl.Float64)
        return pl.when(known.is_finite()).then(known), []
    remarks = []
    if mark.ambiguous:
        odd = fact.values.filter(fact.values.str.contains(r"\d[.,]\d{3}\D*$")).sort()
        if len(odd):
            number = float(as_number(odd[:1], mark.mark)[0])
            remarks.append(Remark("thousands_or_decimals", column, facts={"text": odd[0], "number": number}))
    return _each_value(column, lambda cells: as_number(without_units(cells, letters), mark.mark), pl.Float64()), remarks


def _each_value(column: str, read: Callable[[pl.Series], pl.Series], dtype: pl.DataType) -> pl.Expr:
    """Read each value of a batch once: dates and prices repeat."""

    def batch(cells: pl.Series) -> pl.Series:
        different = cells.unique()
        return cells.replace_strict(different, read(different), return_dtype=dtype)

    return pl.col(column).map_batches(batch, return_dtype=dtype, is_elementwise=True)


def _facts(frame: pl.LazyFrame, column: str, rows: int) -> Facts:
    """Count the values of a column; of very many different ones, those that their hash chooses."""
    texty = is_texty(frame.collect_schema()[column])
    values = frame.select((pl.col(column).cast(pl.String) if texty else pl.col(column)).alias("value"))
    every = max(1, rows // _SAMPLED)
    counted = _counted(values.filter(pl.col("value").hash(seed=0) % every == 0))
    if every > 1 and counted.height < _FEW:
        counted = _counted(values)
    dtype, total = counted["value"].dtype, int(counted["count"].sum())
    text = as_text(counted["value"]).str.strip_chars().str.replace_all(r"\s+", " ")
    known = counted.with_columns(text.alias("value")).drop_nulls().group_by("value").agg(pl.col("count").sum())
    known = known.sort(["count", "value"], descending=[True, False])
    missing = total - int(known["count"].sum())
    return Facts(column, dtype, total, missing, known["value"], known["count"], in_order=False)


def _counted(values: pl.LazyFrame) -> pl.DataFrame:
    return values.group_by("value").agg(pl.len().alias("count")).collect(engine="streaming")


def examples(frame: pl.LazyFrame, bad: pl.Expr, columns: Sequence[str]) -> tuple[tuple[str | int, ...], ...]:
    """Return the first rows in which something is bad, with what stands there."""
    found = (
        frame.with_row_index(_ROW, 1)
        .filter(bad)
        .select(_ROW, *columns)
        .bottom_k(3, by=_ROW)
        .collect(engine="streaming")
    )
    return tuple((row, *(str(cell)[:30] for cell in cells)) for row, *cells in found.sort(_ROW).rows())


_ROW = "row of the table"
