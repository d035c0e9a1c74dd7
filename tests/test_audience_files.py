import stat
from dataclasses import replace

import polars as pl
import pytest

import coterie
from coterie.audience_files import files_of, write_audience
from coterie.errors import OutputError


@pytest.fixture(scope="module")
def found(result, bank):
    return coterie.audience(result, bank.with_columns(note=pl.lit("=1+1")), segment=0, for_="csv", keep=["note"])


def test_only_the_owner_may_read_a_list_also_where_others_could_read_the_one_before(found, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("before")
    path.chmod(0o644)
    assert write_audience(found, path) == (path,)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_text_is_a_formula(found, tmp_path):
    write_audience(found, tmp_path / "list.csv")
    assert "\n=1+1" not in (text := (tmp_path / "list.csv").read_text())
    assert ",=1+1" not in text


def test_changes_stand_beside_the_list(found, tmp_path):
    both = replace(found, added=found.rows.head(2), removed=found.rows.head(0))
    files = write_audience(both, tmp_path / "list.csv")
    assert [len(path.read_text().splitlines()) for path in files] == [found.rows.height + 1, 3, 1]
    assert files == files_of(tmp_path / "list.csv", changes=True)


def test_a_folder_that_is_not_there_is_told(found, tmp_path):
    with pytest.raises(OutputError, match="nowhere"):
        write_audience(found, tmp_path / "nowhere" / "list.csv")
