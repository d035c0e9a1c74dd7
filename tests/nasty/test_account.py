"""What an auditor would count by hand in the file is what the account says."""

from __future__ import annotations

import csv
import io
import re

import pytest

import coterie
from coterie.remarks import say
from coterie.views import summarise

MISSING = {"n/a", "-", "?"}


def nasty_file(base):
    """Write a file with a bit of everything."""
    rows = list(csv.reader(io.StringIO(base.text(CardType=lambda c: f"{c}\nBank" if c == "Amex" else c))))
    head, *body = rows
    for at, cell in {3: "n/a", 9: "", 12: "-", 20: "soon", 33: "?", 44: "999", 51: ""}.items():
        body[at][1] = cell
    for at in (5, 6, 7):
        body[at][2] = f"${float(body[at][2]):,.2f}"
    body[30][6] = body[30][6].upper()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([["Export"], [], head, *body[:25], [], head, *body[25:], *body[:4]])
    out.write("Total,,3000000.00,3000,,,\n\nEnd\n")
    return out.getvalue(), body


@pytest.fixture
def audited(base):
    text, body = nasty_file(base)
    path = base.folder / "nasty.csv"
    path.write_text(text)
    result = coterie.segment(path, k=5, evidence="none")
    return text, body, summarise(result.segmentation), result


def test_rows_add_up(audited):
    text, body, summary, result = audited
    steps = {step["code"]: step["rows"] for step in summary["account"]["rows"]}
    lines = text.rstrip("\n").split("\n")
    records = list(csv.reader(io.StringIO(text)))
    assert steps["lines_in_file"] == len(lines)
    assert steps["blank_lines"] == sum(not line for line in lines)
    assert steps["repeated_header"] == sum(line.startswith("Customer ID") for line in lines) - 1
    assert steps["header"] == 1
    assert steps["continued_lines"] == len(lines) - len(records)
    assert steps["rows_read"] == sum(bool(row) and bool(re.fullmatch(r"\d+", row[0])) for row in records)
    assert steps["duplicate_row"] == steps["rows_read"] - len(
        {row[0] for row in records if row[:1] and row[0].isdigit()}
    )
    assert steps["customers"] == len(body) == result.assignments.height == 60
    left = steps["lines_in_file"]
    for step in summary["account"]["rows"]:
        left -= step["rows"] * step["left_out"]
        assert step["left_out"] or step["rows"] == left


def test_cells_add_up(audited):
    _, body, summary, _ = audited
    counted = {each["column"]: each for each in summary["account"]["columns"]}
    ages = [row[1] for row in body]
    age = counted["Age"]
    assert age["cells"] == 60
    assert age["empty"] + age["tokens"] == sum(cell == "" or cell in MISSING for cell in ages)
    assert age["unreadable"] == sum(cell.isalpha() for cell in ages)
    assert age["impossible"] == sum(cell.isdigit() and int(cell) > 120 for cell in ages)
    assert age["missing"] == age["gaps"] == 7
    assert counted["Annual Income"]["rewritten"] == sum("$" in row[2] for row in body)
    assert counted["Card Type"]["rewritten"] == sum("\n" in row[6] or row[6].isupper() for row in body)
    for each in counted.values():
        assert each["missing"] == each["empty"] + each["tokens"] + each["unreadable"] + each["impossible"]
    profile = summary["overall"]["profile"]["Age"]
    known = [int(cell) for cell in ages if cell.isdigit() and int(cell) <= 120]
    assert profile["mean"] == pytest.approx(sum(known) / len(known), abs=0.05)  # of few customers three digits


def test_the_page_shows_every_count(audited, tmp_path):
    _, _, summary, result = audited
    coterie.write_report(result, tmp_path / "report.html")
    page = re.sub(r"<[^>]+>", " ", (tmp_path / "report.html").read_text()).replace("&shy;", "")
    told = " ".join(page.split())
    left = 0
    for step in summary["account"]["rows"]:
        left = left - step["rows"] if step["left_out"] else step["rows"]
        said = (step["what"][0].upper() + step["what"][1:]).removesuffix(" left out").removesuffix(" dropped")
        assert f"{said} {step['rows']} {left}" in told if step["left_out"] else f"{said} {left}" in told
    filled, _, _ = say("account.filled", n=7, fill=0.0, impute="median").partition(" 0.00")
    assert f"Age 60 0 5 1 1 7 {filled}" in told or f"Age 60 2 3 1 1 7 {filled}" in told
