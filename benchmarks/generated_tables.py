"""Small tables of known truth, written in many ways, read back and compared: crashes, wrong values, lost customers.

A table has an id, amounts, ages, a word and a band of each customer. How it is written is drawn by its seed: delimiter,
quotes, line ends, encoding, marks of numbers, currencies, words for "missing", lines above and below, a total. What is
wrong counts apart where it is said: a doubt on the column or a remark to look at, or a remark on rows left out.

    python benchmarks/generated_tables.py 3000          # the seeds 0 to 2999
    python benchmarks/generated_tables.py 3000 1000000  # 3,000 others
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

import coterie
from coterie.cleaning import clean
from coterie.remarks import group_of, needs_a_look
from coterie.schema import draft
from coterie.sources import read

ENCODINGS = {
    "utf-8": ("Köln", "Łódź", "東京", "São Paulo"), "utf-8-sig": ("Köln", "Łódź", "東京"), "utf-16": ("Köln", "東京"),
    "cp1252": ("Köln", "Besançon", "Málaga", "Düsseldorf"), "cp1250": ("Łódź", "Kraków", "Gdańsk", "Świdnica"),
    "cp1251": ("Москва", "Казань", "Самара"), "cp1254": ("Muğla", "Eskişehir", "Şişli", "Çorum"),
    "cp1257": ("Šiauliai", "Panevėžys", "Klaipėda", "Mažeikiai"), "ascii": ("Ulm", "Bonn", "Bern"),
}  # fmt: skip
AMOUNTS = {
    "plain": lambda cents: f"{cents / 100:.2f}",
    "grouped": lambda cents: f"{cents / 100:,.2f}",
    "dollars": lambda cents: f"${cents / 100:,.2f}",
    "comma": lambda cents: f"{cents / 100:.2f}".replace(".", ","),
    "euros": lambda cents: swapped(f"{cents / 100:,.2f}") + " €",
    "kroner": lambda cents: f"kr {swapped(f'{cents // 100:,}')},-",
    "francs": lambda cents: f"Fr. {cents // 100:,}.-".replace(",", "'"),
    "whole thousands": lambda cents: f"{cents // 100:,}",
    "whole points": lambda cents: swapped(f"{cents // 100:,}"),
    "accounting": lambda cents: f"({cents / 100:,.2f})" if cents % 3 == 0 else f"{cents / 100:,.2f}",
    "debits": lambda cents: f"{cents / 100:,.2f} {'DR' if cents % 3 == 0 else 'CR'}",
    "minus behind": lambda cents: f"{cents / 100:.2f}{'-' if cents % 3 == 0 else ''}",
}
NEGATIVE = {"accounting", "debits", "minus behind"}
WHOLE = {"kroner", "francs", "whole thousands", "whole points"}
AGES = {"plain": str, "years": lambda age: f"{age} yrs", "open end": lambda age: "70+" if age >= 70 else str(age)}
BANDS = {"dash": "{}-{}", "half open": "[{},{})", "left open": "({},{}]", "round": "({},{})", "words": "{} to {}"}
MISSING = ("", "n/a", "-", "NULL", "?", "unknown")
DELIMITERS, QUOTES, ENDS = (",", ";", "\t", "|"), ('"', "'"), ("\n", "\r\n", "\r")


def swapped(number: str) -> str:
    """Return a number with points for commas and commas for points."""
    return number.translate(str.maketrans(".,", ",."))


@dataclass
class Made:
    """A table as bytes, and what is true of it."""

    data: bytes
    how: dict[str, str]
    numbers: dict[str, dict[str, float | None]]
    words: dict[str, dict[str, str | None]]


@dataclass
class Counts:
    """What became of the tables."""

    tables: int = 0
    of: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, seed: int, how: dict[str, str], detail: str = "") -> None:
        self.of[what] += 1
        self.first.setdefault(what, f"seed {seed}: {detail} {how}")


def made(seed: int) -> Made:
    """Return the table of a seed."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    encoding = rng.choice(list(ENCODINGS))
    how = {
        "encoding": encoding,
        "delimiter": rng.choice(DELIMITERS),
        "end": rng.choice(ENDS),
        "amount": rng.choice(list(AMOUNTS)),
        "age": rng.choice(list(AGES)),
        "band": rng.choice(list(BANDS)),
        "quotes": rng.choice(["needed", "all", "single"]),
        "missing": rng.choice(MISSING),
        "notes": rng.choice(["", "above", "below", "both"]),
        "total": rng.choice(["", "", "total"]),
    }
    rows, numbers, words = [], {"Amount": {}, "Age": {}}, {"Town": {}, "Band": {}}
    for n in range(rng.randint(25, 80)):
        key = f"C{1000 + 7 * n}"
        cents, age, low = rng.randint(100, 9_999_999), rng.randint(18, 90), 10 * rng.randint(1, 6)
        gone = rng.random() < 0.1
        town, band = rng.choice(ENCODINGS[encoding]), BANDS[how["band"]].format(low, low + 10)
        value = cents // 100 if how["amount"] in WHOLE else cents / 100
        numbers["Amount"][key] = (
            None if gone else -value if how["amount"] in NEGATIVE and cents % 3 == 0 else float(value)
        )
        numbers["Age"][key] = float(min(age, 70) if how["age"] == "open end" else age)
        words["Town"][key], words["Band"][key] = town, band
        rows.append([key, how["missing"] if gone else AMOUNTS[how["amount"]](cents), AGES[how["age"]](age), town, band])
    if how["total"]:
        rows.append(["Total", AMOUNTS[how["amount"]](12_345_678), "", "", ""])
    text = written([["customer_id", "Amount", "Age", "Town", "Band"], *rows], how)
    return Made(text.replace("€", "EUR" if encoding == "ascii" else "€").encode(encoding), how, numbers, words)


