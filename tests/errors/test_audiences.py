from coterie import errors

MODULE = errors.audiences
OF_KIND = {
    "DataRefused": {"no_contact", "not_earlier", "suppress_unclear"},
    "OptionError": {"not_taken", "unknown_segment", "without_id"},
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND


def test_a_segment_that_is_none_is_told_with_the_nearest():
    assert "Did you mean 'Silver Sages'?" in str(errors.audiences.unknown_segment("Silver Sage", ["Silver Sages"]))
