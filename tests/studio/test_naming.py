"""Names over HTTP: N1 to N4, H3."""

from __future__ import annotations

from html import unescape

import pytest
from markupsafe import escape

from coterie import errors
from coterie.remarks import say
from coterie.studio.kept import shown
from coterie.studio.naming import LONGEST_NOTE


@pytest.fixture
def names(made):
    """Undo whatever a test names."""
    before = len(made.desk.store.events(made.project.id))
    yield made
    with made.desk.store.changing():
        store = made.desk.store
        for event in store.events(made.project.id)[before:]:
            store._do("DELETE FROM events WHERE id = ?", event.id)


def give(made, k, segment, name, **more):
    return made.client.post(f"{made.base}/segment/{k}/{segment}/name", data={"name": name, **more})


def page(made, k):
    return unescape(made.client.get(f"/p/{made.project.id}/segments", params={"k": k}).text)


def test_n1_n2_a_name_is_shown_at_once_and_follows_its_people_there_and_back(names):
    best = names.kept.recommended
    give(names, best, 0, "Steady Eddies")
    named = "<bdi>Steady Eddies</bdi>"
    assert named in page(names, best)
    for k in names.kept.ks[1:]:
        assert (named in page(names, k)) == (names.kept.same_as(best, 0, k) is not None)
    assert named in page(names, best)
    names.client.post(f"/p/{names.project.id}/undo")
    assert named not in page(names, best)
    names.client.post(f"/p/{names.project.id}/redo")
    assert named in page(names, best)


@pytest.mark.parametrize("name", ["", "   ", "x" * 300, "TAKEN"])
def test_n4_a_name_that_cannot_be_is_refused_in_words(names, name):
    taken = shown(names.kept, 3, {}).segmentation.segments[1].name.name
    answer = give(names, 3, 0, taken if name == "TAKEN" else name)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert names.desk.steps(names.project).state["names"] == []


def test_n4_s9_a_hostile_name_is_text(names):
    give(names, 3, 0, "=cmd|' /C calc'!A0<img src=x>")
    text = names.client.get(f"/p/{names.project.id}/segments", params={"k": 3}).text
    assert "<img src=x>" not in text
    assert "=cmd|" in unescape(text)


def test_h3_the_second_of_two_tabs_is_told_both_names_and_may_take_its_own(names):
    was = shown(names.kept, 3, {}).segmentation.segments[0].name.name
    give(names, 3, 0, "First", was=was)
    answer = give(names, 3, 0, "Second", was=was)
    assert answer.status_code == 409
    assert say("studio.conflict", name="First") in answer.text
    assert "Second" in answer.text
    assert "First" in page(names, 3)
    give(names, 3, 0, "Second", was=was, mine="1")
    assert "Second" in page(names, 3)


def test_a_lock_keeps_a_name_of_the_catalogue_and_is_taken_away(names):
    place = f"{names.base}/segment/3/0/lock"
    names.client.post(place)
    (entry,) = names.desk.steps(names.project).state["names"]
    assert (entry["locked"], entry["name"]) == (True, shown(names.kept, 3, {}).segmentation.segments[0].name.name)
    names.client.post(place)
    assert names.desk.steps(names.project).state["names"][0]["locked"] is False


def test_a_note_is_kept_beside_the_name(names):
    names.client.post(f"{names.base}/segment/3/0/note", data={"note": "Call <b>first</b>"})
    give(names, 3, 0, "Steady Eddies")
    text = names.client.get(f"{names.base}/segment/3/0").text
    assert "Call &lt;b&gt;first&lt;/b&gt;" in text
    assert "Steady Eddies" in text


def test_a_note_of_two_thousand_letters_is_kept_and_a_longer_one_refused_in_words_and_not_lost(names):
    place = f"{names.base}/segment/3/0/note"
    lines = "x" * 1000 + "\r\n" + "y" * 999  # a browser sends two letters for an end of line, and counts one
    assert names.client.post(place, data={"note": lines}).status_code == 200
    assert lines.replace("\r\n", "\n") in names.client.get(f"{names.base}/segment/3/0").text
    answer = names.client.post(place, data={"note": "z" * LONGEST_NOTE + "!"})
    assert answer.status_code == 400
    assert str(escape(errors.studio.note_too_long(LONGEST_NOTE + 1, LONGEST_NOTE).in_command)) in answer.text
    assert "zz!" in answer.text
    assert "zz" not in names.client.get(f"{names.base}/segment/3/0").text


def test_a_segment_that_is_not_there_is_nowhere(made):
    for place in ("3/3", "3/-1", "99/0", "x/0"):
        assert made.client.get(f"{made.base}/segment/{place}").status_code in {404, 422}


def test_after_a_change_the_page_is_as_it_was_looked_at(names):
    answer = give(names, 3, 0, "Steady Eddies", address="k=3&s=0&x.age=30..50")
    assert str(answer.url).endswith("/segments?k=3&s=0&x.age=30..50")
    answer = give(names, 3, 0, "Steady Eddie", address="//evil.example")
    assert answer.url.query == b"k=3"
