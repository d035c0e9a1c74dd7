from __future__ import annotations

from coterie.views.contract import summary_from
from coterie.views.trust import trust


def test_what_the_verdict_says_already_is_no_warning(case):
    summary = summary_from(case("mall")[0])
    codes = [each.code for each in trust(summary).warnings]
    assert codes == [each.code for each in summary.warnings if each.code != "no_structure"]
    assert len(codes) == len(summary.warnings) - 1


def test_every_part_is_there_where_evidence_was_gathered(case):
    found = trust(summary_from(case("bank")[0]))
    assert None not in (found.verdict, found.borders, found.standings, found.placebos, found.stability, found.features)


def test_without_evidence_nothing_is_said(case):
    found = trust(summary_from(case("unasked")[0]))
    parts = (found.verdict, found.borders, found.standings, found.placebos, found.stability, found.features)
    assert set(parts) == {None}
    assert found.warnings == ()
