"""The folder of a comparison."""

import json

import polars as pl
import pytest

import coterie
from coterie.comparison_files import COMPARED, write_comparison
from coterie.errors import OutputError
from coterie.views.compared import comparison_view


@pytest.fixture(scope="module")
def found(result, bank):
    return coterie.compare(result, bank, old_assignments=result.assignments)


def test_everything_is_written(found, tmp_path):
    write_comparison(found, tmp_path / "found")
    assert {each.name for each in (tmp_path / "found").iterdir()} == COMPARED
    plain = json.loads((tmp_path / "found" / "comparison.json").read_text())
    assert plain["finding"] == comparison_view(found).finding
    assert pl.read_csv(tmp_path / "found" / "changes.csv").is_empty()


def test_what_no_comparison_wrote_stays(found, tmp_path):
    out = tmp_path / "found"
    write_comparison(found, out, report=False)
    assert not (out / "comparison.html").exists()
    with pytest.raises(OutputError):
        write_comparison(found, out)
    (out / "segments.json").write_text("{}")
    with pytest.raises(OutputError):
        write_comparison(found, out, overwrite=True)
    (out / "segments.json").unlink()
    write_comparison(found, out, overwrite=True)
    assert (out / "comparison.html").exists()
