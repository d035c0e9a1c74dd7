from __future__ import annotations

import pytest

from coterie.views.contract import summary_from
from coterie.views.front.value import value_of


def test_shares_are_those_of_the_sums(case):
    summary, _ = case("bank")
    sums = [each["profile"]["income"]["mean"] * each["profile"]["income"]["known"] for each in summary["segments"]]
    assert value_of(summary_from(summary)).shares == pytest.approx([each / sum(sums) for each in sums])


def test_a_column_that_was_named_stands_before_the_catalogue_s(case):
    summary, _ = case("bank")
    assert value_of(summary_from(summary | {"value": "spending_score"})).column == "spending_score"


def test_without_a_column_there_is_none(case):
    assert value_of(summary_from(case("wide")[0])) is None


@pytest.mark.parametrize(("least", "known"), [(-0.01, False), (0.0, True)])
def test_what_may_be_less_than_nothing_is_not_shared_out(case, least, known):
    summary, _ = case("bank")
    summary["overall"]["profile"]["income"]["min"] = least
    assert (value_of(summary_from(summary)) is not None) is known


def test_where_the_least_is_not_said_the_segments_tell(case):
    summary, _ = case("bank")
    summary["overall"]["profile"]["income"]["min"] = None
    assert value_of(summary_from(summary)) is not None
    summary["segments"][3]["profile"]["income"]["p10"] = -1.0
    assert value_of(summary_from(summary)) is None


def test_a_segment_without_a_mean_hides_all_shares(case):
    summary, _ = case("bank")
    summary["segments"][2]["profile"]["income"]["mean"] = None
    assert value_of(summary_from(summary)) is None
