"""The type of a column, found in its values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import polars as pl

from coterie.parsing.bands import are_bands, spoilt_bands
from coterie.parsing.beside_numbers import are_credits, are_debits, are_open_ended
from coterie.parsing.booleans import may_be_boolean, to_boolean
from coterie.parsing.cells import is_nested, is_texty
from coterie.parsing.dates import EPOCH, EXCEL, EXCEL_1904, DateFormat, date_format, number_to_date, to_date
from coterie.parsing.numbers import DecimalMark, Mark, are_whole, in_range
from coterie.parsing.units import are_sides, one_of, units_of, without_units
from coterie.remarks import joined, say
from coterie.schema.columns import ColumnType
from coterie.schema.facts import Facts, Measured
from coterie.schema.number_doubts import BARE, are_bare, half_numbers, number_doubt, quoted
from coterie.schema.words import dated

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMERIC_ENOUGH = 0.9
_HALF = 0.5

_FIRST = 100
_DOTTED_DAY = r"^\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?:\D|$)"


Content = Literal["", "nothing", "free_text"]


@dataclass(frozen=True)
class Kind:
    """The type of a column, and what is worth saying about it.

    Attributes
    ----------
    type : ColumnType
        The type.
    says : str
        What the values look like, as the beginning of a reason.
    doubt : str
        What a person should check, as a sentence; empty when there is nothing.
    decimal : {".", ","}
        The mark before decimals.
    date_format : str
        How dates are written.
    units : tuple of str
        The unit behind the numbers, in its spellings.
    code : bool
        Digits that are no numbers: they begin with zeros, or are too long and too alike.
    whole : bool
        Whole numbers only.
    content : {"", "nothing", "free_text"}
        What a text holds, where that is why it is left out.
    open_order : bool
        Of dates: whether day and month could be exchanged in every cell.
    words : tuple of (str, float)
        Of numbers that are words: each in lower case with its number.
    """

    type: ColumnType
    says: str
    doubt: str = ""
    decimal: Mark = "."
    date_format: str = ""
    units: tuple[str, ...] = ()
    code: bool = False
    whole: bool = False
    content: Content = ""
    open_order: bool = False
    words: tuple[tuple[str, float], ...] = ()


def prior_mark(facts: Sequence[Facts], delimiter: str = "") -> Mark | None:
    """Return the decimal mark that the columns of a table prove, where they agree, or that its other signs speak for.

    A ``;`` between columns speaks for a comma: programs put it there where commas stand before decimals. So do days as
    they are written in such countries (``31.12.2024``).

    Parameters
    ----------
    facts : sequence of Facts
        All columns.
    delimiter : str
        Between the fields of a text file.

    Returns
    -------
    {".", ","} or None
        None when nothing speaks for one, or when columns differ.
    """
    proven: set[Mark] = set()
    for fact in (fact.sample() for fact in facts if is_texty(fact.dtype)):
        if fact.distinct and not fact.wordy and fact.mark.proven:
            mark = fact.mark.mark
            if fact.share(fact.numbers_by(mark).is_not_null()) >= NUMERIC_ENOUGH:
                proven.add(mark)
    if proven:
        return proven.pop() if len(proven) == 1 else None
    return "," if delimiter == ";" or any(map(_has_dotted_days, facts)) else None


def _has_dotted_days(fact: Facts) -> bool:
    """Return whether a column holds days with points between their parts."""
    if not is_texty(fact.dtype) or not fact.distinct or not re.search(_DOTTED_DAY, fact.values[0]):
        return False
    return bool(fact.values.head(_FIRST).str.contains(_DOTTED_DAY).all())


def kind_of(fact: Facts, prior: Mark | None = None) -> Kind:
    """Find the type of a column.

    Parameters
    ----------
    fact : Facts
        The column's counts.
    prior : {".", ","}, optional
        The decimal mark of the rest of the table.

    Returns
    -------
    Kind

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> [fact] = facts_of(pl.DataFrame({"income": ["$15,000", "$1,500.50"]}))
    >>> kind_of(fact).type, kind_of(fact).says
    ('numeric', 'numbers written as text, such as "$1,500.50"')
    """
    if is_nested(fact.dtype):
        return Kind("text", say("kind_of.nested"))
    if not fact.distinct:
        return Kind("text", say("kind_of.nothing"), content="nothing")
    if plain := _by_dtype(fact):
        return plain
    sample = fact.sample()
    if _says_yes_and_no(sample.values):
        return Kind("boolean", say("kind_of.only", values=quoted(fact.values.sort(), 4)))
    if sample.wordy:
        return _words(sample, fact)
    return _number(sample, prior) or _measured(sample, prior) or _date(sample) or _words(sample, fact)


def _says_yes_and_no(values: pl.Series) -> bool:
    """Return whether there is nothing but yes and no; most columns show by their first values that they are others."""
    if not may_be_boolean(values[0]) or to_boolean(values.head(_FIRST)).null_count():
        return False
    said = to_boolean(values)
    return said.n_unique() == 2 and said.null_count() == 0


def _by_dtype(fact: Facts) -> Kind | None:
    """Return the kind of a column that states it by itself."""
    if isinstance(fact.dtype, pl.Boolean):
        return Kind("boolean", say("kind_of.boolean"))
    if isinstance(fact.dtype, (pl.Date, pl.Datetime)):
        return Kind("date", say("kind_of.dates"))
    if isinstance(fact, Measured) and not (fact.whole and _maybe_dates(fact.name, fact.numbers)):
        return Kind("numeric", say("kind_of.numbers"), whole=fact.whole)
    return None


def as_numbers(fact: Facts, prior: Mark | None = None) -> tuple[DecimalMark, pl.Series]:
    """Return the decimal mark of a column, and its different values as numbers.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> [fact] = facts_of(pl.DataFrame({"x": ["1,5"]}))
    >>> as_numbers(fact)[1].to_list()
    [1.5]
    """
    if not is_texty(fact.dtype):
        return DecimalMark(".", proven=True, ambiguous=False), fact.numbers_by(".")
    mark = fact.mark if fact.mark.proven else fact.mark._replace(mark=prior or ".")
    numbers = fact.numbers_by(mark.mark)
    if mark.proven or mark.mark == "." or fact.share(numbers.is_not_null()) >= NUMERIC_ENOUGH:
        return mark, numbers
    read = fact.numbers_by(fact.mark.mark)  # what the rest of the table says does not fit here
    return (fact.mark, read) if read.count() > numbers.count() else (mark, numbers)


def _number(fact: Facts, prior: Mark | None) -> Kind | None:
    """Return the kind of a column of numbers, codes, or dates written as numbers."""
    mark, numbers = as_numbers(fact, prior)
    if fact.share(numbers.is_not_null()) < NUMERIC_ENOUGH:
        return None
    read = in_range(numbers).drop_nulls()
    if read.is_empty():
        return None
    whole = are_whole(read)
    bare = is_texty(fact.dtype) and are_bare(fact)
    if is_texty(fact.dtype) and (other := _no_numbers(fact, bare=bare)):
        return other
    if form := _numeric_date(fact, read, whole=whole):
        says = say("kind_of.numeric_dates", example=quoted(fact.values, 1)[0])
        return Kind("date", says, _numeric_date_doubt(fact, form), date_format=form)
    kind = Kind("numeric", say("kind_of.numbers"), decimal=mark.mark, whole=whole)
    if not is_texty(fact.dtype):
        return kind
    says = kind.says if bare else _written(fact)
    return replace(kind, says=says, doubt=number_doubt(fact, mark, numbers, bare=bare))


def _measured(fact: Facts, prior: Mark | None) -> Kind | None:
    """Return the kind of a column of numbers with a unit; several units make no numbers."""
    if not is_texty(fact.dtype):
        return None
    unread = fact.values.filter(as_numbers(fact, prior)[1].is_null())
    units = units_of(unread)
    if not units:
        return None
    bare = replace(fact, values=without_units(fact.values, units))
    thousands = fact.values.str.extract(r"\d\s*([kKMB])\b").drop_nulls().unique().sort().to_list()
    if len({*map(one_of, units), *thousands}) > 1 and not are_sides(units):
        numbers = as_numbers(bare, prior)[1]
        several = say("kind_of.several_units", units=[*thousands, *units])
        enough = fact.share(numbers.is_not_null()) >= NUMERIC_ENOUGH
        return Kind("text", several, say("doubt.several_units")) if enough else None
    found = _number(bare, prior)
    if found is None or found.type != "numeric":
        return None
    says = say("kind_of.with_unit", example=quoted(_longest(unread), 1)[0])
    alone = 1 - fact.share(fact.values.is_in(unread.implode()))
    doubt = say("doubt.no_unit", percent=100 * alone) if alone > 0 else ""
    return replace(found, says=says, units=units, doubt=joined((doubt, found.doubt)))


def _no_numbers(fact: Facts, *, bare: bool) -> Kind | None:
    """Return the kind of a column whose cells look like numbers and are none: codes, steps, bands, units in a mix."""
    if _is_code(fact):
        return Kind("categorical", say("kind_of.codes"), code=True)
    if bare:
        return None
    if are_bands(fact.values) or fact.share(are_open_ended(fact.values)) > _HALF:
        return _words(fact, fact)
    lakhs = fact.values.str.contains(r"(?i)\d\s*(?:lakhs?|lacs?)\b").any()
    if lakhs and are_credits(fact.values).any() and not are_debits(fact.values).any():
        return Kind("text", say("kind_of.several_units", units=["cr", "lakh"]), say("doubt.several_units"))
    return None


def _is_code(fact: Facts) -> bool:
    """Return whether digits are codes: some begin with a zero, and all are equally long."""
    if not fact.values.str.contains(r"^0\d").any():
        return False
    return bool(fact.values.str.contains(r"^\d{2,}$").all()) and fact.values.str.len_chars().n_unique() == 1


def _maybe_dates(name: str, numbers: pl.Series) -> bool:
    """Return whether whole numbers could be dates."""
    return dated(name) or bool(numbers.drop_nulls().is_between(18_000_101, 22_001_231).all())


def _numeric_date(fact: Facts, read: pl.Series, *, whole: bool) -> str:
    """Return the format of dates written as numbers, or an empty string; the time of day may be a fraction."""
    if whole and _all_between(read, 18_000_101, 22_001_231) and _all_dates(fact, "%Y%m%d"):
        return "%Y%m%d"
    if not dated(fact.name):
        return ""
    if whole and fact.values.str.contains(r"^(?:19|20)\d{12}$").all() and _all_dates(fact, "%Y%m%d"):
        return "%Y%m%d"
    if whole and fact.values.str.contains(r"^\d{6}$").all() and _all_dates(fact, "%y%m%d"):
        return "%y%m%d"
    if _all_between(read, 20_000, 60_000):
        return EXCEL
    since = read.is_between(3e8, 4e9) | read.is_between(3e11, 4e12) | read.is_between(3e14, 4e15)
    return EPOCH if bool(since.all()) else ""


def _all_between(numbers: pl.Series, least: float, most: float) -> bool:
    """Return whether all numbers lie between two."""
    return bool(least <= numbers.min() and numbers.max() <= most)  # type: ignore[operator]  # numbers


def _all_dates(fact: Facts, form: str) -> bool:
    """Return whether a format reads every value."""
    return to_date(fact.values, form).null_count() == 0


def from_1904(fact: Facts, kind: Kind) -> Kind:
    """Return a column of a workbook that counts its days from 1904: dates written as numbers are such days.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> [fact] = facts_of(pl.DataFrame({"member_since": [42370, 42371]}))
    >>> from_1904(fact, kind_of(fact)).date_format
    'excel from 1904'
    """
    if kind.date_format != EXCEL:
        return kind
    return replace(kind, date_format=EXCEL_1904, doubt=_numeric_date_doubt(fact, EXCEL_1904))


def _numeric_date_doubt(fact: Facts, form: str) -> str:
    """Say that plain numbers might be amounts after all."""
    if form == "%Y%m%d":
        return ""
    first = (
        number_to_date(fact.values.head(1).cast(pl.Float64), form)[0] if form in {EXCEL, EXCEL_1904, EPOCH} else None
    )
    day = first or to_date(fact.values.head(1), form)[0]
    return say("doubt.numeric_dates", value=fact.values[0], day=day, column=fact.name)


def _written(fact: Facts) -> str:
    """Say how numbers are written, where that is not plain."""
    odd = fact.values.filter(~fact.values.str.contains(BARE))
    return say("kind_of.numbers") if odd.is_empty() else say("kind_of.as_text", example=quoted(_longest(odd), 1)[0])


def _longest(values: pl.Series) -> pl.Series:
    """Return the longest values first, equals in alphabetical order: the longest shows most of how they are written."""
    sorting = [-values.str.len_chars().cast(pl.Int64), values]
    return values.to_frame("v").select(pl.col("v").sort_by(sorting)).to_series()


def _date(fact: Facts) -> Kind | None:
    """Return the kind of a column of dates."""
    found = date_format(fact.values)
    if found is None or fact.share(to_date(fact.values, found.format).is_not_null()) < NUMERIC_ENOUGH:
        return None
    return Kind(
        "date",
        say("kind_of.dates_such_as", example=quoted(fact.values, 1)[0]),
        _date_doubt(found),
        date_format=found.format,
        open_order=bool(found.other),
    )


def _date_doubt(found: DateFormat) -> str:
    """Say what is not certain about the dates of a column."""
    doubts = [say("doubt.day_or_month")] if found.other else []
    if " from " in found.format:
        start = int(found.format.partition(" from ")[2].split()[0])
        doubts.append(say("doubt.two_digits", first=start, last=start + 99))
    if "|" in found.format:
        doubts.append(say("doubt.two_ways"))
    if found.share < 1:
        doubts.append(say("doubt.no_dates", percent=100 * (1 - found.share)))
    return joined(doubts)


def _words(sample: Facts, fact: Facts) -> Kind:
    """Return the kind of a column of text: categories, or free text."""
    length = float(sample.values.str.len_chars().mean() or 0)  # type: ignore[arg-type]  # a whole number's mean
    spaces = float(sample.values.str.count_matches(" ").mean() or 0)  # type: ignore[arg-type]  # as above
    if fact.distinct > 20 and (length > 60 or spaces >= 5):
        return Kind("text", say("kind_of.free_text"), content="free_text")
    different = fact.values.str.to_lowercase().n_unique()
    many = different > 0.5 * fact.present and fact.present >= 10
    if many or different > max(50, 0.2 * fact.present) or different > 250:
        says = say("kind_of.many_texts", values=different, rows=fact.present)
        return Kind("text", says, joined(half_numbers(fact)))
    lone = say("doubt.one_value", value=quoted(fact.values, 1)[0]) if different == 1 else ""
    says = say("kind_of.texts", n=different)
    doubts = [lone] if lone and fact.present < fact.rows else []
    if not sample.wordy and len(spoilt := spoilt_bands(fact.values)):
        percent = 100 * fact.share(fact.values.is_in(spoilt.implode()))
        doubts.append(say("doubt.spoilt_bands", percent=percent, example=quoted(spoilt, 1)[0]))
    return Kind("categorical", says, joined([*doubts, *_answer_doubts(fact), *half_numbers(fact)]))


def _answer_doubts(fact: Facts) -> list[str]:
    """Say which words are taken as answers that mean "missing" elsewhere."""
    return [say("doubt.answer", word=word, percent=100 * fact.share(fact.values == word)) for word in fact.answers]
