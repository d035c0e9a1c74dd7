from __future__ import annotations

import pytest

from coterie.remarks import say
from coterie.schema import Column, Schema
from coterie.views.doubted import doubted


def plan(names, role="feature", doubt="Nothing proves it."):
    return Schema(tuple(Column(name, "numeric", role, 0, "", doubt=doubt) for name in names))


def test_a_plan_without_doubts_needs_no_line():
    assert doubted(plan(["a", "b"], doubt="")) == ()
    assert doubted(plan(["a"], role="ignored")) == ()


@pytest.mark.parametrize("role", ["id", "feature", "descriptor"])
@pytest.mark.parametrize("n", [1, 4])
def test_every_doubtful_column_in_use_is_named(role, n):
    names = [f"column {i}" for i in range(n)]
    assert doubted(plan(names, role)) == (say("cleaned.look", names=say("cleaned.all", names=names)),)


def test_of_many_the_first_are_named_and_the_others_counted():
    names = [f"column {i}" for i in range(9)]
    assert doubted(plan(names)) == (say("cleaned.look", names=say("cleaned.more", names=names[:4], more=5)),)
