"""Everything shows itself: little, escaped, with the verdict and its caveats."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.notebook.sheets import sheet_of
from coterie.remarks import say

PLAIN = "<script>alert(1)</script>"
EVIL = '<img src=x onerror="alert(1)">\u202e'


def purchases():
    n = range(400)
    days = [f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}" for i in n]
    return pl.DataFrame({"who": [f"{EVIL}{i % 37}" for i in n], "on": days, "paid": [float(i % 11 + 1) for i in n]})


@pytest.fixture(scope="module")
def nouns():
    bank = coterie.datasets.bank_customers(n=900)
    evil = bank.rename({"income": PLAIN, "card_type": "a\nb<b>"}).with_columns(pl.col("a\nb<b>") + EVIL)
    result = coterie.segment(evil, features=[PLAIN, "age", "spending_score"], k=3)
    return {
        "result": result,
        "no evidence": coterie.segment(bank, k=9, evidence="none"),
        "one segment": coterie.segment(bank, k=1),
        "one feature": coterie.segment(bank, features=["age"]),
        "segmentation": result.segmentation,
        "judgement": coterie.judge(bank, n_clusters=range(1, 5)),
        "one k": coterie.judge(bank, n_clusters=[3], effort="none"),
        "purchases": coterie.summarise_transactions(purchases(), customer="who", date="on", amount="paid"),
        "inspection": coterie.inspect(evil),
        "not ready": coterie.inspect(pl.DataFrame({"note": ["x", "y", EVIL]})),
        "streamed shape": coterie.segment(bank.lazy(), k=2, evidence="none"),
    }


KINDS = (
    *("result", "no evidence", "one segment", "one feature", "segmentation", "judgement", "one k"),
    *("purchases", "inspection", "not ready", "streamed shape"),
)


class Tags(HTMLParser):
    """Collects the tags and attributes of a page, and holds that they close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in {"path", "rect", "circle", "br", "line"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("kind", KINDS)
def test_html_is_small_escaped_and_whole(nouns, kind):
    page = nouns[kind]._repr_html_()
    assert len(page.encode()) < 150_000
    tags = Tags()
    tags.feed(re.sub(r"(<(?:path|rect|circle|line)[^>]*)/>", r"\1>", page))
    assert tags.open == []
    assert not {tag for tag, _ in tags.seen} & {"script", "img", "b\u202e", "link", "iframe"}
    assert not [name for _, attrs in tags.seen for name in attrs if name.startswith("on")]
    assert "\u202e" not in page
    assert not re.search(r"(?:src|href)=.(?:https?:)?//", page)
    assert html.escape(sheet_of(nouns[kind]).headline, quote=False)[:20] in page


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_20_lines_at_most(nouns, kind):
    lines = repr(nouns[kind]).splitlines()
    assert 1 <= len(lines) <= 20
    assert max(map(len, lines)) <= 140
    assert not {"\u202e", "\x1b"} & set(repr(nouns[kind]))


def test_a_result_shows_two_charts_the_verdict_and_its_caveat(nouns):
    result = nouns["result"]
    page = html.unescape(result._repr_html_())
    assert page.count("<svg") == 2
    assert page.count("<tr>") == 1 + 3
    verdict = result.segmentation.evidence.verdict
    assert verdict.finding in page
    assert verdict.meaning in page
    warnings = [each for each in result.segmentation.evidence.warnings if each.code != "no_structure"]
    assert all(each.message in page for each in warnings[:5])


def test_a_constructed_cut_says_so():
    random = np.random.default_rng(1)
    cloud = coterie.segment(pl.DataFrame(random.normal(size=(800, 4)), schema=list("abcd")), k=4)
    for shown in (cloud._repr_html_(), repr(cloud)):
        flat = " ".join(shown.split())
        assert say("headline.cut", customers=800, k=4) in flat
        assert say("headline.parts_of_cut") in flat


def test_flags_are_named_as_parameters(nouns):
    for noun in nouns.values():
        for shown in (noun._repr_html_(), repr(noun)):
            assert not re.search(r"(?<![\w-])--[a-z]+", re.sub(r"<style>.*?</style>", "", shown, flags=re.DOTALL))


def test_pictures_of_one_notebook_do_not_share_ids(nouns):
    ids = [
        set(re.findall(r'\bid="([^"]+)"', nouns[kind]._repr_html_())) for kind in ("result", "no evidence", "judgement")
    ]
    assert not ids[0] & ids[1]
    assert not ids[1] & ids[2]
    assert all(ids)


def test_another_noun_is_its_name():
    assert sheet_of(3).headline == "int"
