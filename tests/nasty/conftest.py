"""One table with a known answer, to be written in many nasty forms."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from coterie.cleaning import clean
from coterie.schema import infer
from coterie.sources import read

HEAD = ("Customer ID", "Age", "Annual Income", "Spending Score", "Joined", "VIP", "Card Type")
KINDS = dict(zip(HEAD, ("id", "numeric", "numeric", "numeric", "date", "boolean", "categorical"), strict=True))
CENTRES = ((20_000.5, 20), (21_000, 80), (55_000, 50), (90_000, 15), (95_000, 85))
PLAIN = {
    "Annual Income": "{:.2f}".format,
    "Joined": date.isoformat,
    "VIP": lambda vip: "Yes" if vip else "No",
}


@dataclass(frozen=True)
class Base:
    """Sixty customers, five segments."""

    rows: tuple[tuple[object, ...], ...]
    folder: object

    def cells(self, **formats) -> list[list[str]]:
        """Return every cell as text; formats by the column's name, blanks left out."""
        given = {name: formats.get(name.replace(" ", ""), PLAIN.get(name, str)) for name in HEAD}
        return [[given[name](cell) for name, cell in zip(HEAD, row, strict=True)] for row in self.rows]

    def text(self, delimiter=",", *, head=HEAD, options=(), **formats) -> str:
        """Write the customers as delimited text."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n", **dict(options))
        writer.writerows([head] * bool(head) + self.cells(**formats))
        return out.getvalue()

    def lines(self, **formats) -> list[str]:
        return self.text(**formats).splitlines()

    def column(self, name) -> list[object]:
        return [row[HEAD.index(name)] for row in self.rows]

    def read(self, data, name="customers.csv", **options):
        """Write a file, and return it as it was read, planned and cleaned."""
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        table = read(path, **options)
        schema = infer(table)
        frame, report = clean(table, schema)
        return path, schema, frame, report

    def check(self, data, name="customers.csv", *, changed=(), columns=HEAD, **options):
        """Read a file and compare every cell; return what was said of it, by action."""
        _, schema, frame, report = self.read(data, name, **options)
        changed = dict(changed)
        for column in columns:
            assert column in frame.columns, schema[column] if column in {c.name for c in schema.columns} else schema
            if KINDS[column] != "id":
                assert schema[column].type == KINDS[column], schema[column].reason
            wanted = changed.get(column, self.column(column))
            wanted = pytest.approx(wanted, rel=1e-12) if column == "Annual Income" else wanted
            assert frame[column].to_list() == wanted, column
        return {(each.column, each.code): each for each in report.remarks}


@pytest.fixture
def base(tmp_path) -> Base:
    drawn = random.Random(4)  # noqa: S311 - no secret
    rows = []
    for number in range(60):
        income, score = CENTRES[number % 5]
        rows.append(
            (
                1000 + 7 * number,
                20 + number * 13 % 50,
                round(income + drawn.randrange(-400_000, 400_000) / 100, 2),
                min(max(score + drawn.randrange(-8, 8), 1), 99),
                date(2019, 1, 3) + timedelta(days=number * 97 % 1900),
                number % 3 == 0,
                ("Visa", "Amex", "Discover")[number % 3],
            )
        )
    return Base(tuple(rows), tmp_path)
