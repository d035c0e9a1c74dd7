from __future__ import annotations

from coterie import errors

MODULE = errors.writing
OF_KIND = {
    "ArtefactError": {"not_an_artefact"},
    "ArtefactNotFound": {"no_such_artefact"},
    "DataRefused": {"not_drawn"},
    "OptionError": {"unknown_ending"},
    "OutputError": {
        "file_not_writable",
        "log_not_writable",
        "no_likeness",
        "not_in_encoding",
        "too_many_for_a_sheet",
        "out_is_a_file",
        "out_not_writable",
        "stdout_not_writable",
        "would_replace_source",
    },
    "OutputExists": {"file_exists", "out_holds_other_files", "out_holds_other_results", "out_not_empty"},
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND
