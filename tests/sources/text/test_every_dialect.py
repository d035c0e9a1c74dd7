"""Every way of writing fields that programs have: delimiter, quotes, what stands inside them, and how lines end."""

from __future__ import annotations

import itertools

import polars as pl
import pytest

from coterie.sources import read

DELIMITERS = [",", ";", "\t", "|"]
QUOTES = ["", '"', "'"]
WHICH = ["all", "texts", "where needed"]
INSIDE = ["nothing", "delimiter", "line break", "quote"]
ENDINGS = ["\n", "\r\n", "\r"]
ROWS = 24


def table(delimiter: str, quote: str, inside: str) -> list[list[str]]:
    """Return a header and rows, some of whose notes hold what has to be quoted."""
    what = {"nothing": " ", "delimiter": delimiter, "line break": "\n", "quote": f" {quote}x{quote} "}[inside]
    rows = [["id", "Age", "Paid", "Notes"]]
    for number in range(ROWS):
        note = f"first{what}second {number}" if number % 3 else f"plain {number}"
        rows.append([f"C{number}", str(20 + number), str(100 * number + 7), note])
    return rows


def written(rows: list[list[str]], delimiter: str, quote: str, *, which: str, ending: str) -> str:
    """Write rows with other code than what reads them."""

    def field(cell: str, *, number: bool) -> str:
        needed = any(sign in cell for sign in (delimiter, "\n", quote)) if quote else False
        if quote and (which == "all" or (which == "texts" and not number) or needed):
            return quote + cell.replace(quote, quote * 2) + quote
        return cell

    lines = (
        delimiter.join(field(cell, number=at in {1, 2} and top > 0) for at, cell in enumerate(row))
        for top, row in enumerate(rows)
    )
    return "".join(f"{line}\n" for line in lines).replace("\n", ending)


@pytest.mark.parametrize("quote", QUOTES, ids=["unquoted", "double", "single"])
@pytest.mark.parametrize("delimiter", DELIMITERS, ids=["comma", "semicolon", "tab", "bar"])
def test_every_cell_comes_as_it_was(delimiter, quote, tmp_path):
    path = tmp_path / "a.csv"
    for which, inside, ending in itertools.product(WHICH, INSIDE, ENDINGS):
        if not quote and inside != "nothing":
            continue
        rows = table(delimiter, quote, inside)
        path.write_bytes(written(rows, delimiter, quote, which=which, ending=ending).encode())
        frame = read(path).frame
        tidy = frame.select(pl.all().str.strip_chars())
        assert (frame.columns, tidy.rows()) == (rows[0], [tuple(row) for row in rows[1:]]), (which, inside, ending)
