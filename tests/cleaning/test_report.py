from coterie.cleaning import CleaningAction, CleaningReport


def test_a_report_is_plain_data() -> None:
    action = CleaningAction("age", "not a number", 2)
    assert action.detail == ""
    assert CleaningReport((action,), 3, 2).actions == (action,)
