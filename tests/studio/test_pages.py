from __future__ import annotations

import jinja2
import pytest

from coterie.studio.pages import environment, fragment, version_of
from coterie.studio.state import changed


def test_s9_what_a_template_is_given_is_text():
    html = fragment("customers.html.j2", rows=[], kept=None).body.decode()
    assert "<table" not in html
    template = environment().from_string("{{ it }}")
    assert template.render(it="<img src=x onerror=alert(1)>") == "&lt;img src=x onerror=alert(1)&gt;"


def test_a_missing_fact_is_an_error():
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_letters_that_turn_the_reading_are_shown_as_what_they_are(desk, client):
    project = desk.begin("abc\u202etxt.exe", {"kind": "example"})
    assert "\u202e" not in client.get(f"/p/{project.id}/history").text


def test_a_version_grows_with_what_is_done(desk):
    project = desk.begin_example()
    first = version_of(desk, project)
    changed(desk.store, project.id, "use", facts={"column": "age", "value": "ignored"}, options={})
    assert version_of(desk, project) == first + 1
