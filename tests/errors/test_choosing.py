from __future__ import annotations

from coterie import errors

MODULE = errors.choosing
OF_KIND = {
    "CatalogueError": {"bad_catalogue", "no_catalogue_file", "no_such_catalogue", "unknown_key"},
    "OptionError": {
        "bad_call",
        "bad_config",
        "bad_namer",
        "bad_value",
        "k_not_tried",
        "labels_of_others",
        "said_twice",
        "name_used_twice",
        "needs_customers",
        "no_destination",
        "no_out",
        "no_result",
        "no_such_config",
        "no_such_namer",
        "no_such_segment",
        "not_words",
        "nothing_to_draw",
        "option_needed",
        "option_of_describing",
        "option_of_fitting",
        "unknown_choice",
        "unknown_option",
    },
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND
