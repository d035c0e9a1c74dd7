"""Rows of a table that are no customers: repeated headers, notes under the table, totals and averages."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from coterie.parsing.missing import is_missing
from coterie.parsing.numbers import Mark, decimal_mark, to_number
from coterie.remarks import Remark
from coterie.sources.text.id_sequence import is_one_more_id
from coterie.sources.text.records import MOST_LINES, on_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_ELSEWHERE = (
    r"sous[ \-]?total|total g[eé]n[eé]ral|teilsumme|endsumme|subtotale|totale generale|total general|subtotaal"
    r"|eindtotaal|podsuma|razem|mezisoučet|celkem|összesen|yhteensä|välisumma|delsumma|summa|delsum|i alt|toplam"
    r"|ara toplam|genel toplam|итого|всего|подытог|小計|合計|総計|小计|合计|总计|소계|합계|총계"
)
_TOTAL = (
    r"(?i)^[\s*#_.(\[-]*(?:(?:grand|sub|overall|running|report)[ \-_]?)?"
    rf"(?:totals?|sum|gesamt(?:summe)?|summe|zwischensumme|totale|totaal|suma|average|mean|{_ELSEWHERE})\W*$"
)
_MAYBE_TOTAL = (
    r"(?i)^[\s*#_.(\[-]*(?:(?:grand|sub|overall|running|report|column|sample|std\.?)[ \-_]?)?"
    r"(?:totals?|sums?|averages?|avg|means?|medians?|min(?:imum)?|max(?:imum)?|count|stdd?e?v?|dev(?:iation)?"
    r"|gesamt(?:summe)?|summe|zwischensumme|mittelwert|durchschnitt|totale|totaal|suma|somme|moyenne|promedio|media"
    rf"|gemiddelde|srednia|średnia|medel|среднее|平均|{_ELSEWHERE})\b"
)
_NUMERIC = 0.8
_SEVERAL = 2
_MOST_GAPS = (
    50  # behind which a second table is looked for: each may take a pass over all rows, and every row may have one
)
_AMOUNT = r"\d[.,]\d{1,3}\D*$|[^\w@.\-]"
"""Of numbers with cents or thousands, signs or blanks, which no ids have."""
_SELDOM, _BLOCKS = 0.1, 60
_CLOSE = 1e-4
_MANY = 1000
_FEW = 5
_NARROW = 0.9
_IDS = 0.98
_CATEGORY = 5


def names_total(text: pl.Expr) -> pl.Expr:
    """Return whether a text is what totals and averages are called, and nothing else.

    Examples
    --------
    >>> pl.select(names_total(pl.lit("** Grand Total: **"))).item()
    True
    """
    return text.str.contains(_TOTAL)


def may_name_total(text: pl.Expr) -> pl.Expr:
    """Return whether a text begins as the name of a total does.

    Examples
    --------
    >>> pl.select(may_name_total(pl.lit("Total (60 customers)"))).item()
    True
    """
    return text.str.contains(_MAYBE_TOTAL)


def numeric_columns(rows: pl.DataFrame, bare: Sequence[str]) -> dict[str, Mark]:
    """Return the columns in which at least four of five cells are numbers, each with its decimal mark.

    Examples
    --------
    >>> numeric_columns(pl.DataFrame({"a": ["1,5", "2"], "b": ["x", "y"]}), ["a", "b"])
    {'a': ','}
    """
    found: dict[str, Mark] = {}
    for name in bare:
        values = rows[name].drop_nulls()
        mark = decimal_mark(values).mark
        if len(values) and to_number(values, mark).is_not_null().mean() >= _NUMERIC:  # type: ignore[operator]  # a Boolean's mean
            found[name] = mark
    return found


def without_strays(
    body: pl.DataFrame,
    bare: Sequence[str],
    headers: Iterable[Sequence[str | None]],
    *,
    short: Collection[int] = (),
    long: Collection[int] = (),
) -> tuple[pl.DataFrame, list[Remark]]:
    """Leave out repeated headers, notes under the table, totals and averages.

    A row that is called "Total" or the like is left out where it has gaps or is the last: a company may be called so.
    One whose name only begins so, or that has none, is left out where its numbers are the sums or the averages, also
    rounded, of those above, or its name stands in a column of numbers. A row of nothing but an id like the others is a
    customer.

    Parameters
    ----------
    body : polars.DataFrame
        The rows under the header, with the columns `bare`, "filled" and "line".
    bare : sequence of str
        Names of the columns of cells without blanks around them, empty ones null.
    headers : iterable of sequences of str or None
        Each line of the header.
    short, long : collection of int
        Lines with too few cells, and with too many.

    Returns
    -------
    body : polars.DataFrame
        The customers.
    remarks : list of Remark
        What was left out, by line.
    """
    remarks: list[Remark] = []
    for header in headers:
        named = [(name, title) for name, title in zip(bare, header, strict=True) if title is not None]
        if named:
            same = pl.all_horizontal(_folded(pl.col(name)).eq_missing(_folded(pl.lit(title))) for name, title in named)
            if not body.select(_folded(pl.col(named[0][0])) == _folded(pl.lit(named[0][1]))).to_series().any():
                continue  # most tables repeat no header, and one column says so
            body = _without_titles(body, bare, same, remarks)
            body = _leave_out(body, same, "repeated_header", remarks)
    if body.height and len(bare) > 1:
        body = _leave_out(body, _comments(bare, short), "comment_lines", remarks)
    body = _without_second_table(body, bare, remarks, short=short, long=long)
    body = _without_notes(body, bare, remarks, short=short)
    if len(bare) > 1 and body.height:
        body = _leave_out(body, _totals(body, bare), "total_rows", remarks)
    return body, remarks


def _without_second_table(
    body: pl.DataFrame,
    bare: Sequence[str],
    remarks: list[Remark],
    *,
    short: Collection[int],
    long: Collection[int],
) -> pl.DataFrame:
    """Leave out another table below: behind a blank line a line of words, and rows of another width or kind."""
    if len(bare) < 3 or body.height < 3:
        return body
    lines = body["line"].to_list()
    gaps = [at for at in range(2, len(lines) - 1) if lines[at] - lines[at - 1] > 1]
    for at in gaps[:_MOST_GAPS]:
        words = [cell for name in bare if (cell := body[name][at]) is not None]
        if len(words) < _SEVERAL or not all(_is_word(word) for word in words):
            continue
        above, below = body.head(at), body.slice(at)
        narrow = below.filter(pl.col("filled") < _usual(body)).height if lines[at] in short else 0
        wide = below.filter(pl.col("line").is_in(list(long))).height if lines[at] in long else 0
        if max(narrow, wide) >= _NARROW * below.height or _is_of_others(above, below, bare):
            remarks.append(quoting_lines("second_table", below, bare))
            return above
    return body


def _is_of_others(above: pl.DataFrame, below: pl.DataFrame, bare: Sequence[str]) -> bool:
    """Return whether rows of the same width tell of something else: words name the columns, and no id goes on."""
    head, rows = below.row(0, named=True), below.slice(1)
    ids, own = above[bare[0]].drop_nulls(), rows[bare[0]].drop_nulls()
    words = [head[name] for name in numeric_columns(above, bare)]
    named = len(words) >= _SEVERAL and None not in words and all(_is_word(word) for word in words)
    missing = bool(pl.select(is_missing(pl.lit(pl.Series(words, dtype=pl.String))).any()).item())
    numbered = bool(numeric_columns(rows, bare[1:]))
    return named and not missing and numbered and not any(is_one_more_id(str(text), ids) for text in own)


def _is_word(cell: object) -> bool:
    return to_number(pl.Series([cell], dtype=pl.String), ".")[0] is None


def _without_titles(body: pl.DataFrame, bare: Sequence[str], same: pl.Expr, remarks: list[Remark]) -> pl.DataFrame:
    """Leave out lines of one cell right above a repeated header: titles of pages."""
    above = (pl.col("filled") == 1) & pl.col(bare[0]).is_not_null() & same.fill_null(value=False).shift(-1)
    return _leave_out(body, above, "title_above_header", remarks)


def _comments(bare: Sequence[str], short: Collection[int]) -> pl.Expr:
    """Say which lines have no delimiter and begin with ``#``."""
    marked = pl.col(bare[0]).str.starts_with("#") & (pl.col("filled") == 1)
    return marked & pl.col("line").is_in(list(short))


