"""Customers who pass by once."""

import polars as pl
import pytest
from tests.monitoring.blobs import customers

import coterie
from coterie.monitoring.walking import Where, walk


@pytest.fixture(scope="module")
def frame():
    return customers(a=80, b=60)


@pytest.fixture(scope="module")
def found(frame):
    return coterie.segment(frame, id="id", k=2, evidence="none").segmentation


def test_labels_are_those_of_scoring(found, frame):
    walked = walk(found, frame, Where({}, {}), label=True)
    assert walked.labels["who"].to_list() == frame["id"].to_list()
    assert walked.labels["segment_id"].to_list() == coterie.score(found, frame)["segment_id"].to_list()
    assert walked.counts == {0: 80, 1: 60}
    assert walk(found, frame, Where({}, {}), label=False).labels is None


def test_who_has_no_feature_is_counted_apart_and_who_comes_twice_once(found, frame):
    nobody = pl.DataFrame({"id": ["x", "x"], "visits": [None, None], "spent": [None, None]}, schema=frame.schema)
    walked = walk(found, pl.concat([frame, nobody]), Where({}, {}), label=True)
    assert walked.counts == {0: 80, 1: 60, -1: 1}
    assert walk(found, pl.concat([frame, nobody]), Where({}, {}), label=False).counts[-1] == 2


def test_what_would_stop_scoring_is_told(found, frame):
    other = frame.with_columns(visits=pl.lit("many"))
    walked = walk(found, other, Where({}, {}), label=False)
    assert walked.stops
    assert walked.doubts
    assert not walk(found, frame, Where({}, {}), label=False).stops
