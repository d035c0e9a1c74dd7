"""Who was where."""

import polars as pl
import pytest
from tests.monitoring.blobs import customers

import coterie
from coterie.errors import DataRefused, OptionError
from coterie.monitoring.before import before_of
from coterie.monitoring.walking import Where

WHERE = Where({}, {})


@pytest.fixture(scope="module")
def frame():
    return customers(a=80, b=60)


@pytest.fixture(scope="module")
def result(frame):
    return coterie.segment(frame, id="id", k=2, evidence="none")


def test_assignments_and_the_customers_of_then_say_the_same(result, frame):
    one = before_of(result.segmentation, WHERE, assignments=result.assignments, customers=None)
    other = before_of(result.segmentation, WHERE, assignments=None, customers=frame)
    assert one.labels.equals(other.labels)
    assert one.customers is None
    assert other.customers is not None
    assert one.counts(result.segmentation) == {0: 80, 1: 60}
    assert before_of(result.segmentation, WHERE, assignments=None, customers=None) is None


def test_assignments_of_another_segmentation_are_refused(result):
    other = result.assignments.with_columns(artefact=pl.lit("0123456789ab"))
    with pytest.raises(DataRefused, match="0123456789ab"):
        before_of(result.segmentation, WHERE, assignments=other, customers=None)
    own = result.assignments.with_columns(artefact=pl.lit(result.segmentation.short_hash))
    assert before_of(result.segmentation, WHERE, assignments=own, customers=None) is not None
    with pytest.raises(DataRefused, match="segment_id 7"):
        before_of(
            result.segmentation,
            WHERE,
            assignments=result.assignments.with_columns(segment_id=pl.lit(7)),
            customers=None,
        )


def test_without_an_id_nothing_says_who_is_who(frame):
    found = coterie.segment(frame.drop("id"), k=2, evidence="none")
    with pytest.raises(OptionError, match="old_assignments"):
        before_of(found.segmentation, WHERE, assignments=found.assignments, customers=None)
    with pytest.raises(OptionError, match="old_customers"):
        before_of(found.segmentation, WHERE, assignments=None, customers=frame)
