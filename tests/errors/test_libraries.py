from __future__ import annotations

import pytest

from coterie import errors

MODULE = errors.libraries
OF_KIND = {"LibraryMissing": {"not_installed"}}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND


def test_who_tries_to_import_hears_of_it_as_of_any_import():
    with pytest.raises(ImportError, match="coterie\\[duckdb\\]"):
        raise errors.libraries.not_installed("Reading a DuckDB file", "coterie[duckdb]")
