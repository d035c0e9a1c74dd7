"""An attack: single customers' incomes, from all files of a run together, the saved segmentation included.

Whoever has the report, segments.json and the saved file knows of a segment of five: its size, its median, its exact
mean (the centroid), the exact mean and deviation of all customers (the preparation), and what is said of the other
segments and of all customers, which can be subtracted. Between which bounds must each of the five incomes lie?
"""

import json
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy.optimize import minimize

import coterie
from coterie import profiling
from coterie.artefact import save
from coterie.disclosure import disclosed
from coterie.outputs import write_outputs, write_page
from coterie.remarks import say
from coterie.segmentation import Result

INCOMES = np.array([199_999.99, 210_123.45, 230_456.78, 240_777.77, 250_101.01])
FEW = len(INCOMES)


@dataclass(frozen=True)
class Known:
    """What an attacker knows of a number: the bounds it lies between."""

    low: float
    high: float

    def __add__(self, other: "Known") -> "Known":
        return Known(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Known") -> "Known":
        return Known(self.low - other.high, self.high - other.low)

    def times(self, factor: float) -> "Known":
        return Known(factor * self.low, factor * self.high)

    def squared(self) -> "Known":
        return Known(self.low**2, self.high**2)


def said(value: float, *, exact: bool) -> Known:
    """Return the bounds of a number that was said, with three digits or exactly."""
    half = 1e-9 * abs(value) if exact else 0.5 * 10 ** (np.floor(np.log10(abs(value))) - 2)
    return Known(value - half, value + half)


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    rng = np.random.default_rng(3)
    usual = np.r_[rng.normal(30_000, 3_000, 150), rng.normal(60_000, 4_000, 145)]
    ages = np.r_[rng.normal(30, 4, 150), rng.normal(55, 4, 145), [50, 61, 47, 58, 66]].round()
    return pl.DataFrame({"age": ages, "income": np.r_[usual, INCOMES].round(2)})


@pytest.fixture(scope="module")
def result(table: pl.DataFrame) -> Result:
    return coterie.segment(table, k=3, transform="none", scale="zscore", evidence="none")


def exact_profiles(result: Result, table: pl.DataFrame) -> profiling.Profiles:
    """Return what would be said of everyone without any care."""
    labels = result.assignments["segment_id"].to_numpy().astype(np.int32)
    return profiling.profile(table.cast(pl.Float64), result.segmentation.schema, labels)


def read(result: Result, folder: Path, profiles: profiling.Profiles) -> dict[str, object]:
    """Return the saved file's content, with these profiles in it."""
    saved = folder / "found.coterie"
    save(replace(result.segmentation, profiles=profiles), saved)
    with zipfile.ZipFile(saved) as file:
        return next(json.loads(file.read(name)) for name in file.namelist() if b'"centers"' in file.read(name))


def moments(own: dict[str, float | None], size: int, *, exact: bool) -> tuple[Known, Known] | None:
    """Return the bounds of a group's sum and sum of squares."""
    if own["mean"] is None or own["std"] is None:
        return None
    mean, std = said(own["mean"], exact=exact), said(own["std"], exact=exact)
    return mean.times(size), std.squared().times(size - 1) + mean.squared().times(size)


def constraints(content: dict, *, exact: bool) -> list[tuple[object, Known]]:
    """Return what is known of the five incomes, as functions of them and bounds."""
    segments = content["profiles"]["segments"]
    few = next(i for i, each in enumerate(segments) if each["size"] == FEW)
    own, overall = segments[few]["columns"]["income"], content["profiles"]["overall"]["columns"]["income"]
    prepared = {each["feature"]: (i, each) for i, each in enumerate(content["preparation"])}["income"]
    place, feature = prepared
    center = content["centers"][few][place] * feature["scale"] + feature["center"]
    found = [(np.mean, said(center, exact=True))]
    if own["median"] is not None:
        found.append((np.median, said(own["median"], exact=exact)))
    if own["std"] is not None:
        found.append((lambda x: np.std(x, ddof=1), said(own["std"], exact=exact)))
    for end, name in ((np.min, "min"), (np.max, "max")):
        if own[name] is not None:
            found.append((end, said(own[name], exact=exact)))
    if overall["max"] is not None:  # nobody else is as rich
        found.append((np.max, said(overall["max"], exact=exact)))
    total = content["profiles"]["overall"]["size"]
    mean, std = said(feature["center"], exact=True), said(feature["scale"], exact=True)
    squares = (std.squared() + mean.squared()).times(total)
    for i, each in enumerate(segments):
        if i != few and (others := moments(each["columns"]["income"], each["size"], exact=exact)):
            squares = squares - others[1]
    found.append((lambda x: np.sum(x**2), squares))
    return found


def bounds(content: dict, *, exact: bool) -> np.ndarray:
    """Return between what each of the five incomes, in order, must lie."""
    unit = 1e5
    within = []
    for measure, known in constraints(content, exact=exact):
        size = max(abs(known.high), 1.0)
        within.append({"type": "ineq", "fun": lambda x, f=measure, k=known, s=size: (f(x * unit) - k.low) / s + 1e-9})
        within.append({"type": "ineq", "fun": lambda x, f=measure, k=known, s=size: (k.high - f(x * unit)) / s + 1e-9})
    within.append({"type": "ineq", "fun": np.diff})
    ends = []
    for place in range(FEW):
        found = [
            minimize(lambda x, p=place, s=sign: s * x[p], INCOMES / unit, method="SLSQP", constraints=within).x
            for sign in (1.0, -1.0)
        ]
        ends.append([found[0][place] * unit, found[1][place] * unit])
    return np.array(ends)


def widths(content: dict, *, exact: bool) -> np.ndarray:
    ends = bounds(content, exact=exact)
    return (ends[:, 1] - ends[:, 0]) / INCOMES


def test_exact_profiles_would_give_incomes_away(result: Result, table: pl.DataFrame, tmp_path: Path) -> None:
    content = read(result, tmp_path, exact_profiles(result, table))
    assert widths(content, exact=True).max() < 0.001


def test_what_is_saved_gives_no_income_away(result: Result, tmp_path: Path) -> None:
    content = read(result, tmp_path, result.segmentation.profiles)
    assert widths(content, exact=False).min() > 0.004  # the median, with three digits
    assert np.delete(widths(content, exact=False), FEW // 2).min() > 0.02


def test_what_is_saved_is_what_may_be_said(result: Result, table: pl.DataFrame) -> None:
    assert result.segmentation.profiles == disclosed(exact_profiles(result, table))


def of_the_workbook(result: Result, folder: Path) -> dict[str, object]:
    """Return what the saved file says, with what the workbook says of the incomes in the place of its profiles."""
    content = read(result, folder, result.segmentation.profiles)
    write_page(result.segmentation, folder / "page.xlsx", kind="xlsx")
    sheet = pl.read_excel(folder / "page.xlsx", sheet_name=say("sheet.numbers"))
    sheet = sheet.filter(pl.col(say("sheet.column")) == "income")
    names = [say("sheet.everyone"), *(each.name.name for each in result.segmentation.segments)]
    said = {row[say("sheet.segment")]: row for row in sheet.iter_rows(named=True)}
    everyone, *segments = [content["profiles"]["overall"], *content["profiles"]["segments"]]
    for name, own in zip(names, (everyone, *segments), strict=True):
        row = said[name]
        own["columns"]["income"] = {
            "mean": row[say("sheet.mean")],
            "median": row[say("sheet.median")],
            "std": row[say("sheet.std")],
            "min": None,
            "max": None,
        }
    return content


def test_the_workbook_gives_no_income_away(result: Result, tmp_path: Path) -> None:
    content = of_the_workbook(result, tmp_path)
    assert widths(content, exact=False).min() > 0.004
    assert np.delete(widths(content, exact=False), FEW // 2).min() > 0.02


def test_no_format_says_an_income_or_the_worth_of_five(table: pl.DataFrame, tmp_path: Path) -> None:
    """With their worth asked for: nothing is said of the five, nor of another segment from which it would follow."""
    found = coterie.segment(table, k=3, transform="none", scale="zscore", evidence="none", value="income")
    write_outputs(found, tmp_path / "out", pages=True)
    for ending in ("md", "xlsx"):
        write_page(found.segmentation, tmp_path / "out" / f"report.{ending}", kind=ending)
    worth = found.segmentation.meaning.worth.segments
    few = next(each for each in worth if each.customers == FEW)
    assert (few.share, few.interval, few.per_customer) == (None, None, None)
    assert sum(each.share is None for each in worth) >= 2
    told = [each for each in (tmp_path / "out").rglob("*") if each.suffix in {".html", ".md", ".json", ".xlsx"}]
    assert len(told) == 4 + len(worth)
    for file in told:
        text = _text(file)
        for income in INCOMES[[0, 1, 3, 4]]:  # the median is said, with three digits
            assert f"{income:.2f}" not in text
            assert f"{income:,.2f}" not in text
        for income in INCOMES[[1, 3, 4]]:  # the first is 200,000 to the unit, which is a round number
            assert f"{income:,.0f}" not in text, file.name
            assert f"{income:.0f}" not in text, file.name


def _text(file: Path) -> str:
    if file.suffix != ".xlsx":
        return file.read_text(encoding="utf-8")
    with zipfile.ZipFile(file) as book:
        return " ".join(book.read(name).decode() for name in book.namelist())
