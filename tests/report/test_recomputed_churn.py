"""Every number that the page tells of customers, of a table of the shape of a real one, worked out again from the file.

The table is invented: like many of a bank that loses customers it has empty cells, an amount that a third has none of,
categories, and yes and no. What is worked out uses the standard library alone: no number of the package is asked.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from html import unescape
from math import asin, sqrt
from statistics import fmean, median, pstdev, stdev
from typing import TYPE_CHECKING

import pytest

import coterie
from coterie.outputs import write_outputs

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.words

Rows = list[dict[str, str]]
NUMBERS = {"CreditScore": "credit score", "Age": "age", "Balance": "balance", "EstimatedSalary": "estimated salary"}
WORDS = {
    "Geography": "geography",
    "Gender": "gender",
    "IsActiveMember": "is active member",
    "CardType": "card type",
    "Exited": "exited",
}
NAMES = ("Alpha", "Beta", "Gamma")
AGES = {"<30": (0, 29), "30–44": (30, 44), "45–59": (45, 59), "≥60": (60, 200)}


def churn(n: int = 1500, seed: int = 7) -> Rows:
    """Make up customers of three kinds."""
    chance = random.Random(seed)  # noqa: S311 - invented customers
    rows = []
    for i in range(n):
        kind = chance.randrange(3)
        rows.append(
            {
                "CustomerId": str(15_600_000 + i),
                "CreditScore": "" if chance.random() < 0.02 else str(round(chance.gauss((580, 680, 760)[kind], 35))),
                "Geography": chance.choices(("France", "Germany", "Spain"), ((6, 1, 3), (2, 6, 2), (3, 3, 4))[kind])[0],
                "Gender": chance.choice(("Female", "Male")),
                "Age": "" if chance.random() < 0.03 else str(max(18, round(chance.gauss((28, 44, 63)[kind], 4)))),
                "Balance": "0" if chance.random() < 0.36 else f"{abs(chance.gauss((6e4, 12e4, 9e4)[kind], 18e3)):.2f}",
                "EstimatedSalary": f"{abs(chance.gauss((40e3, 110e3, 70e3)[kind], 9e3)):.2f}",
                "IsActiveMember": ""
                if chance.random() < 0.04
                else "yes"
                if chance.random() < (0.7, 0.4, 0.5)[kind]
                else "no",
                "CardType": chance.choices(("SILVER", "GOLD", "PLATINUM"), ((6, 3, 1), (2, 3, 5), (3, 5, 2))[kind])[0],
                "Exited": "yes" if chance.random() < (0.1, 0.35, 0.2)[kind] else "no",
            }
        )
    return rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("churn")
    rows = churn()
    with (out / "churn.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    write_outputs(coterie.segment(out / "churn.csv", k=3, names=dict(enumerate(NAMES))), out / "out")
    return out


@pytest.fixture(scope="module")
def customers(folder: Path) -> Rows:
    with (folder / "out" / "assignments.csv").open(encoding="utf-8", newline="") as file:
        segments = {row["CustomerId"]: row["segment"] for row in csv.DictReader(file)}
    with (folder / "churn.csv").open(encoding="utf-8", newline="") as file:
        return [dict(row) | {"segment": segments[row["CustomerId"]]} for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def parts(folder: Path) -> dict[str, str]:
    """The page's words by part, without pictures."""
    page = (folder / "out" / "report.html").read_text(encoding="utf-8").partition("<main>")[2]
    page = re.sub(r"<svg.*?</svg>", " ", page, flags=re.DOTALL)
    marks = {
        "front": ('class="overline"', 'class="appendix"'),
        "unsaid": ("cannot", 'class="appendix"'),
        "cards": ('id="segments"', 'id="meaning"'),
        "meaning": ('id="meaning"', 'id="map"'),
        "profiles": ('id="profiles"', 'id="cleaning"'),
    }
    return {name: plain(page.partition(start)[2].partition(end)[0]) for name, (start, end) in marks.items()}