def _folded(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(r"\s+", " ").str.to_lowercase()


def _leave_out(body: pl.DataFrame, which: pl.Expr, code: str, remarks: list[Remark]) -> pl.DataFrame:
    """Return the other rows, and remark on these; a row without a value is none of them."""
    which = which.fill_null(value=False)
    stray = body.filter(which)
    if stray.is_empty():
        return body
    known = next((at for at, remark in enumerate(remarks) if remark.code == code), None)
    lines = stray["line"].to_list()
    if known is None:
        remarks.append(on_lines(code, lines))
    else:
        before = remarks[known]
        shown = (*before.facts["lines"], *lines)  # type: ignore[misc]  # numbers, as `on_lines` put them there
        remarks[known] = replace(before, rows=before.rows + stray.height, facts={"lines": shown[:MOST_LINES]})
    return body.filter(~which)


def _usual(body: pl.DataFrame) -> int:
    """Return how many cells are filled in most rows."""
    return int(Counter(body["filled"].to_list()).most_common(1)[0][0])


def _without_notes(
    body: pl.DataFrame, bare: Sequence[str], remarks: list[Remark], *, short: Collection[int]
) -> pl.DataFrame:
    """Leave out the lines under the table: they fill the first cell alone, or few, with words where numbers stand."""
    if len(bare) < 3 or body.height < 3:
        return body
    usual = _usual(body)
    if body["filled"][-1] > usual / 2:
        return body
    numeric = numeric_columns(body, bare)
    full = body.filter(pl.col("filled") > usual / 2)[bare[0]].drop_nulls()
    keep = body.height
    while keep and _is_note(row := body.row(keep - 1, named=True), bare, numeric, usual=usual):
        if row["line"] not in short and row[bare[0]] is not None and is_one_more_id(str(row[bare[0]]), full):
            break
        keep -= 1
    footer = body.slice(keep)
    if footer.is_empty() or keep == 0:
        return body
    remarks.append(quoting_lines("lines_below", footer, bare))
    return body.head(keep)


def _is_note(row: Mapping[str, object], bare: Sequence[str], numeric: Mapping[str, Mark], *, usual: int) -> bool:
    """Return whether a row is a line of text under the table."""
    filled = [name for name in bare if row[name] is not None]
    if filled == [bare[0]]:
        return True
    words = [name for name in filled if name in numeric and _number(row[name], numeric[name]) is None]
    return len(filled) <= usual / 2 and len(words) == sum(name in numeric for name in filled) > 0


def quoting_lines(code: str, rows: pl.DataFrame, bare: Sequence[str]) -> Remark:
    """Return a remark on lines with the first of their texts, for a person to recognise them."""
    shown = tuple(
        (int(row["line"]), next((str(row[name]) for name in bare if row[name] is not None), "")[:40])
        for row in rows.head(5).iter_rows(named=True)
    )
    return Remark(code, rows=rows.height, facts={"lines": shown})


def _number(cell: object, mark: Mark) -> float | None:
    """Return a cell as a number."""
    read = to_number(pl.Series([cell], dtype=pl.String), mark)[0]
    return None if read is None or not math.isfinite(read) else float(read)


def _totals(body: pl.DataFrame, bare: Sequence[str]) -> pl.Expr:
    """Say which rows are totals or averages."""
    label, last = pl.coalesce(bare), pl.col("line") == body["line"].max()
    some_empty = pl.col("filled") < _usual(body)
    called = body.filter(names_total(label).fill_null(value=False))
    one_of_many = called.height >= _CATEGORY or _has_ids(body, bare, called)
    certain = pl.lit(value=False) if one_of_many else names_total(label) & (some_empty | last)
    nameless = pl.col(bare[0]).is_null() & (1 <= body[bare[0]].null_count() <= min(_SELDOM * body.height, _BLOCKS))
    maybe = body.filter(((may_name_total(label) | nameless | (last & some_empty)) & ~certain).fill_null(value=False))
    if maybe.is_empty() or maybe.height > _MANY:
        return certain
    proven = _proven(body, bare, maybe)
    return certain | pl.col("line").is_in(proven) if proven else certain


def _has_ids(body: pl.DataFrame, bare: Sequence[str], called: pl.DataFrame) -> bool:
    """Return whether rows that are called totals have an id each that looks like those of the others."""
    if called.is_empty():
        return False
    others = body.join(called, on="line", how="anti")
    if _stand_for_ids(others, bare, called):
        return False
    for name in bare:
        ids, own = others[name].drop_nulls(), called[name].drop_nulls()
        full = len(ids) >= max(_FEW, _IDS * others.height) and len(own) == called.height and own.n_unique() == len(own)
        amounts = ids.str.contains(_AMOUNT).any()
        if full and not amounts and all(is_one_more_id(str(text), ids) for text in own):
            return True
    return False


def _stand_for_ids(others: pl.DataFrame, bare: Sequence[str], called: pl.DataFrame) -> bool:
    """Return whether names of totals stand where all other rows have an id of their own."""
    label = next(name for name in bare if called[name].first() is not None)
    ids = others[label].drop_nulls()
    numbered = float(ids.str.contains(r"^\S*\d\S*$").mean() or 0)  # type: ignore[arg-type]  # a Boolean's mean
    return len(ids) >= max(_FEW, _IDS * others.height) and numbered >= _IDS and ids.n_unique() >= _NARROW * len(ids)


def _proven(body: pl.DataFrame, bare: Sequence[str], maybe: pl.DataFrame) -> list[int]:
    """Return the lines whose numbers, or whose place of their name, show that they are totals."""
    others = body.join(maybe, on="line", how="anti", maintain_order="left")
    numeric = numeric_columns(others, bare)
    numbers = others.select("line", *(to_number(others[name], mark).alias(name) for name, mark in numeric.items()))
    stays: list[pl.DataFrame] = []
    last = body["line"].max()
    proven: list[int] = []
    for row in maybe.iter_rows(named=True):
        first = next((name for name in bare if row[name] is not None), "")
        named = bool(pl.select(names_total(pl.lit(row[first] if first else ""))).item())
        called = bool(pl.select(may_name_total(pl.lit(row[first] if first else ""))).item())
        odd = first in numeric and _number(row[first], numeric[first]) is None
        misplaced = not named and odd and (called or (row["line"] == last and others.height >= _FEW))
        above = pl.concat([numbers, *stays]).filter(pl.col("line") < row["line"])
        since = above.filter(pl.col("line") > max(proven, default=0))
        nameless = row[bare[0]] is None
        averages = named or nameless or called
        blocks = (above, since)
        adds_up = any(_adds_up(row, numeric, rows, nameless=nameless) for rows in blocks)
        if misplaced or adds_up or (averages and any(_are_rounded_means(row, numeric, rows) for rows in blocks)):
            proven.append(row["line"])
        elif nameless:  # a customer, who counts in the sums below
            own = {name: _number(row[name], mark) for name, mark in numeric.items()}
            stays.append(pl.DataFrame({"line": row["line"], **own}, schema=numbers.schema))
    return proven


def _adds_up(row: Mapping[str, object], numeric: Mapping[str, Mark], above: pl.DataFrame, *, nameless: bool) -> bool:
    """Return whether every number of a row is the sum, or every one the average, of those above it.

    Where a row has no name, one of its columns may hold sums and another averages, as those of rates do; or sums beside
    something else, where two of them are.
    """
    if above.height < _FEW:
        return False
    cells = {name: _number(row[name], mark) for name, mark in numeric.items() if row[name] is not None}
    known = {name: cell for name, cell in cells.items() if cell is not None}
    sums, means = (
        {name: _near(cell, kind[name][0]) for name, cell in known.items()} for kind in (above.sum(), above.mean())
    )
    if not known or all(sums.values()) or all(means.values()):
        return bool(known)
    added = sum(hit and known[name] != 0 and not _near(known[name], above[name].max()) for name, hit in sums.items())  # type: ignore[arg-type]  # a number
    return nameless and (added >= 2 or (added == 1 and all(sums[name] or means[name] for name in known)))


def _are_rounded_means(row: Mapping[str, object], numeric: Mapping[str, Mark], above: pl.DataFrame) -> bool:
    """Return whether every number of a row is the average of those above it, rounded to as many digits as it has."""
    if above.height < _FEW:
        return False
    means = above.mean()
    cells = {
        name: (str(row[name]), _number(row[name], mark)) for name, mark in numeric.items() if row[name] is not None
    }
    near = [
        _rounds_to(cell, means[name][0], _decimals(text, numeric[name]))
        for name, (text, cell) in cells.items()
        if cell is not None
    ]
    return len(near) >= _SEVERAL and all(near)


def _rounds_to(cell: float, found: float | None, decimals: int) -> bool:
    return found is not None and abs(cell - found) <= 0.5000001 * 10.0**-decimals


def _decimals(text: str, mark: Mark) -> int:
    """Return how many digits stand behind the mark before decimals."""
    return sum(map(str.isdigit, text.rpartition(mark)[2])) if mark in text else 0


def _near(cell: float, found: float | None) -> bool:
    """Return whether two numbers differ by no more than rounding."""
    return found is not None and abs(cell - found) <= max(_CLOSE * abs(found), 0.5 * (abs(found) >= 100))
