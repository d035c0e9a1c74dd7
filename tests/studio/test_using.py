"""Use over HTTP: E1 to E6."""

from __future__ import annotations

import io
import re
from html import unescape

import duckdb
import polars as pl
import pytest

import coterie
from coterie.remarks import say
from coterie.studio.exports import FILES, PLAN, plan_of
from coterie.studio.kept import shown
from coterie.views.exploring.listing import on_list


def got(made, place="", **query):
    return made.client.get(f"/p/{made.project.id}/use{place}", params=query)


@pytest.mark.parametrize(("segments", "clear"), [([0], False), ([0, 2], True), ([1], True)])
def test_e1_the_button_says_how_many_rows_the_list_has(made, segments, clear):
    query = {"k": 3, "s": segments} | ({"clear": "1"} if clear else {})
    expected = on_list(made.kept.customers, 3, segments, clear=clear)
    for place in ("", "/count"):
        assert say("studio.list_csv", n=expected.height) in got(made, place, **query).text
    rows = pl.read_csv(io.BytesIO(got(made, "/list.csv", **query).content))
    assert rows["customer_id"].to_list() == expected["c0"].to_list()
    names = {each.id: each.name.name for each in shown(made.kept, 3, {}).segmentation.segments}
    assert set(rows["segment"]) == {names[each] for each in segments}


def test_e1_nobody_is_on_a_list_of_no_segment(made):
    assert say("studio.list_none") in got(made, k=3).text
    assert len(got(made, "/list.csv", k=3).text.splitlines()) == 1


@pytest.mark.parametrize("name", FILES)
def test_e2_files_are_those_of_the_library(made, name):
    answer = got(made, f"/file/{name}", k=4)
    assert answer.content == FILES[name][1](shown(made.kept, 4, {}).segmentation)
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    first = made.kept.customers["c0"][0]
    assert first.encode() not in answer.content


def test_e3_the_plan_is_that_of_the_run_at_what_is_looked_at(made):
    assert got(made, f"/file/{PLAN}", k=4).text == plan_of({"k_max": 7}, 4)
    assert "k_max" not in got(made, "/file/plan.toml", k=4).text.replace("k-max", "")


def test_e4_the_query_runs_and_gives_everyone_their_segment(made):
    text = got(made, "/sql", k=3, dialect="duckdb", table="bank").text
    found = shown(made.kept, 3, {}).segmentation
    assert text == coterie.sql(found, dialect="duckdb", table="bank") + "\n"
    bank = pl.read_csv(made.project.source["path"])
    with duckdb.connect() as held:
        held.register("bank", bank.to_arrow())
        rows = pl.DataFrame(held.sql(text).arrow())
    expected = coterie.score(found, bank)
    both = expected.join(rows, on="customer_id", suffix="_sql")
    assert both.height >= 600
    assert both.filter(pl.col("segment_id") != pl.col("segment_id_sql")).height == 0


def test_e4_a_query_for_what_is_no_database_is_refused_in_words_and_the_page_stays(made):
    answer = got(made, dialect="clay")
    assert answer.status_code == 200
    assert "postgres" in answer.text
    assert 'class="problem"' in answer.text
    assert got(made, "/sql", dialect="clay").status_code == 400


def posted(made, name, content, **query):
    files = {"file": (name, content)} if name else {"other": (None, "x")}
    return made.client.post(f"/p/{made.project.id}/use/score", params=query, files=files)


def test_e6_a_file_is_scored_here_with_counts_and_doubts_that_no_other_tab_sees(made):
    far = coterie.datasets.bank_customers(n=120).with_columns(pl.col("age") + 45)
    answer = posted(made, "new.csv", far.write_csv().encode(), k=3)
    text = unescape(answer.text)
    assert answer.status_code == 200
    assert say("studio.scored_download", n=120) in text
    doubts = re.findall(r'<p class="problem">(.*?)</p>', text)
    assert doubts
    assert not any(doubt in unescape(got(made, k=3).text) for doubt in doubts)
    place = re.search(r'href="([^"]*/scored/[^"]*)"', text)[1]
    rows = pl.read_csv(io.BytesIO(made.client.get(place).content))
    assert rows.height == 120
    assert list(made.desk.uploads.iterdir()) == []
    assert got(made, "/scored/none").status_code == 404


@pytest.mark.parametrize(("name", "content"), [("bad.csv", b"a,b\n1,2\n"), ("no.pdf", b"%PDF"), ("", b"")])
def test_e6_a_file_that_cannot_be_scored_is_told_in_words(made, name, content):
    answer = posted(made, name, content, k=3)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "Traceback" not in answer.text
    assert list(made.desk.uploads.iterdir()) == []


def test_s8_a_file_that_is_too_large_is_not_scored(made):
    assert posted(made, "big.csv", b"a" * (made.desk.most + 1)).status_code == 413


def test_what_is_not_there_is_nowhere(made):
    for place in ("/file/none", "/list.pdf", "/file/..%2fstudio.sqlite"):
        assert got(made, place).status_code == 404
    assert got(made, run=9).status_code == 404


def test_the_table_leads_to_a_list_of_the_selection(made):
    text = made.client.get(f"{made.base}/customers", params={"k": 3, "s": "1"}).text
    assert f'/p/{made.project.id}/use?run=1&amp;k=3&amp;s=1"' in text
