"""Comparing over HTTP: K1."""

from __future__ import annotations

import re
from html import unescape

import pytest

from coterie.number_format import count
from coterie.remarks import say
from coterie.studio.kept import shown


def got(made, **query):
    return made.client.get(f"/p/{made.project.id}/compare", params=query)


@pytest.mark.parametrize(("a", "b"), [(3, 4), (6, 2), (5, 5)])
def test_k1_the_table_has_the_sizes_of_both(made, a, b):
    answer = got(made, a=f"1:{a}", b=f"1:{b}")
    text = unescape(answer.text)
    assert answer.status_code == 200
    table = re.search(r'class="moved">(.*?)</table>', text, re.S)[1]
    rows = [re.findall(r'<td class="n">([^<]*)</td>', row) for row in table.split("<tr")[2:]]
    sizes = {k: [each.size for each in shown(made.kept, k, {}).segmentation.segments] for k in (a, b)}
    assert [row[-1] for row in rows[:-1]] == [count(size) for size in sizes[a]]
    assert rows[-1][:-1] == [count(size) for size in sizes[b]]
    for row in rows:
        numbers = [int(cell.replace(",", "")) for cell in row]
        assert sum(numbers[:-1]) == numbers[-1]
    for k in (a, b):
        for each in shown(made.kept, k, {}).segmentation.segments:
            assert f"<bdi>{each.name.name}</bdi>" in text


def test_without_sides_it_is_what_is_recommended_and_one_more(made):
    best = made.kept.recommended
    text = got(made).text
    assert f'<option value="1:{best}" selected>' in text
    assert f'<option value="1:{min(best + 1, 7)}" selected>' in text
    assert got(made, a="x", b="9:9").status_code == 200


def test_the_strip_leads_to_it(made):
    text = made.client.get(f"/p/{made.project.id}/segments", params={"k": 3}).text
    assert f"/compare?a=1:{made.kept.recommended}&amp;b=1:3" in text


def test_where_nothing_is_kept_there_is_nothing_to_compare(client, desk, tmp_path, bank):
    bank.head(30).write_csv(tmp_path / "bank.csv")
    project = desk.open_file(tmp_path / "bank.csv")
    assert client.get(f"/p/{project.id}/compare").status_code == 404


def test_runs_of_other_customers_are_not_compared(made, monkeypatch):
    monkeypatch.setattr("coterie.studio.comparing._alike", lambda *_: False)
    text = got(made, a="1:3", b="1:4").text
    assert say("studio.compare_others") in text
    assert 'class="moved"' not in text
