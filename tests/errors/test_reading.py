from __future__ import annotations

from coterie import errors

MODULE = errors.reading
OF_KIND = {
    "EmptySource": {"empty_file", "empty_zip", "no_rows"},
    "NeedsAnswer": {"zip_of_many"},
    "OptionError": {"no_such_header_row", "not_a_table"},
    "SourceNotFound": {"no_such_file"},
    "SourceTooLarge": {
        "line_too_long",
        "pipe_too_large",
        "too_deep",
        "too_large",
        "too_many_cells",
        "too_many_columns",
        "too_many_values",
        "too_much_text",
        "unpacks_too_far",
    },
    "SourceUnreachable": {"not_encrypted", "unreachable"},
    "SourceUnreadable": {
        "blocks_of_lines",
        "double_columns",
        "is_a_device",
        "is_a_folder",
        "no_delimiter",
        "not_from_cloud",
        "packed_twice",
        "unknown_format",
        "unreadable",
    },
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND


def test_the_nearest_file_is_offered(tmp_path):
    (tmp_path / "customers.csv").write_text("")
    assert str(errors.reading.no_such_file(tmp_path / "customer.csv")).endswith("Did you mean 'customers.csv'?")