def written(rows: list[list[str]], how: dict[str, str]) -> str:
    """Write cells as it was drawn."""
    quote, delimiter = ("'" if how["quotes"] == "single" else '"'), how["delimiter"]

    def cell(text: str) -> str:
        needed = delimiter in text or quote in text or (quote == "'" and text.startswith("'"))
        return quote + text.replace(quote, 2 * quote) + quote if needed or how["quotes"] == "all" else text

    lines = [delimiter.join(map(cell, row)) for row in rows]
    above = ["Customers of the shop"] if how["notes"] in {"above", "both"} else []
    below = ["Source: the shop"] if how["notes"] in {"below", "both"} else []
    return "".join(line + "\n" for line in [*above, *lines, *below]).replace("\n", how["end"])


def compare(seed: int, counts: Counts, folder: Path) -> None:
    """Read one table and count what differs from the truth."""
    table = made(seed)
    path = folder / "customers.csv"
    path.write_bytes(table.data)
    counts.tables += 1
    try:
        held = read(path)
        schema = draft(held).schema
        frame, report = clean(held, schema)
    except coterie.InputError as error:
        counts.add("refused", seed, table.how, str(error)[:120])
        return
    except Exception as error:  # noqa: BLE001 - a crash is what is counted
        counts.add("crash", seed, table.how, repr(error)[:120])
        return
    said = {remark.column for remark in report.remarks if needs_a_look(remark.code)} | {
        column.name for column in schema.columns if column.doubt
    }
    rows_said = any(group_of(remark.code) in {"lines_left_out", "rows_left_out"} for remark in report.remarks)
    read_as = any(remark.code == "read_as_encoding" for remark in report.remarks)
    _customers(table, frame, seed, counts, said=rows_said)
    _values(table, frame, seed, counts, said=said, read_as=read_as)


def _customers(table: Made, frame: pl.DataFrame, seed: int, counts: Counts, *, said: bool) -> None:
    names = frame.columns
    if "customer_id" not in names:
        counts.add("no id", seed, table.how)
        return
    ids = set(frame["customer_id"].cast(pl.String).to_list())
    true = set(table.numbers["Age"])
    for what, some in (("lost customer", true - ids), ("gained customer", ids - true)):
        if some:
            told = said and what.startswith("lost")
            counts.add(f"{what}, said" if told else what, seed, table.how, str(sorted(map(str, some))[:3]))


def _values(
    table: Made, frame: pl.DataFrame, seed: int, counts: Counts, *, said: set[str | None], read_as: bool
) -> None:
    for column, true in (*table.numbers.items(), *table.words.items()):
        if "customer_id" not in frame.columns or column not in frame.columns:
            counts.add("column not used", seed, table.how, column)
            continue
        found = dict(zip(frame["customer_id"].cast(pl.String), frame[column], strict=True))
        if column in table.numbers and not frame[column].dtype.is_numeric():
            counts.add("number not read as one", seed, table.how, f"{column}: {next(iter(found.values()))}")
            continue
        wrong = [key for key, value in true.items() if key in found and not _same(found[key], value)]
        if wrong:
            told = column in said or (column in table.words and read_as)
            detail = f"{column}: {true[wrong[0]]} read as {found[wrong[0]]}"
            counts.add("wrong value, said" if told else "wrong value", seed, table.how, detail)


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 1e-9 * max(abs(other), 1.0)
    return one == other


def run(tables: int = 3000, first: int = 0) -> Counts:
    """Return what becomes of that many tables, from a first seed on."""
    counts = Counts()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + tables):
            compare(seed, counts, Path(folder))
    return counts


if __name__ == "__main__":
    found = run(*map(int, sys.argv[1:]))
    print(f"{found.tables} tables")
    for what, times in sorted(found.of.items()):
        print(f"{what}: {times}; {found.first[what]}")
