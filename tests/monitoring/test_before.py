"""Who was where."""

import polars as pl
import pytest
from tests.monitoring.blobs import customers

import coterie
from coterie.assignment_files import write_file
from coterie.errors import DataRefused, OptionError
from coterie.monitoring.before import assigned_before, before_of
from coterie.monitoring.opening import read_assigned
from coterie.monitoring.walking import Where
from coterie.origin import origin_of
from coterie.outputs import write_assignments

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


def test_a_file_of_assignments_is_read(result, tmp_path):
    write_assignments(result.assignments, tmp_path / "old.csv")
    before = assigned_before(tmp_path / "old.csv", result.segmentation)
    assert (before.labels.height, before.doubts, before.as_of) == (len(result.assignments), (), None)


def test_parquet_of_another_segmentation_is_refused_though_ids_and_names_agree(result, frame, tmp_path):
    other = coterie.segment(frame.with_columns(pl.col("spent") + 1), id="id", k=2, evidence="none")
    rows = other.assignments.with_columns(segment=pl.col("segment_id").replace_strict(result.names))
    write_file(rows, tmp_path / "old.csv", origin=origin_of(other.segmentation, None))
    assert assigned_before(tmp_path / "old.csv", result.segmentation).labels.height == len(rows)
    write_file(rows, tmp_path / "old.parquet", origin=origin_of(other.segmentation, None))
    with pytest.raises(DataRefused, match=other.segmentation.short_hash):
        assigned_before(tmp_path / "old.parquet", result.segmentation)


def test_what_is_no_assignments_is_refused(result, frame):
    with pytest.raises(DataRefused, match="segment_id"):
        assigned_before(frame, result.segmentation)
    other = result.assignments.with_columns(segment_id=pl.col("segment_id") + 7)
    with pytest.raises(DataRefused, match="other segments"):
        assigned_before(other, result.segmentation)


def test_the_column_of_ids_is_known_by_its_name(result):
    turned = result.assignments.select("segment", "segment_id", "id")
    assert assigned_before(turned, result.segmentation).labels.height == len(result.assignments)


def called(result, names, n=None):
    own = pl.col("segment_id").replace_strict(names, return_dtype=pl.String)
    return result.assignments.head(n or len(result.assignments)).with_columns(segment=own)


def test_other_segments_under_the_same_ids_are_refused(result):
    own = result.names
    with pytest.raises(DataRefused, match=f"segment_id 0 is 'Others'.*'{own[0]}'"):
        assigned_before(called(result, {0: "Others", 1: own[1]}), result.segmentation)


def test_names_that_a_person_gave_may_be_newer_than_the_file(result):
    renamed = coterie.rename(result, {0: "Ours", 1: "Theirs"})
    assert assigned_before(result.assignments, renamed).doubts == ()
    before = assigned_before(result.assignments.tail(-1), renamed)
    assert [each.code for each in before.doubts] == ["names_before"]
    many = coterie.segment(coterie.datasets.bank_customers(n=300), k=5, evidence="none")
    given = coterie.rename(many, {number: f"Ours {number}" for number in range(5)})
    (doubt,) = assigned_before(many.assignments.tail(-1), given).doubts
    assert doubt.facts["names"] == tuple(many.names[number] for number in range(3))
    assert before.labels.height == len(result.assignments) - 1
    with pytest.raises(DataRefused, match="'Theirs'"):
        assigned_before(called(result, {0: "Theirs", 1: "Ours"}), renamed)


def test_the_segmentation_beside_a_file_speaks_for_it_only_under_the_same_names(result, tmp_path):
    other = coterie.segment(customers(a=30, b=60), id="id", k=2, evidence="none")
    coterie.save(other, tmp_path / "segmentation.coterie")
    write_assignments(other.assignments, tmp_path / "assignments.csv")
    with pytest.raises(DataRefused, match=other.segmentation.short_hash):
        assigned_before(tmp_path / "assignments.csv", result.segmentation)
    coterie.save(coterie.rename(other, {0: "Ours"}), tmp_path / "segmentation.coterie")
    with pytest.raises(DataRefused, match=other.segmentation.short_hash):
        assigned_before(tmp_path / "assignments.csv", result.segmentation)
    write_assignments(called(other, {0: "Spring", 1: "Autumn"}), tmp_path / "assignments.csv")
    found = read_assigned(tmp_path / "assignments.csv", "OLD")
    assert (found.short_hash, found.segmentation) == (None, None)
