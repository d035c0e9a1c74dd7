"""Dates are scored by the day that the segmentation kept, whatever dates come later."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

import coterie
from coterie.artefact.checking import check
from coterie.artefact.format_3 import written
from coterie.artefact.loading import content_of
from coterie.artefact.refusals import Refused
from coterie.schema import Schema
from coterie.scoring import place

DAYS = [dt.date(2019, 1, 1) + dt.timedelta(days=13 * i + (1500 if i % 2 else 0)) for i in range(80)]
FRAME = pl.DataFrame({"client": [f"c{i}" for i in range(80)], "joined": DAYS, "spent": [50 + i % 9 for i in range(80)]})


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    path = tmp_path_factory.mktemp("days") / "days.coterie"
    coterie.save(coterie.segment(FRAME, features=["joined", "spent"], k=3, evidence="none"), path)
    return coterie.load(path)


def labels(found, frame) -> list[int]:
    return place(found, frame).assignments["segment_id"].to_list()


def test_a_customer_keeps_the_segment_whoever_comes_along(saved) -> None:
    alone = [labels(saved, FRAME[i : i + 1])[0] for i in range(0, 80, 9)]
    later = FRAME.vstack(FRAME[:1].with_columns(joined=dt.date(2030, 1, 1), client=pl.lit("new")))
    assert labels(saved, FRAME)[::9] == labels(saved, later)[:80:9] == alone


def test_text_is_read_where_the_dates_were_no_text(saved, tmp_path) -> None:
    FRAME.write_csv(tmp_path / "new.csv")
    assert labels(saved, tmp_path / "new.csv") == labels(saved, FRAME)


def test_drift_is_told_in_dates(saved) -> None:
    moved = FRAME.with_columns(pl.col("joined").dt.offset_by("40y"))
    (doubt,) = place(saved, moved).doubts
    assert (doubt.code, doubt.facts["least"] < doubt.facts["greatest"]) == ("range_drifted", True)
    assert min(DAYS) <= dt.date.fromisoformat(doubt.facts["greatest"]) <= max(DAYS)


def test_days_that_are_few_are_no_other_unit(saved) -> None:
    """A month of customers lies a hundred times nearer to the last date than all of them did."""
    newest = FRAME.with_columns(joined=max(DAYS) - pl.duration(days=pl.int_range(pl.len()) % 3))
    assert "unit_too_small" not in [doubt.code for doubt in place(saved, newest).doubts]


def test_what_holds_no_dates_is_refused(saved) -> None:
    with pytest.raises(coterie.errors.Drifted, match="'joined' was date when"):
        place(saved, FRAME.with_columns(joined=pl.lit("blue")))


def test_the_contract_asks_for_dates(saved) -> None:
    contract = {each.name: each.type for each in written(saved).contract.columns}
    assert contract == {"client": "text", "joined": "date", "spent": "numeric"}


@pytest.mark.parametrize(
    ("day", "words"), [("2024-13-01", "is no day"), ("last May", "days_before"), ("", "contract.columns")]
)
def test_a_day_that_cannot_be_is_refused(saved, day: str, words: str) -> None:
    plain = written(saved).model_dump(mode="json")
    next(each for each in plain["columns"] if each["name"] == "joined")["days_before"] = day
    with pytest.raises(Refused, match=words):
        check(content_of(plain))


def test_another_day_is_another_short_hash(saved) -> None:
    moved = Schema(
        tuple(replace(each, days_before="2030-01-01") if each.days_before else each for each in saved.schema.columns)
    )
    assert replace(saved, schema=moved).short_hash != saved.short_hash
