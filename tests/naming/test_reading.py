import pytest

from coterie.errors import InputError
from coterie.naming.reading import Section


def test_a_section_knows_its_place():
    root = Section.root("x.toml", {"a": {"b": {"c": 1}}})
    inner = root.section("a").section("b")
    assert (inner.key, inner.path, inner.number("c"), inner.number("d")) == ("b", ("a", "b"), 1.0, None)
    assert [each.key for each in root.sections("a")] == ["b"]
    assert str(inner.wrong("is odd")).startswith("Catalogue 'x.toml': a.b is odd.")


def test_a_value_where_a_table_should_be_is_refused():
    with pytest.raises(InputError, match="the file needs a table 'a'"):
        Section.root("x.toml", {"a": 1}).section("a")


def test_bytes_that_are_not_text_are_refused(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(b"title = '\xff'")
    with pytest.raises(InputError, match="Catalogue 'x.toml': the file is not TOML|Catalogue 'x.toml': is not TOML"):
        Section.from_file(path, ())
