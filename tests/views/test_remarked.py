from __future__ import annotations

from coterie.remarks import Remark, words
from coterie.views.remarked import remarked


def test_a_remark_keeps_its_code_and_facts_beside_its_words():
    remark = Remark("row_too_long", rows=2, facts={"cells": (("a", 3),)})
    said = remarked(remark)
    assert (said.code, said.column, said.rows, said.facts) == ("row_too_long", None, 2, remark.facts)
    assert (said.message, said.remedy) == (words().line(remark), words().remedy(remark))
