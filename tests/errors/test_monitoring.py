from coterie import errors

MODULE = errors.monitoring
OF_KIND = {
    "DataRefused": {
        *("other_segments", "no_reference", "of_another", "other_names", "not_comparable"),
        *("without_ids", "several_segmentations", "no_lineage", "no_dates_in"),
    },
    "OptionError": {
        *("before_without_id", "on_with_customers", "segmentation_last"),
        *("by_without_customers", "date_without_by", "which_date"),
    },
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND


def test_other_segments_are_told_with_those_there_are():
    said = str(errors.monitoring.other_segments([9], [0, 1, 2], "--before"))
    assert "segment_id 9" in said
    assert "0, 1, 2" in said


def test_an_option_is_named_as_it_is_called():
    said = errors.monitoring.before_without_id("--old-assignments")
    assert "--old-assignments" in said.in_command
    assert "`old_assignments`" in str(said)


def test_assignments_of_another_segmentation_are_told_with_both():
    said = str(errors.monitoring.of_another("--old-assignments", "old.csv", found="abc", wanted="def"))
    assert "'old.csv'" in said
    assert "abc" in said
    assert "def" in said


def test_what_is_no_side_of_a_comparison_is_told_with_its_columns():
    assert "age, income" in str(errors.monitoring.not_comparable("OLD", "crm.csv", ["age", "income"]))
    assert "scored.csv" in str(errors.monitoring.without_ids("NEW", "scored.csv"))
    assert "abc" in str(errors.monitoring.several_segmentations("OLD", ["abc", "def"]))


def test_what_would_help_is_named():
    assert "--on" in errors.monitoring.no_lineage().in_command
    assert "--on" in errors.monitoring.on_with_customers().in_command
    assert "first" in str(errors.monitoring.segmentation_last())


def test_months_are_told_what_they_need():
    assert "--by month" in errors.monitoring.by_without_customers().in_command
    assert "--by month" in errors.monitoring.date_without_by().in_command
    assert "joined" in str(errors.monitoring.no_dates_in("joined"))
    assert "born, joined" in str(errors.monitoring.which_date(["born", "joined"], ["born", "joined", "age"]))
    assert "age" in str(errors.monitoring.which_date([], ["age"]))
