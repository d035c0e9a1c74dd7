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

_POINT_ZERO = r"^(-?\d+)\.0+$"
_MOSTLY = 0.5
_OFTEN = 0.3
_SHOWN = 3


def one_spelling(ids: pl.LazyFrame, column: str) -> tuple[Mapping[str, str], tuple[Remark, ...]]:
    """Return for each spelling of an id the one that is kept, where there are several, and what is said of it.

    Blanks, letter case, full-width letters and a decimal point before zeros alone do not matter; letter case does where
    most codes mix capitals and small letters.

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
    spelled = counted.with_columns(_folded(counted).alias("folded"))
    twice = spelled.filter(pl.col("folded").is_duplicated()).sort(
        ["folded", "rows", "id"], descending=[False, True, False]
    )
    if twice.is_empty():
        return {}, tuple(remarks)
    kept = twice.with_columns(pl.col("id").first().over("folded").alias("kept")).filter(pl.col("id") != pl.col("kept"))
    facts: dict[str, Fact] = {"spellings": tuple(kept.select("id", "kept").head(_SHOWN).rows())}
    remarks.append(Remark("ids_in_spellings", column, int(kept["rows"].sum()), facts))
    return dict(kept.select("id", "kept").rows()), tuple(remarks)


def _folded(counted: pl.DataFrame) -> pl.Series:
    """Return what is left of each id when what does not matter is gone."""
    ids = counted["id"].str.normalize("NFKC").str.replace_all(r"\s+", " ").str.replace(_POINT_ZERO, "$1")
    lower = ids.str.to_lowercase()
    coded = ids.str.contains(r"\d") & ~ids.str.contains(r"[\s@]") & ids.str.contains(r"[A-Za-z]")
    codes = ids.filter(coded)
    mixed = (codes.str.contains("[a-z]") & codes.str.contains("[A-Z]")).mean() if len(codes) else 0.0
    if float(mixed or 0) > _OFTEN:  # type: ignore[arg-type]  # a Boolean's mean
        return pl.select(pl.when(coded).then(ids).otherwise(lower)).to_series()
    return lower
