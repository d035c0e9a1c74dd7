from __future__ import annotations

from coterie import errors

MODULE = errors.databases
OF_KIND = {
    "AccessDenied": {"not_allowed", "wrong_password"},
    "EmptySource": {"no_columns_in_database", "no_rows_in_database"},
    "NeedsAnswer": {"which_of", "which_table"},
    "OptionError": {
        "bad_address",
        "bad_table_name",
        "which_schema",
        "no_such_variable",
        "not_a_database",
        "not_an_address",
        "not_written_in_one",
        "only_for_databases",
        "only_for_files",
        "query_and_table",
        "unclear_address",
        "unknown_address",
        "write_to_and_table",
    },
    "OutputError": {"lost_while_writing", "table_is_read", "table_not_writable"},
    "OutputExists": {"table_not_ours"},
    "QueryError": {"bad_query", "not_a_query"},
    "SourceNotFound": {"no_such_table", "no_tables"},
    "SourceUnreachable": {"cannot_connect", "connection_lost", "locked", "read_only"},
    "TargetUnreachable": {"not_written"},
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND
