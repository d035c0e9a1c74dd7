from __future__ import annotations

from coterie import errors

MODULE = errors.columns
OF_KIND = {
    "ColumnNotFound": {"unknown_column"},
    "ColumnRefused": {
        "empty_column",
        "holdout_without_id",
        "no_numbers",
        "no_numbers_asked",
        "no_values",
        "not_a_date",
        "not_assignments",
        "not_a_feature",
        "not_boolean",
        "not_numeric",
        "not_yes_or_no",
        "outcomes_without_id",
        "reserved_column",
        "strange_arm",
        "unusable_cells",
        "value_left_out",
    },
    "Drifted": {"id_of_another_type", "unlike_before", "unreadable_feature"},
    "MissingColumns": {"missing_columns"},
    "NoFeatures": {"no_features"},
    "OptionError": {"column_used_twice", "kept_like_result", "weight_of_no_feature"},
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND
