"""The segments over HTTP: V6, V9, V10, U1, S10."""

from __future__ import annotations

import json
from html import unescape

import polars as pl
import pytest

from coterie.remarks import say
from coterie.studio.kept import shown


def asked(made, **query):
    return made.client.get(f"{made.base}/selection", params=query).json()


def test_the_page_says_what_the_library_found(made):
    text = unescape(made.client.get(f"/p/{made.project.id}/segments").text)
    found = shown(made.kept, made.kept.recommended, {})
    assert found.front.finding in text
    assert found.front.lead.caveat in text
    for row in found.front.rows:
        assert row.name in text
        assert row.sentence in text


@pytest.mark.parametrize(
    "query", [{}, {"s": "0"}, {"s": "0,2", "x.age": "30..50"}, {"box": "-1,-1,1,1"}, {"x.gender": "0"}]
)
def test_v6_counts_and_medians_are_those_of_a_query_on_everyone(made, query):
    kept, k = made.kept, made.kept.recommended
    everyone, at = kept.customers, {name: f"c{i}" for i, name in enumerate(kept.columns)}
    which = pl.lit(value=True)
    if "s" in query:
        which &= pl.col(f"s{k}").is_in([int(each) for each in query["s"].split(",")])
    if "x.age" in query:
        which &= (pl.col(at["age"]) >= 30) & (pl.col(at["age"]) < 50)
    if "box" in query:
        which &= pl.col("x").is_between(-1, 1) & pl.col("y").is_between(-1, 1)
    if "x.gender" in query:
        most = everyone[at["gender"]].drop_nulls().mode().sort()[0]
        which &= pl.col(at["gender"]) == most
    expected = everyone.filter(which)
    found = asked(made, k=k, **query)
    assert (found["count"], found["of"]) == (expected.height, everyone.height)
    assert sum(n for _, n in found["mix"]) == expected.height
    median = expected[at["age"]].median()
    assert str(round(median)) in found["medians"]["age"]


@pytest.mark.parametrize(
    "query",
    [
        {"k": "999"}, {"k": "x"}, {"k": "-1"}, {"k": "²"}, {"s": "99,x,-1,5000000000"}, {"x.age": "a..b"},
        {"x.age": "nan..inf"}, {"x.none": "1..2"}, {"box": "1,2"}, {"box": "1,2,3,nan"}, {"from": "9" * 30},
        {"from": "x"},
    ],
)  # fmt: skip
def test_u1_an_address_that_makes_no_sense_is_still_a_page(made, query):
    for path in (f"/p/{made.project.id}/segments", f"{made.base}/selection", f"{made.base}/customers"):
        assert made.client.get(path, params=query).status_code == 200


def test_v9_at_another_k_the_page_says_so_with_the_way_back(made):
    best = made.kept.recommended
    other = best + 1 if best < 7 else best - 1
    text = made.client.get(f"/p/{made.project.id}/segments", params={"k": other}).text
    assert say("studio.not_recommended", k=other, best=best) in text
    assert f'href="?k={best}"' in text


def test_the_table_has_the_customers_of_the_selection_and_no_others(made):
    found = asked(made, k=3, s="1")
    text = made.client.get(f"{made.base}/customers", params={"k": 3, "s": "1"}).text
    assert text.count("<tr>") == 1 + min(found["count"], 50)
    last = made.client.get(f"{made.base}/customers", params={"k": 3, "s": "1", "from": found["count"] - 3}).text
    assert last.count("<tr>") == 4


def test_s10_no_id_is_in_an_address_or_in_what_is_drawn(made):
    first = made.kept.customers["c0"][0]
    page = made.client.get(f"{made.base}/customers", params={"k": 3})
    assert first in page.text
    assert f"={first}" not in page.text
    assert first.encode() not in made.client.get(f"{made.base}/sample").content
    assert first not in made.client.get(f"{made.base}/parts").text


def test_v7_the_sample_is_the_same_each_time_and_says_of_how_many(made):
    first, second = (made.client.get(f"{made.base}/sample").content for _ in range(2))
    assert first == second
    head = json.loads(first.partition(b"\0")[0])
    assert head["drawn"] == head["of"] == made.kept.customers.height


def test_parts_hold_every_number_of_segments(made):
    text = made.client.get(f"{made.base}/parts").text
    assert text.count("<template data-k=") == 6
    assert text.count('data-segment="') == sum(range(2, 8))


def test_runs_that_are_not_there_are_nowhere(made):
    for path in ("parts", "sample", "selection", "customers"):
        assert made.client.get(f"/p/{made.project.id}/run/9/{path}").status_code == 404
