from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.databases.table_names import TableName, could_be, shown, table_name, target_name
from coterie.errors import OptionError


@given(*[st.text(st.sampled_from('ab."C '), min_size=1, max_size=6)] * 2)
def test_a_name_is_read_as_it_was_spelled(schema, name):
    for whole in (TableName(schema, name), TableName("", name)):
        quoted = TableName(*whole).sql
        assert table_name(quoted) == whole
        assert table_name(whole.spelled) == whole
        assert whole in could_be(whole.spelled)
        assert whole in could_be(whole.plain) or '"' in whole.plain


def test_a_target_is_never_guessed():
    assert target_name('"sales.eu".segments') == ("sales.eu", "segments")
    with pytest.raises(OptionError, match='such as "sales.eu".segments'):
        target_name("sales.eu.segments")


def test_a_schema_is_shown_only_where_it_is_not_the_usual_one():
    names = [TableName(schema, "customers") for schema in ("main", "public", "sales")]
    assert [shown(name, "main", "?") for name in names] == ["customers", "public.customers", "sales.customers"]
    assert shown(None, "main", "?") == "?"
