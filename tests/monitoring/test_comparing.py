"""The verb, as people call it."""

import polars as pl
import pytest
from tests.monitoring.blobs import customers

import coterie
from coterie.errors import DataRefused, MissingColumns, OptionError


@pytest.fixture(scope="module")
def frame():
    return customers(a=80, b=60)


@pytest.fixture(scope="module")
def first(frame):
    return coterie.segment(frame, id="id", k=2, evidence="none")


def test_every_kind_of_sides_is_known(first, frame):
    assert coterie.compare(first, frame).kind == "customers"
    assert coterie.compare(first, first).kind == "segmentations"
    assert coterie.compare(first.assignments, first.assignments).kind == "assignments"


def test_sides_that_do_not_go_together_are_refused(first, frame):
    with pytest.raises(OptionError, match="first"):
        coterie.compare(first.assignments, first)
    with pytest.raises(OptionError, match="`on`"):
        coterie.compare(first, frame, on=frame)
    with pytest.raises(DataRefused, match="OLD"):
        coterie.compare(frame, frame)
    with pytest.raises(DataRefused, match="NEW"):
        coterie.compare(first.assignments, frame)
    with pytest.raises(MissingColumns):
        coterie.compare(first, frame.drop("visits"))


def test_files_and_frames_give_the_same(first, frame, tmp_path):
    coterie.save(first, tmp_path / "segmentation.coterie")
    frame.write_csv(tmp_path / "customers.csv")
    one = coterie.compare(tmp_path / "segmentation.coterie", tmp_path / "customers.csv", old_customers=frame)
    other = coterie.compare(first, frame, old_customers=tmp_path / "customers.csv")
    assert one.shares == other.shares
    assert one.migration == other.migration
    assert (one.old.name, one.new.name) == ("segmentation.coterie", "customers.csv")


def test_too_few_customers_are_told(first, frame):
    found = coterie.compare(first, frame.head(49))
    assert (found.answer, found.advice) == ("too_few", "keep")
    assert coterie.compare(first, pl.concat([frame.head(25), frame.tail(25)])).answer != "too_few"


def test_purchases_are_made_into_customers_first():
    days = [f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}" for i in range(400)]
    n = range(400)
    bought = pl.DataFrame({"client_id": [i * i % 97 for i in n], "day": days, "amount": [i % 11 + 1 for i in n]})
    first = coterie.segment(bought, k=2, evidence="none")
    found = coterie.compare(first, bought, old_assignments=first.assignments)
    assert found.migration.reasons.moved == 0
    assert found.answer in {"steady", "too_few"}


def test_commas_before_decimals_are_read_where_they_are_said(first, frame):
    written = pl.col("visits").round(2).cast(pl.String).str.replace(".", ",", literal=True)
    found = coterie.compare(first, frame.with_columns(written), decimal=",", old_customers=frame)
    assert (found.answer, found.migration.reasons.moved) == ("steady", 0)
    assert found.old.short_hash == first.segmentation.short_hash
    assert coterie.compare(first, frame.with_columns(written)).answer == "drifted"
