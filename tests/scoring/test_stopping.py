from __future__ import annotations

import pytest

from coterie.errors import Drifted, OptionError
from coterie.remarks import Remark
from coterie.scoring.doubt import Doubt
from coterie.scoring.stopping import check_checks, stop

SMALL = Doubt(Remark("average_drifted", "age", facts={"now": 80.0, "before": 40.0}))
LARGE = Doubt(Remark("unseen_category", "card", facts={"customers": 12, "examples": ("tin",)}), stops=True)
NONE = Doubt(
    Remark("none_readable", "age", facts={"values": 3, "kind": "numeric", "examples": ("x",), "example": "x"}),
    stops=True,
)


@pytest.mark.parametrize(
    ("found", "checks", "stops"),
    [
        (SMALL, "usual", False),
        (SMALL, "strict", True),
        (SMALL, "lenient", False),
        (LARGE, "usual", True),
        (LARGE, "lenient", False),
    ],
)
def test_what_stops_the_work(found, checks, stops):
    if stops:
        with pytest.raises(Drifted):
            stop((found,), checks)
    else:
        stop((found,), checks)


def test_a_feature_without_a_readable_value_is_named_first():
    with pytest.raises(Drifted, match="'age' was numeric"):
        stop((NONE, LARGE), "usual")


def test_checks_that_there_are_not():
    with pytest.raises(OptionError, match="usual, strict, lenient"):
        check_checks("hard")
