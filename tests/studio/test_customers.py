"""A customer over HTTP: W5, W6, S10, and who comes next on a border."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from coterie.remarks import say
from coterie.studio.kept import shown
from coterie.views.exploring.borders import on_border
from coterie.views.exploring.customer import customer_view, stayed, values_in
from coterie.views.spoken import spoken


def page(made, row, **query):
    return made.client.get(f"/p/{made.project.id}/customer/{row}", params=query)


def asked(made, row, values, **query):
    place = f"/p/{made.project.id}/customer/{row}/what-if"
    return made.client.post(place, params=query, data={"values": json.dumps(values)})


def expected(made, row, k):
    """Return what the views say of a row, without the page."""
    kept = made.kept
    found = shown(kept, k, {}).segmentation
    values = values_in(kept.customers, row - 1, found, columns=kept.columns)
    stays = stayed(kept.customers, row - 1, k)
    with spoken(found):
        return values, customer_view(found, kept.customers["c0"][row - 1], values, stays=stays)


@pytest.mark.parametrize(("row", "k"), [(1, 3), (7, 6), (599, 2)])
def test_the_page_says_what_the_explanation_says(made, row, k):
    answer = page(made, row, k=k)
    text = unescape(answer.text)
    _, found = expected(made, row, k)
    assert answer.status_code == 200
    assert found.heading in text
    assert found.lead in text
    for each in (*found.parts, *found.moves):
        assert (each.says if hasattr(each, "says") else each.effect) in text
    assert text.count('class="dr ') == k
    model = json.loads(re.search(r'data-model="([^"]*)"', answer.text)[1].replace("&#34;", '"').replace("&#39;", "'"))
    assert len(model["centers"]) == k


def test_the_segment_is_that_of_the_run(made):
    for row in range(1, 600, 40):
        assert expected(made, row, 5)[1].segment == made.kept.customers["s5"][row - 1]


def test_w6_moving_values_keeps_nothing(made):
    before = made.desk.store.events(made.project.id)
    values, found = expected(made, 3, 6)
    answer = asked(made, 3, list(values.values()), k=6)
    assert answer.status_code == 200
    assert [each.says in unescape(answer.text) for each in found.moves] == [True] * len(found.moves)
    assert made.desk.store.events(made.project.id) == before


def test_w5_a_change_that_is_tried_leads_where_it_says(made):
    values, found = expected(made, 3, 6)
    names, segmentation = list(values), shown(made.kept, 6, {}).segmentation
    for move in found.moves:
        changed = values | {names[at]: value for at, value in move.changes}
        assert customer_view(segmentation, "", changed).segment == move.to


@pytest.mark.parametrize("values", [[], ["x", 1, 1, 1], None, [1, 2], [None, None, None, None]])
def test_values_that_are_none_are_refused_in_words(made, values):
    answer = asked(made, 3, values, k=6)
    assert answer.status_code == 400
    assert "again" in answer.text
    assert "Traceback" not in answer.text


def test_the_next_borderline_customer_and_the_one_before_lead_through_all_of_them(made):
    places = on_border(made.kept.customers, 7).places
    assert len(places) > 2
    answer = made.client.get(f"/p/{made.project.id}/borderline", params={"k": 7})
    assert answer.url.path.endswith(f"/customer/{places[0] + 1}")
    assert expected(made, places[0] + 1, 7)[1].heading in unescape(answer.text)
    assert 'id="previous"' not in answer.text
    second = re.search(r'id="next" href="([^"]*)"', answer.text)[1]
    text = made.client.get(unescape(second)).text
    assert f"/customer/{places[0] + 1}?" in re.search(r'id="previous" href="([^"]*)"', text)[1]
    assert say("studio.border_place", place=2, n=len(places)) in text
    assert 'id="next"' not in page(made, places[-1] + 1, k=7).text


def test_the_table_leads_to_its_customers_and_s10_no_id_is_in_an_address(made):
    text = made.client.get(f"{made.base}/customers", params={"k": 3, "s": "1"}).text
    first = made.kept.customers.with_row_index("row").filter(made.kept.customers["s3"] == 1).row(0, named=True)
    assert f'/customer/{first["row"] + 1}?run=1&amp;k=3"' in text
    for address in re.findall(r'href="([^"]*)"', text + page(made, first["row"] + 1, k=3).text):
        assert first["c0"] not in address
    title = re.search(r"<title>(.*?)</title>", page(made, 1).text)[1]
    assert made.kept.customers["c0"][0] not in title


@pytest.mark.parametrize("row", ["0", "601", "-1", "99999999999999999999"])
def test_a_customer_who_is_not_there_is_nowhere(made, row):
    assert page(made, row).status_code == 404
    assert page(made, 1, run=9).status_code == 404


def test_an_address_that_makes_no_sense_shows_what_is_recommended(made):
    for query in ({"k": "x"}, {"k": "99"}, {"run": "x"}, {"k": "²"}):
        assert page(made, 1, **query).status_code == 200
