from __future__ import annotations

from coterie.views.contract import summary_from
from coterie.views.labels import named


def test_a_label_that_a_person_gave_stands_before_the_name(case):
    summary = summary_from(case("bank")[0] | {"labels": {"credit_score": "Creditworthiness"}})
    assert named(summary, "credit_score") == "Creditworthiness"
    assert named(summary, "spending_score") == "spending score"
