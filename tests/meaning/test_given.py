from __future__ import annotations

import pytest

from coterie.meaning.given import is_aged, is_given


@pytest.mark.parametrize(
    ("name", "aged"), [("Customer_Age", True), ("Year of birth", True), ("Account age", True), ("wage", False)]
)
def test_what_says_how_old_people_are(name, aged):
    assert is_aged(name) is aged


@pytest.mark.parametrize(("name", "given"), [("gender", True), ("Religion", True), ("age", True), ("income", False)])
def test_what_nobody_changes_at_will(name, given):
    assert is_given(name) is given
