from __future__ import annotations

import pytest

from coterie.views.comparison import step
from coterie.views.contract import summary_from
from coterie.views.labels import said
from coterie.views.profile_table import Cell, profile_table


def shown(summary):
    return profile_table(summary_from(summary))


@pytest.mark.parametrize("name", ["bank", "mall", "wide", "single", "tiny"])
def test_every_column_and_every_segment_has_a_cell(case, name):
    summary, _ = case(name)
    rows = [row for group in shown(summary) for row in group.rows]
    assert sorted(row.column for row in rows) == sorted(map(said, summary["overall"]["profile"]))
    assert {len(row.cells) for row in rows} == {len(summary["segments"]) + 1}


@pytest.mark.words
def test_features_and_descriptors_stand_apart(case):
    groups = {group.title.split(":")[0]: [row.column for row in group.rows] for group in shown(case("mall")[0])}
    assert groups == {
        "Features": ["annual income (k$)", "spending score (1-100)"],
        "Descriptors": ["gender", "age"],
    }


def test_steps_are_those_of_the_means(case):
    summary, _ = case("wide")
    overall = {said(name): own for name, own in summary["overall"]["profile"].items()}
    for row in shown(summary)[0].rows:
        whole = overall[row.column]
        assert row.cells[0].step == 0
        for cell, segment in zip(row.cells[1:], summary["segments"], strict=True):
            profile = {said(name): own for name, own in segment["profile"].items()}
            assert cell.step == step((profile[row.column]["mean"] - whole["mean"]) / whole["std"])


def test_missing_profiles_are_dashes(case):
    rows = [row for group in shown(case("tiny")[0]) for row in group.rows]
    assert {row.cells[-1] for row in rows} == {Cell("–")}


@pytest.mark.words
def test_dates_are_shown_as_they_are(case):
    summary, _ = case("single")
    when = {"mean": "2021-03-04", "median": "2021-02-01", "std": 200.5, "min": "2020-01-01", "max": "2022-01-01"}
    summary["overall"]["profile"]["joined"] = when
    summary["segments"][0]["profile"]["joined"] = when
    assert shown(summary)[1].rows[0].cells[1] == Cell("2021-03-04", "median 2021-02-01")


def test_categories_have_their_share(case):
    summary, _ = case("bank")
    gender = next(row for group in shown(summary) for row in group.rows if row.column == "gender")
    own = summary["segments"][0]["profile"]["gender"]
    assert gender.cells[1].value == own["mode"]
    assert gender.cells[1].beside.startswith(f"{own['shares'][own['mode']]:.0%}")
