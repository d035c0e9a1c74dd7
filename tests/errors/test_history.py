from __future__ import annotations

import pytest

from coterie import errors
from coterie.errors import ArtefactNotFound, HistoryTooNew, OptionError, OutputError, RunNotFound

SHOP = "The database 'shop' on db"


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (errors.history.not_kept_there("is DuckDB"), OptionError, 2),
        (errors.history.needed("history:champion"), OptionError, 2),
        (errors.history.none_named(), OptionError, 2),
        (errors.history.not_there(SHOP), RunNotFound, 2),
        (errors.history.no_such_run(SHOP, "12", ["1"]), RunNotFound, 2),
        (errors.history.no_such_artefact(SHOP, "12", ["1"]), ArtefactNotFound, 7),
        (errors.history.too_new(SHOP, "tenth"), HistoryTooNew, 7),
        (errors.history.bad_tag("12"), OptionError, 2),
        (errors.history.needs_out("history:champion", "--out"), OptionError, 2),
        (errors.history.other_ids("segments", "text", "bigint"), OutputError, 6),
        (errors.history.nobody_to_forget("C1", ["segments"]), OptionError, 2),
    ],
)
def test_each_is_of_its_kind(error, kind, code):
    assert type(error) is kind
    assert error.exit_code == code


def test_the_nearest_tag_is_offered():
    assert "Did you mean 'champion'?" in str(errors.history.no_such_run(SHOP, "champoin", ["champion", "3"]))
