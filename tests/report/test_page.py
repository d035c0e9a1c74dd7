from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import jsonschema
import pytest

from coterie.charts import pictures
from coterie.charts.chart import Chart
from coterie.number_format import percent
from coterie.remarks.table import sentences
from coterie.views.contract import json_schema
from coterie.views.labels import said as as_text

CASES = ("bank", "mall", "wide", "single", "tiny", "hostile", "unasked", "partly")


class Reader(HTMLParser):
    """Collects the elements, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


def read(page):
    reader = Reader()
    reader.feed(page)
    return reader


def words(page):
    return re.sub(r"\s+", " ", " ".join(read(page).text))


@pytest.mark.parametrize("name", CASES)
def test_the_invented_summaries_keep_the_published_contract(case, name):
    summary, _ = case(name)
    jsonschema.validate(json.loads(json.dumps(summary)), json_schema())


@pytest.mark.parametrize("name", CASES)
def test_it_is_one_small_file(pages, name):
    assert pages[name].startswith("<!doctype html>")
    assert len(pages[name].encode()) < 400_000


@pytest.mark.parametrize("name", CASES)
def test_it_runs_and_loads_nothing(pages, name):
    elements = read(pages[name]).elements
    assert not {tag for tag, _ in elements} & {"script", "iframe", "img", "object", "embed", "form", "base", "image"}
    for tag, attributes in elements:
        assert not [key for key in attributes if key.startswith("on")]
        link = attributes.get("href") or attributes.get("src") or attributes.get("xlink:href") or "#"
        assert link.startswith(("#", "data:")), (tag, link)


@pytest.mark.parametrize("name", CASES)
def test_its_policy_allows_its_own_style_and_nothing_else(pages, name):
    page = pages[name]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    policy = next(a["content"] for _, a in read(page).elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:;")
    assert "unsafe" not in policy
    assert not [attributes for _, attributes in read(page).elements if "style" in attributes]
    assert "url(" not in style[1]
    assert "@import" not in style[1]


@pytest.mark.parametrize("name", CASES)
def test_every_id_is_there_once_and_every_reference_has_one(pages, name):
    elements = read(pages[name]).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in elements:
        for reference in (attributes.get("aria-labelledby") or "").split():
            assert reference in ids
        if (attributes.get("href") or "").startswith("#"):
            assert (attributes["href"] or "")[1:] in ids
    assert set(re.findall(r"url\(#([^)]+)\)", pages[name])) <= set(ids)


@pytest.mark.parametrize("name", CASES)
def test_no_two_landmarks_have_one_name(pages, name):
    landmarks = [a for tag, a in read(pages[name]).elements if tag in {"section", "nav"} or a.get("role") == "region"]
    names = [a.get("aria-labelledby") or a.get("aria-label") for a in landmarks]
    assert None not in names
    assert len(names) == len(set(names))


@pytest.mark.words
def test_it_says_what_the_issue_asks_for(case, pages):
    summary, _ = case("bank")
    said = words(pages["bank"])
    for segment in summary["segments"]:
        assert segment["name"] in said
        assert segment["evidence"]["sentence"] in said
        assert segment["evidence"]["advice"] in said
    assert summary["choice"]["reason"] in said
    for column in summary["columns"]:
        assert column["reason"] in said
    for entry in summary["cleaning"]:
        assert entry["action"] in said
    assert "0.52 of a random sample of 2,400 customers; 95% interval 0.890 to 0.910" in said
    assert "Mean silhouette" in said
    drawn = {a["class"] for tag, a in read(pages["bank"]).elements if tag == "svg" and a.get("role") == "img"}
    curves = {"chart elbow", "chart silhouettes", "chart plane", "chart map"}
    assert drawn == curves | {"chart placebos", "chart across"}


@pytest.mark.words
def test_names_that_look_like_markup_are_text(pages):
    page = pages["hostile"]
    said = words(page)
    for text in (
        '"><b>bold</b>',
        "<script>alert(1)</script>",
        "{{ 7*7 }} </style></title>",
        "<svg onload=alert(4)>.csv",
    ):
        assert text in said
    assert not {tag for tag, _ in read(page).elements} & {"script", "iframe", "em", "image"}
    assert "49" not in re.findall(r"\b49\b", said)


def test_no_id_of_a_customer_and_no_extreme_value_is_in_it(case, pages):
    summary, _ = case("bank")
    said = words(pages["bank"])
    highest = summary["overall"]["profile"]["income"]["max"]
    assert f"{highest:,.0f}" not in said
    assert f"{highest:.1f}" not in said


@pytest.mark.words
def test_a_segment_too_small_to_describe_says_why(pages):
    assert "Fewer than 5 customers: too few to describe without identifying individuals." in words(pages["tiny"])
    assert "Fewer than 5" not in words(pages["bank"])


@pytest.mark.words
def test_one_segment_has_no_curve_and_no_map(pages):
    said = words(pages["single"])
    assert "No natural groups among 120 customers: one segment" in said
    assert "No other number was tried" in said
    assert "Mean silhouette –" in said
    assert 'class="chart map"' not in pages["single"]


def test_it_can_do_without_a_map(case, page_of):
    summary, _ = case("mall")
    page = page_of(summary | {"planes": []})
    assert 'class="chart map"' not in page
    assert 'class="chart plane"' not in page


def test_the_same_summary_gives_the_same_page(case, pages, page_of):
    assert page_of(*case("bank")) == pages["bank"]


@pytest.mark.words
def test_nothing_to_clean_is_said(case, page_of):
    summary, drawn = case("mall")
    assert "Nothing needed repair." in words(page_of(summary | {"cleaning": []}, drawn))


@pytest.mark.words
@pytest.mark.parametrize(("method", "said"), [("silhouette", "chosen by the silhouette"), ("given", "as asked for")])
def test_it_says_who_chose(case, method, said, page_of):
    summary, _ = case("mall")
    summary["choice"]["method"] = method
    assert said in words(page_of(summary, None))


def test_a_hundred_segments_do_not_break_it(case, page_of):
    summary, drawn = case("wide")
    segments = [summary["segments"][i % 12] | {"id": i, "name": f"Segment {i}"} for i in range(100)]
    held = [summary["stability"]["segments"][i % 12] for i in range(100)]
    stand = [summary["verdict"]["segments"][i % 12] for i in range(100)]
    many = {"segments": segments, "stability": summary["stability"] | {"segments": held}}
    many |= {"verdict": summary["verdict"] | {"segments": stand}}
    page = page_of(summary | many, drawn)
    assert "Segment 99" in page
    assert len(page.encode()) < 1_500_000


@pytest.mark.words
def test_the_verdict_stands_at_the_top_and_in_its_own_part(case, pages):
    summary, _ = case("bank")
    said = words(pages["bank"])
    top = said.partition("The segments")[0]
    assert "Six natural segments among 5,000 customers" in top
    assert "Natural: the groups are in the data, with few customers in between" in top
    assert summary["verdict"]["finding"] in said
    assert summary["verdict"]["meaning"] in said
    links = [a.get("href") for tag, a in read(pages["bank"]).elements if tag == "a"]
    assert links.count("#trust") == 2


@pytest.mark.words
@pytest.mark.parametrize(
    ("name", "label"),
    [("bank", "Natural"), ("partly", "Partly natural"), ("wide", "Reproducible"), ("mall", "Constructed")],
)
def test_one_of_four_kinds_is_marked_in_words(pages, name, label):
    (found,) = re.findall(r"([\w ]+) \(these segments\)", words(pages[name]))
    assert found.strip().endswith(label)


@pytest.mark.words
def test_every_border_is_told_in_customers(case, pages):
    summary, _ = case("mall")
    said, names = words(pages["mall"]), [segment["name"] for segment in summary["segments"]]
    for each in summary["verdict"]["borders"]:
        first, second = each["first"], each["second"]
        counted = f"{first} {names[first]} and {second} {names[second]} 210 180 117% Crowd differ most in"
        assert counted in said
    assert "Of four borders none runs through a gap and four through a crowd." in said


@pytest.mark.words
def test_of_many_borders_the_most_crowded_stand_first_and_the_rest_on_demand(pages):
    said = words(pages["partly"])
    shown, _, rest = said.partition("Where do the borders run?")[2].partition("7 more borders, less crowded")
    assert shown.count("Crowd differ most in") == 9
    assert rest.count("Gap differ most in") == 7


@pytest.mark.words
def test_each_segment_says_how_it_stands_beside_its_stability(case, pages):
    for name in ("bank", "mall", "partly"):
        said = words(pages[name])
        for each, held in zip(*(case(name)[0][key]["segments"] for key in ("verdict", "stability")), strict=True):
            assert f"{each['sentence']} In refits {percent(held['stayed'])}" in said


@pytest.mark.words
def test_special_causes_have_a_sentence_each(case, pages):
    (remark,) = case("mall")[0]["verdict"]["remarks"]
    said = "36% of the customers have <visits> = 0. Only that value sets them apart, so it does not count as a gap."
    assert remark == said
    assert remark in words(pages["mall"])


@pytest.mark.words
def test_parts_of_a_convenient_cut_are_called_so(pages):
    assert "No natural groups among 200 customers: a convenient cut into five segments" in words(pages["mall"])
    assert "These are parts of a convenient cut, not kinds of people" in words(pages["mall"])
    for name in ("bank", "wide", "partly", "unasked", "single"):
        assert "parts of a convenient cut" not in words(pages[name])


@pytest.mark.words
def test_the_placebos_decide_nothing(pages):
    for name in ("bank", "mall"):
        assert "The verdict rests on the borders." in words(pages[name])
        assert "something to be found" not in words(pages[name])


@pytest.mark.words
def test_borders_are_told_without_refits(case, page_of):
    summary, drawn = case("bank")
    said = words(page_of(summary | {"stability": None}, drawn))
    assert "Does each segment stand apart?" in said
    assert "Stands apart from all its neighbours." in said
    assert "Customers were drawn" not in said


@pytest.mark.words
def test_stability_is_told_in_people(case, pages):
    summary, _ = case("mall")
    said = words(pages["mall"])
    for segment, own in zip(summary["segments"], summary["stability"]["segments"], strict=True):
        people = f"{own['borderline'] or 'none'} {'are' if own['borderline'] > 1 else 'is'} borderline."
        assert f"In refits {own['stayed']:.0%} of its {segment['size']} customers stay together; {people}" in said
    assert "Customers were resampled 20 times, and" in said  # all of them: there are but 200
    assert "Customers were resampled 20 times from 1,000 of them, and" in words(pages["bank"])


@pytest.mark.words
def test_every_warning_says_what_to_do(case, pages):
    summary, _ = case("mall")
    said = words(pages["mall"])
    for warning in summary["warnings"][1:]:
        assert f"{warning['message']} {warning['advice']} {warning['code']}" in said
    assert "no_structure" not in said  # it is the verdict, which stands at the top
    assert "Nothing else to warn of." in words(pages["bank"])


def test_every_feature_is_audited(case, pages):
    summary, _ = case("mall")
    said = words(pages["mall"])
    for each in summary["audit"]["features"]:
        assert f"{as_text(each['feature'])} {each['share']:.0%}" in said
    assert summary["audit"]["clearer"]["sentence"] in said


@pytest.mark.words
def test_without_evidence_one_line_says_so(pages):
    said = words(pages["unasked"])
    assert "No evidence was gathered (evidence: none)" in said
    for part in ("against yours", "What that means", "Does each feature", "What to beware of", "Runner-up", "refits"):
        assert part not in said


@pytest.mark.words
def test_descriptors_are_tested_and_features_are_not(pages):
    assert "Do segments differ in columns that did not build them?" in words(pages["bank"])
    assert "<tenure> in years Strongly ε² 0.30 No (p < 0.001)" in words(pages["bank"])
    assert "branch Hardly Cramér's V 0.03 It could (p = 0.20)" in words(pages["bank"])
    assert "did not build them" not in words(pages["single"])


@pytest.mark.words
def test_one_segment_is_no_division(pages):
    said = words(pages["single"])
    assert "One segment: nothing is divided." in said
    assert "What that means. As far as these features go, the customers are one group" in said
    assert "Where do the borders run?" not in said
    assert "convenient way to divide" not in said
    assert "stay together" not in said


@pytest.mark.parametrize("shown", [True, False])
def test_a_chart_with_a_title_is_on_the_page_without_a_place_of_its_own(shown, monkeypatch, case, page_of):
    extra = Chart("extra", lambda summary: "<svg>extra</svg>" if shown else None, after_map=True)
    monkeypatch.setitem(sentences(), "chart.extra_title", "More")
    monkeypatch.setitem(sentences(), "chart.extra_caption", "What it shows.")
    monkeypatch.setattr(pictures, "CHARTS", (*pictures.CHARTS, extra))
    page = page_of(*case("bank"))
    assert ("<h3>More</h3>" in page) is ("<svg>extra</svg>" in page) is ("What it shows." in page) is shown
