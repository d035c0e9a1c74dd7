"""What is given is known for what it is."""

import shutil

import polars as pl
import pytest
from tests.monitoring.blobs import customers

import coterie
from coterie.errors import ArtefactError, DataRefused
from coterie.monitoring.opening import called, read_assigned, segmentation_in
from coterie.outputs import write_outputs


@pytest.fixture(scope="module")
def result():
    return coterie.segment(customers(a=80, b=60), id="id", k=2, evidence="none")


@pytest.fixture(scope="module")
def folder(result, tmp_path_factory):
    out = tmp_path_factory.mktemp("opening") / "segments"
    write_outputs(result, out, report=False)
    return out


def test_a_segmentation_is_known_as_a_noun_a_file_a_folder_and_under_any_name(result, folder, tmp_path):
    shutil.copy(folder / "segmentation.coterie", tmp_path / "champion")
    for given in (result, result.segmentation, folder, str(folder / "segmentation.coterie"), tmp_path / "champion"):
        assert segmentation_in(given).short_hash == result.segmentation.short_hash
    for given in (folder / "assignments.csv", "postgresql://shop/db", "$SHOP", result.assignments, tmp_path / "none"):
        assert segmentation_in(given) is None


def test_a_missing_segmentation_is_told(tmp_path):
    with pytest.raises(ArtefactError):
        segmentation_in(tmp_path / "none.coterie")


def test_assignments_know_the_segmentation_beside_them(result, folder, tmp_path):
    found = read_assigned(folder / "assignments.csv", "OLD")
    assert found.short_hash == found.segmentation.short_hash == result.segmentation.short_hash
    assert found.names == result.names
    assert found.key == "id"
    shutil.copy(folder / "assignments.csv", tmp_path / "assignments.csv")
    shutil.copy(folder / "assignments.csv", folder / "scored.csv")
    assert read_assigned(tmp_path / "assignments.csv", "OLD").short_hash is None
    assert read_assigned(folder / "scored.csv", "OLD").short_hash is None


def test_parquet_says_which_segmentation_it_comes_from_wherever_it_lies(result, folder, tmp_path):
    write_outputs(result, tmp_path / "out", report=False, assignments="parquet", split=True)
    own = result.segmentation.short_hash
    for name in ("assignments.parquet", "assignments-0.parquet"):
        shutil.copy(tmp_path / "out" / name, tmp_path / "mine.parquet")
        found = read_assigned(tmp_path / "mine.parquet", "OLD")
        assert (found.short_hash, found.as_of) == (own, None)
    other = coterie.segment(customers(a=80, b=60, c=40), id="id", k=3, evidence="none")
    write_outputs(other, tmp_path / "other", report=False, assignments="parquet")
    shutil.copy(tmp_path / "out" / "assignments.parquet", tmp_path / "other" / "assignments.parquet")
    strayed = read_assigned(tmp_path / "other" / "assignments.parquet", "OLD")
    assert (strayed.short_hash, strayed.segmentation) == (own, None)


def test_rows_of_a_database_say_it_themselves(result):
    rows = result.assignments.with_columns(artefact=pl.lit("abc"))
    assert read_assigned(rows, "OLD").short_hash == "abc"
    two = rows.with_row_index("n").with_columns(
        artefact=pl.when(pl.col("n") == 0).then(pl.lit("x")).otherwise("artefact")
    )
    with pytest.raises(DataRefused, match=r"abc.*x"):
        read_assigned(two.drop("n"), "OLD")


def test_what_holds_no_assignments_is_refused():
    with pytest.raises(DataRefused, match="segment_id"):
        read_assigned(customers(a=30), "OLD")
    with pytest.raises(DataRefused, match="segment_id"):
        read_assigned(pl.DataFrame({"segment_id": [1]}), "OLD")
    with pytest.raises(DataRefused, match="row"):
        read_assigned(pl.DataFrame({"row": [1], "segment_id": [0]}), "OLD")


def test_a_file_is_called_by_its_name(tmp_path):
    assert called(tmp_path / "june.csv", "customers") == "june.csv"
    assert called("postgresql://user:secret@host/db", "customers") == "customers"
    assert called(None, "old") == "old"
