"""Fields of nouns are said in the words in use."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import pytest
from pydantic import TypeAdapter

from coterie.json_form import as_plain
from coterie.remarks import retold, say, words_from


@retold("reason", "more", "limit")
@dataclass(frozen=True)
class Noun:
    reason: str
    more: tuple[str, ...] = ()
    limit: str | None = None
    plain: str = ""


@pytest.fixture
def others(tmp_path):
    path = tmp_path / "other.toml"
    path.write_text('[says.page]\nsegments = "S"\nfeatures = "F"\n')
    return path


def noun() -> Noun:
    return Noun(say("page.segments"), (say("page.features"),), None, say("page.features"))


def test_sentences_are_said_in_the_words_in_use_and_other_fields_stay(others):
    found = noun()
    with words_from(others):
        assert (found.reason, found.more, found.limit) == ("S", ("F",), None)
        assert found.plain != "F"
        assert as_plain(found) == {"reason": "S", "more": ["F"], "limit": None, "plain": found.plain}
        assert repr(found).startswith("Noun(reason='S', more=('F',)")


def test_what_was_made_in_other_words_keeps_them_where_none_are_chosen(others):
    with words_from(others):
        found = noun()
    with words_from(None):
        assert found.reason == say("page.segments") != "S"


def test_a_changed_copy_knows_what_its_sentences_were_made_of(others):
    found = replace(noun(), plain="x")
    with words_from(others):
        assert replace(found, plain="y") == Noun("S", ("F",), None, "y")
        assert found.reason == "S"


def test_it_is_a_noun_as_any_other():
    assert [field.name for field in fields(Noun)] == ["reason", "more", "limit", "plain"]
    assert (Noun("a").more, Noun("a").plain) == ((), "")
    assert TypeAdapter(Noun).validate_python({"reason": "a", "more": ("b",)}) == Noun("a", ("b",))
    with pytest.raises(AttributeError):
        noun().reason = "b"  # type: ignore[misc]  # that it is frozen
