from coterie import errors

MODULE = errors.monitoring
OF_KIND = {
    "DataRefused": {"no_assignments", "other_segments"},
    "OptionError": {"before_without_id"},
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND


def test_other_segments_are_told_with_those_there_are():
    said = str(errors.monitoring.other_segments([9], [0, 1, 2]))
    assert "segment_id 9" in said
    assert "0, 1, 2" in said
