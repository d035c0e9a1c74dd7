from __future__ import annotations

from coterie.report.profile_table import profile_table


def test_every_column_and_every_segment_has_a_cell(case):
    for name in ("bank", "mall", "wide", "single", "tiny"):
        summary, _ = case(name)
        rows = [row for group in profile_table(summary) for row in group["rows"]]
        assert sorted(row["column"] for row in rows) == sorted(summary["overall"]["profile"])
        assert {len(row["cells"]) for row in rows} == {len(summary["segments"]) + 1}


def test_features_and_descriptors_stand_apart(case):
    summary, _ = case("mall")
    groups = {
        group["title"].split(":")[0]: [row["column"] for row in group["rows"]] for group in profile_table(summary)
    }
    assert groups == {
        "Features": ["Annual Income (k$)", "Spending Score (1-100)"],
        "Descriptors": ["Gender", "Age"],
    }


def test_shades_and_signs_say_the_same(case):
    summary, _ = case("wide")
    overall = summary["overall"]["profile"]
    signs = {"step-m3": "▼▼", "step-m2": "▼", "step-m1": "", "": "", "step-p1": "", "step-p2": "▲", "step-p3": "▲▲"}
    for row in profile_table(summary)[0]["rows"]:
        whole = overall[row["column"]]
        assert row["cells"][0]["shade"] == ""
        for cell, segment in zip(row["cells"][1:], summary["segments"], strict=True):
            z = (segment["profile"][row["column"]]["mean"] - whole["mean"]) / whole["std"]
            assert cell["sign"] == signs[cell["shade"]]
            assert ("p" in cell["shade"][-2:]) == (z >= 0.25)
            assert ("m" in cell["shade"][-2:]) == (z <= -0.25)


def test_missing_profiles_and_numbers_are_dashes(case):
    summary, _ = case("tiny")
    rows = [row for group in profile_table(summary) for row in group["rows"]]
    assert {row["cells"][-1]["value"] for row in rows} == {"–"}
    assert {row["cells"][-1]["shade"] for row in rows} == {""}


def test_dates_are_shown_as_they_are(case):
    summary, _ = case("single")
    when = {"mean": "2021-03-04", "median": "2021-02-01", "std": 200.5, "min": "2020-01-01", "max": "2022-01-01"}
    summary["overall"]["profile"]["joined"] = when
    summary["segments"][0]["profile"]["joined"] = when
    cell = profile_table(summary)[1]["rows"][0]["cells"][1]
    assert cell == {"value": "2021-03-04", "beside": "median 2021-02-01", "shade": "", "sign": ""}
