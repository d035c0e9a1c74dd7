from __future__ import annotations

from coterie import errors

MODULE = errors.choosing
OF_KIND = {
    "CatalogueError": {"bad_catalogue", "no_catalogue_file", "no_such_catalogue", "unknown_key"},
    "OptionError": {
        "bad_call",
        "bad_config",
        "bad_value",
        "no_destination",
        "no_out",
        "no_such_config",
        "unknown_choice",
        "unknown_option",
    },
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND
