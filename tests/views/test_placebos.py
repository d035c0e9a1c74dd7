from __future__ import annotations

from coterie.evidence.kept import Placebo
from coterie.views.contract import summary_from
from coterie.views.placebos import as_separated, placebos_view


def test_it_counts_as_the_test_did():
    for reached in range(40):
        assert as_separated(Placebo("box", 1.0, (0.0,) * 39, (reached + 1) / 40, (), ())) == reached


def test_the_nearer_kind_is_told(case):
    summary, _ = case("bank")
    first, second = summary["structure"]["placebos"]
    first["p"], second["p"] = 0.1, 0.25
    assert placebos_view(summary_from(summary).structure).reached == 9


def test_without_tables_nothing_is_said(case):
    summary, _ = case("bank")
    for each in summary["structure"]["placebos"]:
        each["draws"] = []
    assert placebos_view(summary_from(summary).structure) is None
    assert placebos_view(None) is None
