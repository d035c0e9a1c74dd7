from __future__ import annotations

import json

import pytest

from coterie.json_form import as_plain, to_json
from coterie.views.summary import Account, Naming, RowStep


def test_nouns_are_objects_and_tuples_are_lists():
    account = Account((RowStep("rows_read", 3, left_out=False, what="rows read"),), ())
    plain = {"rows": [{"code": "rows_read", "rows": 3, "left_out": False, "what": "rows read"}], "columns": []}
    assert as_plain(account) == plain
    assert json.loads(to_json(account)) == plain


def test_a_field_that_is_absent_is_left_out_where_nothing_was_given():
    unnamed, named = (Naming(None, None, "", "", "", (), given=given) for given in (None, True))
    assert "given" not in as_plain(unnamed)
    assert as_plain(named)["given"] is True


def test_nothing_but_numbers_is_written():
    with pytest.raises(ValueError, match="Out of range float"):
        to_json({"x": float("nan")})