def plain(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>|^[^<]*>", "|", page.replace("<wbr>", ""))).split())


def of(rows: Rows, segment: str) -> Rows:
    return [row for row in rows if row["segment"] == segment]


def known(rows: Rows, column: str) -> list[float]:
    return [float(row[column]) for row in rows if row[column]]


def share(rows: Rows, column: str, word: str) -> float:
    told = [row[column] for row in rows if row[column]]
    return told.count(word) / len(told)


def percent(part: float) -> str:
    if 0.995 <= part < 1:  # not all of them
        return f"{100 * part:.1f}%" if part < 0.9995 else ">99.9%"
    return f"{100 * part:.0f}%" if part >= 0.0995 or part == 0 else f"{100 * part:.1f}%"


def written(number: float, beside: float | None = None) -> str:
    """Three digits from ten thousand on; smaller ones with as many decimals as the larger of those beside them asks."""
    if number >= 10_000:
        unit = 10 ** (len(str(int(number))) - 3)
        return f"{round(number / unit) * unit:,}"
    largest = max(number, beside or 0)
    return f"{number:,.{0 if largest >= 100 else 1 if largest >= 10 else 2}f}"


def wilson(part: float, n: int) -> tuple[float, float]:
    """Return the two shares of which `part` of n is 1.96 standard errors away: the roots of a quadratic."""
    z = 1.959963984540054
    a, b, c = 1 + z * z / n, -(2 * part + z * z / n), part * part
    half = (b * b - 4 * a * c) ** 0.5
    return (-b - half) / (2 * a), (-b + half) / (2 * a)


def test_the_front_tells_people_shares_and_medians(customers: Rows, parts: dict[str, str]) -> None:
    front, whole = parts["front"], sum(known(customers, "EstimatedSalary"))
    assert f"{len(customers):,} customers" in front
    for name in NAMES:
        own = of(customers, name)
        assert f"{len(own):,} people" in front
        left = share(own, "Exited", "yes")
        low, high = wilson(left, len(own))
        assert (
            f"exited: yes for {percent(left)} (95% interval {percent(low)} to {percent(high)}; "
            f"all: {percent(share(customers, 'Exited', 'yes'))})" in front
        )
        held = sum(known(own, "EstimatedSalary")) / whole
        assert f"{percent(len(own) / len(customers))}" in front
        assert f"{percent(held)}" in front
    richest = max(NAMES, key=lambda name: fmean(known(of(customers, name), "EstimatedSalary")))
    own = of(customers, richest)
    held = sum(known(own, "EstimatedSalary")) / whole
    said = f"{percent(len(own) / len(customers))} of the people, accounts for {percent(held)} of all estimated salary"
    assert said in front


def test_what_the_page_cannot_tell(customers: Rows, parts: dict[str, str]) -> None:
    men = [share(of(customers, name), "Gender", "Male") for name in NAMES]
    assert f"gender (Male: {percent(min(men))} to {percent(max(men))})" in parts["unsaid"]
    empty = sum(not row[column] for row in customers for column in NUMBERS)
    cells = len(customers) * len(NUMBERS)
    assert f"{empty} of the {cells:,} values that segments are built on ({percent(empty / cells)})" in parts["unsaid"]


def test_the_medians_beside_the_strips(folder: Path, customers: Rows) -> None:
    page = plain((folder / "out" / "report.html").read_text(encoding="utf-8"))
    for column, label in NUMBERS.items():
        medians = {name: median(known(of(customers, name), column)) for name in NAMES}
        everyone = median(known(customers, column))
        whole = all(each == int(each) for each in (everyone, *medians.values()))
        beside = 100 if whole else max(everyone, *medians.values())
        for name, own in medians.items():
            said = f"{name}, {label}: median {written(own, beside)}; all customers {written(everyone, beside)}."
            assert said in page


def test_the_cards(customers: Rows, parts: dict[str, str]) -> None:
    for name in NAMES:
        card = parts["cards"].partition(f"|{name}|")[2].partition("Why this name")[0]
        own = of(customers, name)
        for column, label in NUMBERS.items():
            mean, all_of_them = fmean(known(own, column)), fmean(known(customers, column))
            z = (mean - all_of_them) / pstdev(known(customers, column))
            cells = card.lower().partition(f"|{label}|")[2]
            assert written(mean, all_of_them) in cells[:40]
            assert f"{abs(z):.1f} standard deviations {'above' if z > 0 else 'below'}" in cells[:140]
            assert written(all_of_them) in cells[:170]
        assert percent(share(own, "Exited", "yes")) in card
        assert percent(share(customers, "Exited", "yes")) in card


def test_what_separates_them(customers: Rows, parts: dict[str, str]) -> None:
    told = parts["meaning"].partition("Plain rules")[0]
    numbers = re.findall(
        r"(?:\||\* \|)([a-z ]+) ([\d,.]+), others ([\d,.]+) \(([+−][\d.]+) standard deviations\)", told
    )
    words = re.findall(r"\|([a-z ]+) (\w+): ([\d.]+%), others ([\d.]+%) \(([\d.]+) times as common", told)
    assert len(numbers) >= 6
    assert len(words) >= 3
    means, rates = set(), set()
    for name in NAMES:
        own, others = of(customers, name), [row for row in customers if row["segment"] != name]
        for column, label in NUMBERS.items():
            here, there = fmean(known(own, column)), fmean(known(others, column))
            d = (here - there) / stdev(known(customers, column))
            means.add((label, written(here), written(there), f"{d:+.2f}".replace("-", "−")))
        for column, label in WORDS.items():
            for word in {row[column] for row in customers} - {""}:
                here, there = share(own, column, word), share(others, column, word)
                lift = f"{here / share(customers, column, word):.1f}"
                rates.add((label, word, percent(here), percent(there), lift))
                assert abs(2 * asin(sqrt(here)) - 2 * asin(sqrt(there))) >= 0  # Cohen's h, by which they are ranked
    assert set(numbers) <= means
    assert set(words) <= rates


def test_the_rules(customers: Rows, parts: dict[str, str]) -> None:
    """Each customer is given to the first rule that fits; what is missing is filled with the median."""
    fill = {label: median(known(customers, column)) for column, label in NUMBERS.items()}
    of_label = {label: column for column, label in NUMBERS.items()}
    told = parts["meaning"].partition("Recall")[2].partition("Sensitive attributes")[0]
    found = re.findall(r"\|([a-z0-9 ,.<≥]+?) → (\w+)\|[\s|]*([\d,]+)[\s|]*([\d.]+%)[\s|]*([\d.]+%)", told)
    assert len(found) >= 3

    def fits(row: dict[str, str], rule: str) -> bool:
        if rule == "everyone else":
            return True
        for label, sign, bound in re.findall(r"([a-z ]+?) ([<≥]) ([\d,.]*\d)", rule.replace(" and ", ", ")):
            column = of_label[label.strip(" ,")]
            value = float(row[column]) if row[column] else fill[label.strip(" ,")]
            if (value < float(bound.replace(",", ""))) != (sign == "<"):
                return False
        return True

    left, right = list(customers), 0
    for rule, segment, people, precision, recall in found:
        chosen = [row for row in left if fits(row, rule)]
        left = [row for row in left if row not in chosen]
        hits = sum(row["segment"] == segment for row in chosen)
        right += hits
        assert (f"{len(chosen):,}", percent(hits / len(chosen))) == (people, precision)
        assert percent(hits / len(of(customers, segment))) == recall
    assert not left
    assert (
        f"The rules name the right segment for {percent(right / len(customers))} of {len(customers):,} customers"
        in told
    )


def test_sensitive_attributes(customers: Rows, parts: dict[str, str]) -> None:
    told = parts["meaning"].partition("Sensitive attributes")[2]
    groups = {
        **{label: [row for row in customers if row["Age"] and low <= float(row["Age"]) <= high]
           for label, (low, high) in AGES.items()},
        **{word: [row for row in customers if row["Gender"] == word] for word in ("Male", "Female")},
    }  # fmt: skip
    for label, rows in groups.items():
        cells = re.search(rf"\|{label}\|[\s|]*([\d,]+)[\s|]*([\d.]+%|–)[\s|]*([\d.]+%|–)[\s|]*([\d.]+%|–)", told)
        assert cells, label
        assert cells[1] == f"{len(rows):,}"
        for name, cell in zip(NAMES, cells.groups()[1:], strict=True):
            own = len(of(rows, name))
            assert cell in {percent(own / len(rows)), "–"}
            assert cell == "–" or not 0 < own < 5
    ages = [[float(row["Age"]) for row in of(customers, name) if row["Age"]] for name in NAMES]
    everyone = [age for own in ages for age in own]
    between = sum(len(own) * (fmean(own) - fmean(everyone)) ** 2 for own in ages)
    eta = between / sum((age - fmean(everyone)) ** 2 for age in everyone)
    assert f"age, which built the segments, differs between segments (η² {eta:.2f})" in told


def test_the_profiles(customers: Rows, parts: dict[str, str]) -> None:
    told = parts["profiles"]
    for rows in (customers, *(of(customers, name) for name in NAMES)):
        assert f"{len(rows):,}" in told
        for column, label in NUMBERS.items():
            line = told.partition(f"|{label}|")[2][:260]
            beside = fmean(known(customers, column))
            assert written(fmean(known(rows, column)), beside) in line
            assert f"median {written(median(known(rows, column)), beside)}" in line
        for column, label in WORDS.items():
            line = told.partition(f"|{label}|")[2][:220]
            word, n = Counter(row[column] for row in rows if row[column]).most_common(1)[0]
            assert re.search(rf"{word}\|[\s|]*{percent(n / len([row for row in rows if row[column]]))}", line), label


def test_how_much_descriptors_differ(customers: Rows, parts: dict[str, str]) -> None:
    """Cramér's V without its bias (Bergsma 2013), or as Cramér gave it: the page says which by its number."""
    for column, label in WORDS.items():
        told = [row for row in customers if row[column]]
        pairs, sides = Counter((row[column], row["segment"]) for row in told), Counter(row[column] for row in told)
        sizes, n = Counter(row["segment"] for row in told), len(told)
        square = sum(
            (pairs[word, name] - sides[word] * sizes[name] / n) ** 2 / (sides[word] * sizes[name] / n)
            for word in sides
            for name in sizes
        )
        r, k = len(sides), len(sizes)
        plain_v = sqrt(square / n / (min(r, k) - 1))
        less = max(0.0, square / n - (r - 1) * (k - 1) / (n - 1))
        r, k = r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)
        line = parts["profiles"].partition("Could it be chance?")[2].partition(f"|{label}|")[2][:80]
        assert f"Cramér's V {sqrt(less / (min(r, k) - 1)):.2f}" in line or f"Cramér's V {plain_v:.2f}" in line
