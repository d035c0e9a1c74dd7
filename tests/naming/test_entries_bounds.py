"""Bounds that a catalogue states for a column's values."""

from __future__ import annotations

import pytest

from coterie.errors import InputError
from coterie.naming.catalogue import load_catalogue
from coterie.naming.claims import Values

TEXT = """
title = "Gym members"
[roles.visits]
label = "visits"
synonyms = ["visits"]
values = {{ {} }}
[archetypes.regulars]
name = "Regulars"
description = "They come more often than others."
advice = "Ask them to bring a friend."
claims.visits = {{ level = "high", essential = true }}
"""


def values(tmp_path, given):
    path = tmp_path / "gym.toml"
    path.write_text(TEXT.format(given), encoding="utf-8")
    return load_catalogue(path).roles[0].values


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("from = 0, to = 1", Values(0, 1)),
        ("from = 0, to = 0.001", Values(0, 0.001)),
        ("from = -1", Values(-1)),
        ("to = 0", Values(None, 0)),
        ("reaches = 3", Values(None, None, 3)),
        ("whole = true", Values(whole=True)),
    ],
)
def test_values_go_up(tmp_path, given, read):
    assert values(tmp_path, given) == read


@pytest.mark.parametrize("given", ["from = 0, to = 0", "from = 5, to = 5", "from = 1, to = 0", "from = 0, to = -0.001"])
def test_values_that_do_not_are_refused(tmp_path, given):
    with pytest.raises(InputError, match="the first must be the smaller"):
        values(tmp_path, given)
