from __future__ import annotations

import sys

import jinja2
import pytest

from coterie.report.compiled import Compiled, Tight


@pytest.fixture
def templates(tmp_path):
    (tmp_path / "a.j2").write_text("one {{ x }}")
    return tmp_path


@pytest.fixture(autouse=True)
def bytecode(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def rendered(templates):
    loader = jinja2.FileSystemLoader(templates)
    environment = jinja2.Environment(loader=loader, bytecode_cache=Compiled(templates), autoescape=True)
    return environment.get_template("a.j2").render(x=1)


def kept(templates):
    return sorted(each.name for each in templates.glob("__pycache__/*"))


def test_what_was_compiled_is_read_and_not_compiled_again(templates, monkeypatch):
    assert rendered(templates) == "one 1"
    assert [name.startswith(f"jinja-{jinja2.__version__}-") for name in kept(templates)] == [True]
    monkeypatch.setattr(jinja2.Environment, "_generate", None)  # nothing can be compiled now
    assert rendered(templates) == "one 1"


def test_a_template_that_changed_is_compiled_anew(templates):
    rendered(templates)
    (templates / "a.j2").write_text("two {{ x }}")
    assert rendered(templates) == "two 1"


def test_another_version_of_jinja_compiles_for_itself(templates, monkeypatch):
    rendered(templates)
    monkeypatch.setattr(jinja2, "__version__", "0")
    rendered(templates)
    assert len(kept(templates)) == 2


def test_nothing_is_written_where_python_writes_no_bytecode(templates, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(templates) == "one 1"
    assert kept(templates) == []


def test_a_folder_that_cannot_be_written_is_no_matter(templates):
    (templates / "__pycache__").write_text("a file where a folder should be")
    assert rendered(templates) == "one 1"


def test_a_damaged_file_is_no_matter(templates):
    rendered(templates)
    for each in templates.glob("__pycache__/*"):
        each.write_bytes(b"j2")
    assert rendered(templates) == "one 1"


def test_words_on_two_lines_of_a_template_stay_apart(tmp_path):
    (tmp_path / "page.html.j2").write_text("<p>\n    One.\n    {% if True %}\n    Two.\n    {% endif %}\n</p>")
    (tmp_path / "page.md.j2").write_text("- one\n    - two")
    found = jinja2.Environment(loader=Tight(tmp_path), trim_blocks=True, lstrip_blocks=True, autoescape=True)
    assert found.get_template("page.html.j2").render() == "<p>\n One.\n Two.\n</p>"
    assert found.get_template("page.md.j2").render() == "- one\n    - two"
