"""Each month by itself."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from tests.monitoring.blobs import customers

import coterie
from coterie.errors import ColumnNotFound, DataRefused, OptionError
from coterie.monitoring.months import months_of
from coterie.monitoring.walking import Where, days_of

WHERE = Where({}, {})


@pytest.fixture(scope="module")
def frame():
    return customers(a=200, b=160)


@pytest.fixture(scope="module")
def found(frame):
    return coterie.segment(frame, id="id", k=2, evidence="none").segmentation


@pytest.fixture(scope="module")
def dated(frame):
    days = [None if n % 9 == 0 else date(2026, 1 + n % 3, 1 + n % 28) for n in range(frame.height)]
    return frame.with_columns(day=pl.Series(days))


def test_each_month_is_what_its_rows_alone_give(found, dated):
    months = months_of(found, dated, WHERE, date=None)
    assert [each.month for each in months] == ["2026-01", "2026-02", "2026-03"]
    for number, month in enumerate(months, 1):
        alone = coterie.compare(found, dated.filter(pl.col("day").dt.month() == number).drop("day"))
        assert month.drift == alone.drift
        assert month.segments == {each.id: each.after.customers for each in alone.shares}
    assert sum(each.customers for each in months) == dated["day"].count()


def test_days_are_read_as_text_as_well_and_found_alone(found, dated):
    text = dated.with_columns(pl.col("day").dt.strftime("%d.%m.%Y"))
    assert months_of(found, text, WHERE, date=None) == months_of(found, dated, WHERE, date="day")
    two = dated.with_columns(other=pl.col("day"))
    with pytest.raises(OptionError, match="day, other"):
        months_of(found, two, WHERE, date=None)
    assert len(months_of(found, two, WHERE, date="other")) == 3


def test_columns_that_hold_no_dates_are_told(found, dated):
    with pytest.raises(OptionError, match="no column holds dates"):
        months_of(found, dated.drop("day"), WHERE, date=None)
    with pytest.raises(ColumnNotFound):
        months_of(found, dated, WHERE, date="dya")
    with pytest.raises(DataRefused, match="visits"):
        months_of(found, dated, WHERE, date="visits")


def test_months_of_purchases_hold_all_who_had_bought_by_then():
    n = range(600)
    days = [date(2025, 1 + i % 12, 1 + i % 28) for i in n]
    bought = pl.DataFrame({"client_id": [i * i % 97 for i in n], "day": days, "amount": [i % 11 + 1 for i in n]})
    found = coterie.segment(bought, k=2, evidence="none").segmentation
    months = months_of(found, bought, WHERE, date=None)
    assert len(months) == 12
    for at in (0, 6, 11):
        so_far = bought.filter(pl.col("day").dt.month() <= at + 1)
        assert months[at].customers == so_far["client_id"].n_unique()
    assert months[-1].drift == coterie.compare(found, bought).drift


def bought_evenly(days, seed=4):
    """Purchases of customers who all go on as they are, a third of them more often."""
    rng = np.random.default_rng(seed)
    who = rng.choice(400, size=days * 12, p=np.repeat([3, 1], [133, 267]) / 666)
    when = np.sort(rng.integers(0, days, days * 12))
    first = date(2025, 1, 1)
    return pl.DataFrame(
        {
            "client_id": [f"P{each}" for each in who],
            "day": [first + timedelta(days=int(each)) for each in when],
            "amount": np.round(rng.lognormal(3, 0.5, days * 12), 2),
        }
    )


def test_totals_that_grow_with_time_are_no_drift():
    bought = bought_evenly(540)
    half = bought.filter(pl.col("day") < date(2025, 7, 1))
    found = coterie.segment(half, k=2, evidence="none").segmentation
    months = months_of(found, bought, WHERE, date=None)
    assert [each.days for each in months][:7] == [31, 59, 90, 120, 151, None, None]
    assert {each.wanted for each in months} == {181}
    assert [each.drift is None for each in months][:7] == [True] * 5 + [False] * 2
    assert {each.drift.answer for each in months[5:]} == {"steady"}


def test_months_whose_purchases_cover_nine_of_ten_days_are_compared():
    bought = bought_evenly(600)
    found = coterie.segment(bought.filter(pl.col("day") < date(2025, 4, 11)), k=2, evidence="none").segmentation
    assert days_of(found.purchases) == 100
    for days, told in ((89, False), (90, True), (91, True)):
        end = date(2025, 4, 30)
        own = bought.filter((pl.col("day") <= end) & (pl.col("day") > end - timedelta(days=days)))
        (*_, last) = months_of(found, own, WHERE, date=None)
        assert (last.drift is not None) == told, days


def test_months_are_only_those_of_customers(found, frame, dated):
    assigned = coterie.segment(frame, id="id", k=2, evidence="none").assignments
    with pytest.raises(OptionError, match="`by`"):
        coterie.compare(assigned, assigned, by="month")
    with pytest.raises(OptionError, match="`by`"):
        coterie.compare(found, found, by="month")
    with pytest.raises(OptionError, match="`date`"):
        coterie.compare(found, dated, date="day")
    with pytest.raises(OptionError, match="week"):
        coterie.compare(found, dated, by="week")
    assert len(coterie.compare(found, dated, by="month").months) == 3
