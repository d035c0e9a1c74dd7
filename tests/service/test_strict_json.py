from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.service.problems import Problem
from coterie.service.strict_json import parse

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(PLAIN)
def test_what_json_writes_is_read(value):
    assert parse(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"age": 41} x', "not_json"),
        (b'{"age": NaN}', "not_a_number"),
        (b'{"age": -Infinity}', "not_a_number"),
        (b"9" * 5000, "not_a_number"),
        (b'{"age": 1, "age": 2}', "duplicate_name"),
        (b'[{"a": {"b": 1, "c": 1, "b": 1}}]', "duplicate_name"),
        (b'"\xff"', "not_utf8"),
        (b"[" * 100_000, "too_deep"),
    ],
)
def test_what_is_read_otherwise_elsewhere_is_refused(body, code):
    with pytest.raises(Problem) as caught:
        parse(body)
    assert caught.value.code == code


def test_only_names_that_are_ours_are_repeated():
    for known, there in ((frozenset({"canary"}), True), (frozenset(), False)):
        with pytest.raises(Problem) as caught:
            parse(b'{"x": 1, "canary": 1, "canary": 2}', known)
        assert ("canary" in caught.value.message) is there
