"""Numbers that people wrote: currencies, thousands, percent signs, decimal commas, brackets for a minus, ``15k``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import polars as pl

from coterie.parsing.beside_numbers import (
    has_no_cents,
    may_have_marks,
    no_cents_behind,
    without_marks,
    without_no_cents,
)
from coterie.threads import cache_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

Mark = Literal[".", ","]

_CODES = (
    "aed|afn|amd|ars|aud|awg|azn|bbd|bdt|bgn|bhd|bif|bmd|bnd|bob|brl|bsd|btn|bwp|byn|bzd|cad|cdf|chf|clp"
    "|cny|cop|crc|cve|czk|djf|dkk|dop|dzd|egp|ern|etb|eur|fjd|fkp|gbp|ghs|gip|gmd|gnf|gtq|gyd|hkd|hnl|htg"
    "|huf|idr|ils|inr|iqd|irr|isk|jmd|jod|jpy|kes|kgs|khr|kmf|kpw|krw|kwd|kyd|kzt|lak|lbp|lkr|lrd|lsl|lyd|mad|mdl"
    "|mga|mkd|mmk|mnt|mop|mru|mur|mvr|mwk|mxn|myr|mzn|nad|ngn|nio|nok|npr|nzd|omr|pab|pen|pgk|php|pkr|pln|pyg|qar"
    "|rmb|ron|rsd|rub|rwf|sar|sbd|scr|sdg|sek|sgd|shp|sle|sos|srd|ssp|stn|syp|szl|thb|tjs|tmt|tnd|try|ttd|twd"
    "|tzs|uah|ugx|usd|uyu|uzs|ves|vnd|vuv|wst|xaf|xcd|xof|xpf|yer|zar|zmw|zwl|btc|eth|euros?|dollars?|pounds?|kr"
    "|zł|rs|kč|ft|lei|s?fr|tl|лв|руб|円|元"  # noqa: RUF001 - as they are written there
)
CURRENCY_CODES = frozenset(code for code in _CODES.split("|") if len(code) == 3 and code.isascii() and code.isalpha())
"""In lower case: "eur"."""
_CURRENCY = rf"(?i:[A-Z]{{1,2}}\$|\p{{Sc}}|(?:{_CODES})(?:\.|\b))"
_FACTORS = (
    (1e3, r"(?i:k|tsd\.?|thousand|t¤)"),
    (1e5, r"(?i:lakhs?|lacs?)"),
    (1e6, r"(?:M|MM|(?i:mn|mio\.?|mln|million))"),
    (1e7, r"(?i:crores?)"),
    (1e9, r"(?:B|(?i:bn|mrd\.?|billion))"),
)
_FACTOR = "|".join(pattern for _, pattern in _FACTORS)
_MONEY = r"\s*¤?\s*%?"  # currencies are all written so before a cell is read
_BEHIND = rf"{_MONEY}\s*-?\s*\)?{_MONEY}$"
_NEGATIVE = r"^[^0-9]*[(-]|-[^0-9)]*$"
_WORDS = r"^[ -/:-~]*$"  # no digit, in no script
_LETTERS = r"^[ -/:-~\u00c0-\u024f\u0370-\u04ff]*$"  # no digit in any of these scripts, nor what stands for one
_DIGITS = {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966) for digit in range(10)}
_INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"


class DecimalMark(NamedTuple):
    """The mark before the decimals of a column, and whether its values prove it.

    Attributes
    ----------
    mark : {".", ","}
        The mark.
    proven : bool
        False when every value could be read either way (``15.000``), or when none has a mark.
    ambiguous : bool
        True when values have a mark and could be read either way.
    """

    mark: Mark
    proven: bool
    ambiguous: bool


def _body(mark: Mark, *, whole: bool = False) -> str:
    """Return the pattern of digits, thousands and decimals; when `whole`, of no mark without decimals behind it."""
    other = "," if mark == "." else r"\."
    thousands = (
        rf"\d{{1,3}}(?:{other}\d{{2,3}})*{other}\d{{3}}|\d{{1,3}}(?: \d{{3}})+|\d{{1,3}}(?:['\u2019`]\d{{3}})+|\d+"
    )
    point = r"\." if mark == "." else ","
    decimals = rf"{point}\d+" if whole else rf"{point}\d*"
    return rf"(?:(?:{thousands})(?:{decimals})?|{point}\d+)(?:[eE][+-]?\d+)?"


def _grammar(mark: Mark) -> str:
    """Return the pattern of a whole cell."""
    signed = r"(?:[+-]\s*¤?|¤?\s*[+-]?)"
    number = rf"\s*{signed}\s*{_body(mark)}\s*(?:{_FACTOR})?{_MONEY}\s*"
    minus_behind = rf"{signed}\s*{_body(mark, whole=True)}\s*(?:{_FACTOR})?{_MONEY}\s*-{_MONEY}"
    return rf"^(?:{number}|{minus_behind}|{signed}\s*\({number}\){_MONEY})$"


def tidy(text: pl.Series) -> pl.Series:
    """Return text with one kind of blank, of minus and of digit, without what nobody sees and the blanks around it.

    Examples
    --------
    >>> import polars as pl
    >>> tidy(pl.Series(["\u200e ١٢", "\u22127\u00a0", "'15"])).to_list()
    ['12', '-7', '15']
    """
    cell = (
        pl.first()
        .str.replace_all(_INVISIBLE, "")
        .str.replace_all("\u00b4", "'")
        .str.normalize("NFKC")
        .str.replace_many(_DIGITS)
    )
    cell = cell.str.replace_all("[\u2010-\u2013\u2212]", "-").str.strip_chars()
    cell = cell.str.replace(r"^'([-+]?\d)", "$1")  # spreadsheets put it before what is to stay text
    return text.to_frame().select(cell).to_series()


def to_number(text: pl.Series, mark: Mark = ".") -> pl.Series:
    """Read numbers from text; what is none becomes null.

    Parameters
    ----------
    text : polars.Series of String
        Cells, missing ones null.
    mark : {".", ","}, default "."
        The mark before the decimals.

    Returns
    -------
    polars.Series of Float64
        As long as `text`. ``39%`` is 39, ``(1,200)`` is -1200, ``15k`` is 15000, ``inf`` is infinite;
        what `coterie.parsing.beside_numbers` knows of is left off.

    Examples
    --------
    >>> import polars as pl
    >>> to_number(pl.Series(["$15,000.00 ", "(1,200)", "15k", "1.6e4", "39 %", "n/a"])).to_list()
    [15000.0, -1200.0, 15000.0, 16000.0, 39.0, None]
    >>> to_number(pl.Series(["15.000,50 €", "1 200"]), ",").to_list()
    [15000.5, 1200.0]
    """
    if mark == ".":
        numbers = text.cast(pl.Float64, strict=False)
    else:
        whole = text.str.contains(r"^-?\d+$")
        numbers = text.to_frame().select(pl.when(whole).then(pl.first())).to_series().cast(pl.Float64, strict=False)
    if numbers.null_count() == text.null_count():
        return numbers
    rest = (numbers.is_null() & ~text.str.contains(_WORDS)).arg_true()
    return numbers.scatter(rest, _written(text.gather(rest), mark)) if len(rest) else numbers


def are_words(text: pl.Series) -> bool:
    """Return whether every cell is letters and signs, none of them a number: nothing of a number or a day is there.

    Letters of other scripts than Latin, Greek and Cyrillic are not looked at: they may count.

    Examples
    --------
    >>> import polars as pl
    >>> [are_words(pl.Series([text])) for text in ("São Paulo", "inf", "²", "5 kg", "三月")]
    [True, False, False, False, False]
    """
    letters = bool(text.str.contains(_LETTERS).all())
    return letters and text.cast(pl.Float64, strict=False).null_count() == len(text)


LARGEST = 1e100
"""Numbers beyond it in size are taken as missing, and those nearer 0 than one over it as 0: no power of them that is
needed anywhere goes beyond what a computer holds."""


def in_range(numbers: pl.Series) -> pl.Series:
    """Return numbers that can be computed with: those beyond 1e100 in size null, those nearer 0 than 1e-100 zero.

    Parameters
    ----------
    numbers : polars.Series of Float64

    Returns
    -------
    polars.Series of Float64

    Examples
    --------
    >>> import polars as pl
    >>> in_range(pl.Series([1e300, float("inf"), 1e-300, 7.0])).to_list()
    [None, None, 0.0, 7.0]
    """
    if is_ordinary(numbers):
        return numbers
    number, size = pl.col("n"), pl.col("n").abs()
    usable = pl.when(size < 1 / LARGEST).then(0.0).when(size <= LARGEST).then(number)
    return numbers.alias("n").to_frame().select(usable.alias(numbers.name)).to_series()


def are_whole(numbers: pl.Series) -> bool:
    """Return whether numbers, none of them missing, have no decimals.

    Examples
    --------
    >>> import polars as pl
    >>> are_whole(pl.Series([1.0, -3.0])), are_whole(pl.Series([1.5]))
    (True, False)
    """
    values = numbers.to_numpy()
    return bool((values == np.rint(values)).all())


def is_ordinary(numbers: pl.Series) -> bool:
    """Return whether every number is there and in range, so that `in_range` would change none.

    Examples
    --------
    >>> import polars as pl
    >>> [is_ordinary(pl.Series([1.0, number])) for number in (0.0, -0.0, 1e300, float("nan"), None)]
    [True, False, False, False, False]
    """
    if numbers.null_count() or numbers.dtype != pl.Float64:
        return False
    values = numbers.to_numpy()
    return all(_are_ordinary(values[block]) for block in cache_blocks(len(values)))


def _are_ordinary(values: NDArray[np.float64]) -> bool:
    sizes = np.abs(values)
    if not (sizes <= LARGEST).all():
        return False
    tiny = int(np.count_nonzero(sizes < 1 / LARGEST))
    return not tiny or (
        tiny == len(values) - int(np.count_nonzero(values)) and not np.signbit(values[values == 0]).any()
    )


def _written(text: pl.Series, mark: Mark) -> pl.Series:
    """Read the cells that are not plain machine numbers; those that then are none, without what stands beside."""
    marks = {"\u066b": mark, "\u066c": "'", "·": mark}  # Arabic ones, and an old English one
    cells = tidy(text.str.replace_many(marks))
    numbers = _signed(cells, mark)
    rest = (numbers.is_null() & may_have_marks(cells)).arg_true()
    if not len(rest):
        return numbers
    return numbers.scatter(rest, _signed(without_marks(cells.gather(rest)), mark))


def _signed(cells: pl.Series, mark: Mark) -> pl.Series:
    """Read tidy cells."""
    cell = pl.col("cell")
    point = cell.str.extract(f"({_body(mark)})").str.replace_all("[ '\u2019`]", "")
    machine = point.str.replace_all(",", "") if mark == "." else point.str.replace_all(r"\.", "").str.replace(",", ".")
    factor = pl.lit(1.0)
    for value, pattern in _FACTORS:
        factor = pl.when(cell.str.contains(rf"\d\.?,?\s*{pattern}{_BEHIND}")).then(value).otherwise(factor)
    sign = pl.when(cell.str.contains(_NEGATIVE)).then(-1.0).otherwise(1.0)
    infinite = pl.when(cell.str.contains(r"^\+?∞$")).then(float("inf")).when(cell == "-∞").then(float("-inf"))
    read = pl.when(cell.str.contains(_grammar(mark))).then(machine.cast(pl.Float64, strict=False) * factor * sign)
    plain = cells.str.replace_all(_CURRENCY, "¤")
    return plain.alias("cell").to_frame().select(pl.coalesce(read, infinite).alias("number")).to_series()


def _evidence(mark: str, other: str) -> str:
    """Return the pattern of a cell that can only be read with `mark` before the decimals."""
    m, o = (f"[{mark}]", f"[{other}]")
    both = rf"\d{o}\d{{3}}{m}\d"
    not_three = rf"^\D*[^{mark}]*\d{m}(?:\d{{1,2}}|\d{{4,}})?(?:[^\d{mark}](?:[^{mark}]*|\D*))?$"
    from_zero = rf"(?:^|[^\d.,])0{m}\d|^[^\d.,]*{m}\d|\d{{4,}}{m}\d"
    twice = rf"\d{o}\d{{3}}{o}\d{{3}}"
    return f"{both}|{not_three}|{from_zero}|{twice}"


def _without_cents(marked: pl.Series) -> tuple[pl.Series, int, int]:
    """Return cells without dashes instead of cents, and how many of these prove a point, and a comma, for decimals."""
    if marked.is_empty() or not has_no_cents(marked).any():
        return marked, 0, 0
    points, commas = (int(marked.str.contains(no_cents_behind(other)).sum()) for other in (",", "."))
    return without_no_cents(marked), points, commas


def decimal_mark(text: pl.Series, prior: Mark | None = None) -> DecimalMark:
    """Find the mark before the decimals of a column of numbers.

    A cell proves a mark when it can be read only one way: ``1.234,5``, ``39,0``, ``0.125``, ``1.234.567``. The mark
    that more cells prove is taken. When none proves anything (``15.000``), `prior` decides; without one, a comma before
    three digits separates thousands and a point is a decimal point, as in English.

    Parameters
    ----------
    text : polars.Series of String
        Cells, missing ones null.
    prior : {".", ","}, optional
        The mark that the rest of the table uses.

    Returns
    -------
    DecimalMark

    Examples
    --------
    >>> import polars as pl
    >>> decimal_mark(pl.Series(["15.000,00", "800"]))
    DecimalMark(mark=',', proven=True, ambiguous=False)
    >>> decimal_mark(pl.Series(["15,000", "800"]))
    DecimalMark(mark='.', proven=False, ambiguous=True)
    """
    marked, no_cents, no_cents_by_comma = _without_cents(text.alias("cell").filter(text.str.contains("[.,]")))
    if marked.is_empty():
        return DecimalMark(prior or ".", proven=False, ambiguous=False)
    evidence = (pl.col("cell").str.contains(_evidence(*pair)).sum().alias(pair[0]) for pair in ((".", ","), (",", ".")))
    points, commas = marked.to_frame().select(evidence).row(0)
    points, commas = points + no_cents, commas + no_cents_by_comma
    if points > commas:
        return DecimalMark(".", proven=True, ambiguous=False)
    if commas > points:
        return DecimalMark(",", proven=True, ambiguous=False)
    return DecimalMark(prior or ".", proven=False, ambiguous=True)


def currencies(text: pl.Series) -> tuple[str, ...]:
    """Return the currencies written in a column, in alphabetical order, upper case.

    Examples
    --------
    >>> import polars as pl
    >>> currencies(pl.Series(["$5", "7 €", "$9", "12"]))
    ('$', '€')
    """
    found = text.str.extract(f"({_CURRENCY})").str.to_uppercase().drop_nulls().unique().to_list()
    return tuple(sorted(found))


def currency_in(text: pl.Expr) -> pl.Expr:
    """Return the currency that each cell is written with, upper case; null where it has none.

    Examples
    --------
    >>> pl.DataFrame({"paid": ["$5", "7 €", "12"]}).select(currency_in(pl.col("paid")))["paid"].to_list()
    ['$', '€', None]
    """
    return text.str.extract(f"({_CURRENCY})").str.to_uppercase()
