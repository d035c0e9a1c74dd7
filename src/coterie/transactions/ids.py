"""The ids of those who bought: spellings of one id that differ in nothing that matters are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.remarks import Fact, Remark

if TYPE_CHECKING:
    from collections.abc import Mapping

CUT = r"^\d(?:[.,]\d+)?[eE]\+\d{2,}$"
"""How a spreadsheet writes numbers of more than eleven digits; the last ones are gone."""

_LETTER = r"[\p{L}\p{M}]"
"""A letter of any script, or a mark that belongs to one."""
_POINT_ZERO = r"^(-?\d+)\.0+$"
_MOSTLY = 0.5
_OFTEN = 0.3
_SHOWN = 3
_FEWEST = 3


def one_spelling(ids: pl.LazyFrame, column: str) -> tuple[Mapping[str, str], tuple[Remark, ...]]:
    """Return for each spelling of an id the one that is kept, where there are several, and what is said of it.

    Blanks, letter case, full-width letters and a decimal point before zeros alone do not matter; letter case does where
    most codes mix capitals and small letters. Zeros before a number, and signs between its parts, do not matter where
    most ids that have some are there without them, too: then somebody wrote numbers in several ways.

    Parameters
    ----------
    ids : polars.LazyFrame
        One column, "id", of text without blanks around it.
    column : str
        Its name, for what is said.

    Raises
    ------
    coterie.errors.InputError
        When a spreadsheet cut most of the ids: different customers would become one.

    Examples
    --------
    >>> one_spelling(pl.LazyFrame({"id": ["17022", "17022.0", "17022", "A-1", "a-1", "A-1"]}), "who")[0]
    {'17022.0': '17022', 'a-1': 'A-1'}
    """
    counted = ids.drop_nulls().group_by("id").agg(pl.len().alias("rows")).collect(engine="streaming")
    cut = counted.filter(pl.col("id").str.contains(CUT))
    if cut.height and int(cut["rows"].sum()) >= _MOSTLY * int(counted["rows"].sum()):
        raise errors.transactions.ids_cut(column, str(cut["id"].min()))
    remarks = []
    if cut.height:
        remarks.append(Remark("ids_cut", column, int(cut["rows"].sum()), {"example": str(cut["id"].min())}))
    plain = folded(counted["id"])
    bare, likely = _bare(plain)
    spelled = counted.with_columns((bare if likely else plain).alias("folded"))
    more = pl.col("id").str.len_chars() > pl.col("folded").str.len_chars()
    twice = spelled.filter(pl.col("folded").is_duplicated()).sort(
        ["folded", more, "rows", "id"], descending=[False, False, True, False]
    )
    if not likely and (maybe := _maybe_one(counted.with_columns(plain.alias("plain"), bare.alias("folded")))):
        one, other = maybe[0]
        remarks.append(Remark("ids_maybe_one", column, len(maybe), {"one": one, "other": other}))
    if twice.is_empty():
        return {}, tuple(remarks)
    kept = twice.with_columns(pl.col("id").first().over("folded").alias("kept")).filter(pl.col("id") != pl.col("kept"))
    facts: dict[str, Fact] = {"spellings": tuple(kept.select("id", "kept").head(_SHOWN).rows())}
    code = "ids_taken_as_one" if likely else "ids_in_spellings"
    remarks.append(Remark(code, column, int(kept["rows"].sum()), facts))
    return dict(kept.select("id", "kept").rows()), tuple(remarks)


def bare_codes(ids: pl.Series) -> pl.Series:
    """Return codes without zeros before numbers and signs between parts.

    Examples
    --------
    >>> bare_codes(pl.Series(["c-0012", "017022", "ann smith"])).to_list()
    ['c12', '17022', 'ann smith']
    """
    coded = (
        ids.str.contains(rf"^{_LETTER}*(?:[-\s/_]*(?:{_LETTER}|\d)+)+$")
        & ids.str.contains(r"\d")
        & ~ids.str.contains(f"{_LETTER}{{5}}")
    )
    bare = ids.str.replace_all(r"[-\s/_]", "").str.replace(rf"^({_LETTER}*)0+(\d)", "$1$2")
    return pl.select(pl.when(coded).then(bare).otherwise(ids)).to_series()


def _bare(ids: pl.Series) -> tuple[pl.Series, bool]:
    """Return codes without zeros before numbers and signs between parts, and whether these are likely one.

    They are where at least three, and most, of those that lose something are then like another one that loses nothing,
    and where no two that lose signs at different places become one: 1-23 and 12-3.
    """
    found = pl.DataFrame({"id": ids, "bare": bare_codes(ids)})
    plain, changed = found.filter(pl.col("id") == pl.col("bare"))["id"], found.filter(pl.col("id") != pl.col("bare"))
    met = int(changed["bare"].is_in(plain.implode()).sum())
    places = changed.select(
        "bare", pl.col("id").str.replace(rf"^({_LETTER}*)0+", "$1").str.replace_all(r"[^-\s/_]", "x")
    )
    signs = places.filter(pl.col("id").str.contains(r"[-\s/_]")).with_columns(
        pl.col("id").str.replace_all(r"[-\s/_]", "-")
    )
    clash = signs.unique()["bare"].is_duplicated().any()
    return found["bare"], met >= _FEWEST and met >= _MOSTLY * changed.height and not clash


def _maybe_one(spelled: pl.DataFrame) -> tuple[tuple[str, str], ...]:
    """Return ids that may be one with another, which too few show that are alike."""
    order = spelled.sort(["folded", "rows", "id"], descending=[False, True, False])
    several = order.filter(pl.col("plain").n_unique().over("folded") > 1)
    first = several.with_columns(pl.col("id").first().over("folded").alias("kept"))
    return tuple(first.filter(pl.col("id") != pl.col("kept")).select("id", "kept").rows())


def folded(ids: pl.Series) -> pl.Series:
    """Return what is left of each id when what does not matter is gone.

    Parameters
    ----------
    ids : polars.Series of String
        Without blanks around them; each once.

    Examples
    --------
    >>> folded(pl.Series(["17022.0", "A-1"])).to_list()
    ['17022', 'a-1']
    """
    ids = ids.str.normalize("NFKC").str.replace_all(r"\s+", " ").str.replace(_POINT_ZERO, "$1")
    lower = ids.str.to_lowercase()
    coded = ids.str.contains(r"\d") & ~ids.str.contains(r"[\s@]") & ids.str.contains(r"\p{L}")
    codes = ids.filter(coded)
    mixed = (codes.str.contains(r"\p{Ll}") & codes.str.contains(r"\p{Lu}")).mean() if len(codes) else 0.0
    if float(mixed or 0) > _OFTEN:  # type: ignore[arg-type]  # a Boolean's mean
        return pl.select(pl.when(coded).then(ids).otherwise(lower)).to_series()
    return lower
