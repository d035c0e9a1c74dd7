"""What a comparison advises, and why."""

from dataclasses import replace

import polars as pl
import pytest
from tests.monitoring.blobs import customers

import coterie


@pytest.fixture(scope="module")
def found():
    frame = customers(a=80, b=60)
    return coterie.compare(coterie.segment(frame, id="id", k=2, evidence="none"), frame)


def drifted(found, reason, advice):
    return replace(found.drift, answer="drifted", reason=reason, advice=advice)


def test_what_is_steady_is_kept(found):
    assert (found.answer, found.advice, found.reason) == ("steady", "keep", "steady")


@pytest.mark.parametrize(
    ("reason", "advice"),
    [("unit", "mend"), ("missing", "mend"), ("column", "refit"), ("distances", "refit"), ("unlike", "refit"),
     ("shares", "rescore")],
)  # fmt: skip
def test_advice_is_that_of_the_drift(found, reason, advice):
    seen = replace(found, drift=drifted(found, reason, advice))
    assert (seen.answer, seen.advice, seen.reason) == ("drifted", advice, reason)


def test_a_new_segmentation_is_used_where_it_fits_and_made_anew_where_it_does_not(found):
    gone = drifted(found, "column", "refit")
    assert replace(found, drift=gone, fits=found.drift).reason == "fits"
    assert replace(found, drift=gone, fits=gone).reason == "fits_no_more"
    assert replace(found, drift=gone, fits=gone).advice == "refit"
    assert replace(found, fits=gone).reason == "steady"


def test_a_table_that_cannot_be_read_is_mended(found):
    frame = customers(a=80, b=60).with_columns(visits=pl.lit("many"))
    first = coterie.segment(customers(a=80, b=60), id="id", k=2, evidence="none")
    spoiled = coterie.compare(first, frame)
    assert (spoiled.answer, spoiled.advice, spoiled.reason) == ("drifted", "mend", "spoiled")
    nothing = replace(found, drift=None)
    assert (nothing.answer, nothing.advice, nothing.reason) == (None, None, None)
