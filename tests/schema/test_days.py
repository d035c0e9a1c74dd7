from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

import coterie
from coterie.schema import infer
from coterie.sources import read

JOINED = [dt.date(2020, 1, 1) + dt.timedelta(days=37 * i) for i in range(60)]
SEEN = [day + dt.timedelta(days=9) for day in JOINED]


def table(**columns: object) -> pl.DataFrame:
    return pl.DataFrame({"client": [f"c{i}" for i in range(60)], "age": [20 + i * 7 % 50 for i in range(60)]} | columns)


def test_a_date_builds_only_where_it_is_named() -> None:
    found = infer(read(table(joined=JOINED)))
    assert (found["joined"].type, found["joined"].role, found["joined"].days_before) == ("date", "descriptor", "")


@pytest.mark.parametrize(
    "written", [str, lambda day: day.strftime("%d.%m.%Y"), lambda day: day], ids=["iso", "de", "date"]
)
def test_days_count_back_from_the_last_date_of_the_table(written) -> None:
    frame = table(joined=[written(day) for day in JOINED], seen=[written(day) for day in SEEN])
    found = infer(read(frame), features=["joined", "age"])
    assert found["joined"].days_before == str(max(SEEN)), "a date that describes says when the table was made, too"
    assert (found["joined"].type, found["joined"].comes_as, found["seen"].type) == ("numeric", "date", "date")
    result = coterie.segment(frame, features=["joined", "age"], k=2, evidence="none")
    prepared = {each.feature: each for each in result.segmentation.preparation.features}
    assert prepared["joined"].center == pytest.approx(sum((max(SEEN) - day).days for day in JOINED) / 60)


def test_days_to_come_and_columns_left_out_do_not_count() -> None:
    due = [day + dt.timedelta(days=5000) for day in JOINED]
    later = {"joined": JOINED, "due_date": due, "seen": SEEN}
    assert infer(read(table(**later)), features=["joined"], ignore=["seen"])["joined"].days_before == str(max(JOINED))
    assert infer(read(table(due_date=due)), features=["due_date"])["due_date"].days_before == str(max(due))


def test_a_date_that_may_be_missing_is_filled_like_any_number() -> None:
    frame = table(joined=[None if i % 7 == 0 else day for i, day in enumerate(JOINED)])
    (prepared,) = coterie.segment(frame, features=["joined"], k=2, evidence="none").segmentation.preparation.features
    days = sorted((max(JOINED[1:7] + JOINED[8:]) - day).days for i, day in enumerate(JOINED) if i % 7)
    assert prepared.fill == (days[len(days) // 2] + days[(len(days) - 1) // 2]) / 2


@pytest.mark.words
def test_the_plan_says_what_the_numbers_are() -> None:
    plan = coterie.inspect(table(joined=JOINED), features=["joined"])
    (said,) = [column.reason for column in plan.plan.columns if column.name == "joined"]
    assert said.endswith(f"As a number it is the days before {max(JOINED)}, the table's last date.")


def test_a_far_date_is_told_as_a_date() -> None:
    frame = table(joined=[dt.date(1850, 1, 1), *JOINED[1:]])
    cleaning = coterie.segment(frame, features=["joined", "age"], k=2, evidence="none").segmentation.cleaning
    assert [remark.code for remark in cleaning.remarks if remark.column == "joined"] == ["unusual_day"]
