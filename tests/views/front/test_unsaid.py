from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from coterie.views.contract import summary_from
from coterie.views.front.unsaid import unsaid

pytestmark = pytest.mark.words


def of(summary):
    return {each.what: each.why for each in unsaid(summary_from(summary))}


def with_effects(summary, effect):
    return summary | {
        "descriptors": [{"descriptor": "gender", "effect": effect, "test": "chi-squared", "p": 0.5, "p_holm": 0.5}]
    }


@pytest.mark.parametrize(("effect", "said"), [(0.0999, True), (0.1, False)])
def test_descriptors_that_hardly_differ_are_no_targets(case, effect, said):
    summary, _ = case("bank")
    shares = [each["profile"]["gender"]["shares"]["Female"] for each in summary["segments"]]
    found = " ".join(of(with_effects(summary, effect)).values())
    assert (f"gender (Female: {min(shares):.0%} to {max(shares):.0%})" in found) is said


@pytest.mark.parametrize("weak", [1, 2, 3])
def test_at_most_two_that_hardly_differ_are_named(case, weak):
    summary, _ = case("bank")
    columns = ["gender", "card_type", "branch"][:weak]
    everyone = [summary["overall"], *summary["segments"]]
    for each in everyone:
        each["profile"]["branch"] = each["profile"]["card_type"]
    tests = [{"descriptor": name, "effect": 0.01, "test": "chi-squared", "p": 0.5, "p_holm": 0.5} for name in columns]
    found = of(summary | {"descriptors": tests}).values()
    assert sum(name in " ".join(found) for name in ("gender (", "card type (", "branch (")) == min(weak, 2)


def test_cells_that_were_filled_are_counted(case):
    summary, _ = case("bank")
    features = {each["name"] for each in summary["columns"] if each["role"] == "feature"}
    gaps = sum(each["gaps"] for each in summary["account"]["columns"] if each["column"] in features)
    assert f"{gaps} of the 20,000 values" in of(summary)["What was missing."]


def test_only_catalogues_have_ideas(case):
    assert "Whether the ideas work." in of(case("bank")[0])
    assert "Whether the ideas work." not in of(case("mall")[0])


def test_few_customers_are_said(case):
    summary, _ = case("mall")
    for few in (True, False):
        summary["verdict"]["few"] = few
        assert ("What more customers would show." in of(summary)) is few


def test_it_always_says_that_one_day_is_one_day(case):
    for name in ("bank", "mall", "single", "unasked"):
        assert "Whether it lasts." in of(case(name)[0])


def test_after_a_refit_two_days_are_two_days(case):
    summary = summary_from(case("bank")[0])
    said = {each.what: each.why for each in unsaid(replace(summary, refit=SimpleNamespace()))}
    assert said["Whether it lasts."].startswith("These are tables of two days")
    assert of(case("bank")[0])["Whether it lasts."].startswith("One table can't show it")
