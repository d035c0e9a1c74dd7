from coterie.cleaning import CleaningReport
from coterie.remarks import Remark


def test_a_report_is_plain_data() -> None:
    remark = Remark("not_a_number", "age", 2)
    assert CleaningReport((remark,), 3, 2).remarks == (remark,)
